"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SecretForm } from "#components/users/secret-form.tsx";
import { createShareLinkAction } from "#lib/plan/actions.ts";
import type { Shared } from "#lib/plan/schema.ts";
import { heldBackParts, sharedPartNames, sharedParts } from "#lib/plan/shared-overview.ts";
import { roadmapPartNames, roadmapParts } from "#lib/plan/shared-roadmap.ts";

type ShareFormProps = {
  what: Shared["what"];
  quarters: { key: string; label: string }[];
  quarter: string;
};

/** Makes a link to a quarter's overview, or to the roadmap, for somebody without an account, and shows it, once. */
export function ShareForm({ what, quarters, quarter }: ShareFormProps) {
  const { label, noun, legend, note, parts } = words[what];
  return (
    <SecretForm
      action={createShareLinkAction}
      label={label}
      made={{
        label: `Link to the ${noun}`,
        hint: `Whoever has it reads the ${noun} until it ends. It is not shown again.`,
      }}
    >
      <input type="hidden" name="what" value={what} />
      {what === "overview" && (
        <SelectField
          id="quarter"
          label="Quarter"
          defaultValue={quarter}
          options={quarters.map(({ key, label }) => ({ value: key, label }))}
        />
      )}
      <SelectField
        id="days"
        label="It ends"
        defaultValue="30"
        options={[
          { value: "7", label: "In 7 days" },
          { value: "30", label: "In 30 days" },
          { value: "90", label: "In 90 days" },
        ]}
      />
      <fieldset className="mt-field">
        <legend className="font-strong">{legend}</legend>
        <p className="text-small text-ink-muted">{note}</p>
        {parts.map(({ part, name }) => (
          <Checkbox
            key={part}
            name="parts"
            value={part}
            label={name}
            defaultChecked={!heldBack.includes(part)}
          />
        ))}
      </fieldset>
      <div className="mt-6">
        <SubmitButton>Make link</SubmitButton>
      </div>
    </SecretForm>
  );
}

const heldBack: readonly string[] = heldBackParts;

const words = {
  overview: {
    label: "Share an overview",
    noun: "overview",
    legend: "It shows, besides the results",
    note: "Results always come with what got worse, what could not be told and what is only reported. Findings name their metrics.",
    parts: sharedParts.map((part) => ({ part, name: sharedPartNames[part] })),
  },
  roadmap: {
    label: "Share the roadmap",
    noun: "roadmap",
    legend: "It shows, besides titles, horizons and quarters",
    note: "What is not shown to members is not shown here, and scores never are. Progress comes with every verdict behind it.",
    parts: roadmapParts.map((part) => ({ part, name: roadmapPartNames[part] })),
  },
};
