"use client";

import { Kbd } from "#components/ui/kbd.tsx";
import { markNames } from "#lib/reviews/model.ts";

const choices = [
  { value: "keep", key: "1" },
  { value: "follow-up", key: "2" },
  { value: "roll-back", key: "3" },
  { value: "measure-again", key: "4" },
] as const;

/** The four decisions side by side, each with its key: native radio buttons, so arrow keys work too. */
export function DecisionKeys({ chosen, error }: { chosen: string | undefined; error: string | null }) {
  return (
    <fieldset aria-describedby={error ? "decision-error" : undefined}>
      <legend className="font-strong">What do we decide?</legend>
      {error && (
        <p id="decision-error" className="text-small font-medium text-danger">
          <span className="sr-only">Error: </span>
          {error}
        </p>
      )}
      <div className="mt-3 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {choices.map(({ value, key }, index) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center justify-between gap-2 rounded-control border border-control px-4 py-2.5 has-checked:border-accent has-checked:bg-accent-wash has-checked:font-strong has-checked:shadow-[inset_0_0_0_1px_var(--accent)] has-focus-visible:shadow-focus"
          >
            <input
              type="radio"
              className="sr-only"
              name="decision"
              id={index === 0 ? "decision" : undefined}
              value={value}
              aria-label={markNames[value]}
              aria-keyshortcuts={key}
              defaultChecked={chosen === value}
            />
            <span aria-hidden="true">{markNames[value]}</span>
            <span aria-hidden="true">
              <Kbd>{key}</Kbd>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
