"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { rateSystemAction } from "#lib/feedback/actions.ts";

/** "How well does it work for you?" One to five, changed as often as one likes. */
export function RatingForm({ system, name, mine }: { system: string; name: string; mine: number | null }) {
  return (
    <ActionForm action={rateSystemAction} label={`Rate ${name}`} className="mt-4">
      {({ state }) => (
        <>
          <input type="hidden" name="system" value={system} />
          <p className="mb-1.5 text-small">How well does {name} work for you? 1 is badly, 5 is very well.</p>
          <div className="flex flex-wrap items-center gap-3">
            <SegmentedChoice
              label={`How well does ${name} work for you?`}
              name="value"
              defaultValue={mine === null ? undefined : String(mine)}
              options={[1, 2, 3, 4, 5].map((value) => ({ value: String(value), label: String(value) }))}
            />
            <SubmitButton variant="plain">Rate {name}</SubmitButton>
            <span role="status" className="text-small text-ink-soft">
              {state.done ? "Thank you. It counts from today." : ""}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
