"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { changePasswordAction } from "#lib/users/actions.ts";

/** A new password, against the current one. */
export function PasswordForm() {
  return (
    <ActionForm action={changePasswordAction} label="Password" fieldIds={{ current: "currentPassword" }}>
      {({ state }) => (
        <div key={state.done ? state.attempt : 0}>
          <TextField
            id="currentPassword"
            fault="current"
            label="Current password"
            type="password"
            autoComplete="current-password"
          />
          <TextField
            id="password"
            label="New password"
            hint="At least 12 characters. A sentence is good."
            type="password"
            autoComplete="new-password"
          />
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton variant="plain">Change password</SubmitButton>
            <SavedNote done={state.done}>Changed. Your other sessions were ended.</SavedNote>
          </div>
        </div>
      )}
    </ActionForm>
  );
}
