"use client";

import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SecretForm } from "#components/users/secret-form.tsx";
import { createShareLinkAction } from "#lib/plan/actions.ts";
import { sharedPartNames, sharedParts } from "#lib/plan/shared-overview.ts";

type ShareFormProps = { quarters: { key: string; label: string }[]; quarter: string };

/** Makes a link to a quarter's overview for somebody without an account, and shows it, once. */
export function ShareForm({ quarters, quarter }: ShareFormProps) {
  return (
    <SecretForm
      action={createShareLinkAction}
      label="Share an overview"
      made={{
        label: "Link to the overview",
        hint: "Whoever has it reads the overview until it ends. It is not shown again.",
      }}
    >
      <SelectField
        id="quarter"
        label="Quarter"
        defaultValue={quarter}
        options={quarters.map(({ key, label }) => ({ value: key, label }))}
      />
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
        <legend className="font-strong">It shows, besides the results</legend>
        <p className="text-small text-ink-muted">
          Results always come with what got worse, what could not be told and what is only reported. Findings
          name their metrics.
        </p>
        {sharedParts.map((part) => (
          <Checkbox
            key={part}
            name="parts"
            value={part}
            label={sharedPartNames[part]}
            defaultChecked={part !== "owners"}
          />
        ))}
      </fieldset>
      <div className="mt-6">
        <SubmitButton>Make link</SubmitButton>
      </div>
    </SecretForm>
  );
}
