"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { editReviewSettingsAction } from "#lib/reviews/actions.ts";
import type { Policy } from "#lib/reviews/model.ts";

/** How reviews are held from now on. */
export function ReviewSettingsForm({ policy }: { policy: Policy }) {
  return (
    <ActionForm action={editReviewSettingsAction} label="Reviews">
      {({ state }) => (
        <>
          <TextField
            id="signers"
            label="Signatures that seal a review"
            hint="Each by another reviewer or admin."
            inputMode="numeric"
            width="short"
            defaultValue={String(policy.signers)}
          />
          <TextField
            id="dueDays"
            label="Days after the end of a quarter"
            hint="By then its review is to be signed. The calendar file says so."
            inputMode="numeric"
            width="short"
            defaultValue={String(policy.dueDays)}
          />
          <div className="mt-field">
            <Checkbox
              name="fourEyes"
              label="Four eyes"
              hint="Whoever owns or recorded a change does not decide about it. Switching it off stands in the audit log."
              defaultChecked={policy.fourEyes}
            />
          </div>
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Save how reviews are held</SubmitButton>
            <SavedNote done={state.done}>Saved.</SavedNote>
          </div>
        </>
      )}
    </ActionForm>
  );
}
