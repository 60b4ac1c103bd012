"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SegmentedChoice } from "#components/ui/segmented-choice.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { stakeAction } from "#lib/feedback/actions.ts";
import { importanceNames, importances } from "#lib/feedback/model.ts";

type StakeFormProps = { number: number; importance: number | null; affects: number | null };

/** How much it matters, and to about how many: what a bare vote does not say. */
export function StakeForm({ number, importance, affects }: StakeFormProps) {
  return (
    <ActionForm action={stakeAction} label="How much it matters">
      {({ state }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <p className="mt-3 mb-1.5 text-small font-strong" id="importance-label">
            How much does it matter to you?
          </p>
          <SegmentedChoice
            label="How much does it matter to you?"
            name="importance"
            defaultValue={importance === null ? undefined : String(importance)}
            options={importances.map((value) => ({ value: String(value), label: importanceNames[value] }))}
          />
          <TextField
            id="affects"
            label="Affects about how many people?"
            optional
            inputMode="numeric"
            width="short"
            defaultValue={affects === null ? undefined : String(affects)}
          />
          <div className="mt-3 flex items-center gap-3">
            <SubmitButton variant="plain">Say so</SubmitButton>
            <span role="status" className="text-small text-ink-soft">
              {state.done ? "Noted with your vote." : ""}
            </span>
          </div>
        </>
      )}
    </ActionForm>
  );
}
