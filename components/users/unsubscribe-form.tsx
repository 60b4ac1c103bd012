"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type UnsubscribeFormProps = {
  /** Takes `token`. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  token: string;
  /** "daily and weekly mails" */
  what: string;
  email: string;
};

/** A person confirms; a mail scanner that only opens addresses ends nothing. */
export function UnsubscribeForm({ action, token, what, email }: UnsubscribeFormProps) {
  return (
    <ActionForm action={action} label="End these mails">
      {({ state }) =>
        state.done ? (
          <p role="status" className="mt-6">
            Done. {email} gets no more {what}. The news itself is still in the portal; Settings, Notifications
            has every choice.
          </p>
        ) : (
          <div className="mt-6">
            <input type="hidden" name="token" value={token} />
            <SubmitButton size="tall">End these mails</SubmitButton>
          </div>
        )
      }
    </ActionForm>
  );
}
