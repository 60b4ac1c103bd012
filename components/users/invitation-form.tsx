"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type InvitationFormProps = {
  /** Takes `token`, `name` and `password`. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  token: string;
  email: string;
  name: string | null;
};

/** Somebody who was invited chooses a name and a password. */
export function InvitationForm({ action, token, email, name }: InvitationFormProps) {
  return (
    <ActionForm action={action} label="Choose name and password">
      <input type="hidden" name="token" value={token} />
      {/* Password managers file the password under this. */}
      <TextField id="email" label="E-mail" type="email" autoComplete="username" value={email} readOnly />
      <TextField id="name" label="Your name" autoComplete="name" defaultValue={name ?? undefined} />
      <TextField
        id="password"
        label="Password"
        hint="At least 12 characters. A sentence is good."
        type="password"
        autoComplete="new-password"
      />
      <div className="mt-7">
        <SubmitButton size="tall" busyLabel="Setting up">
          Continue
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
