"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type SignInFormProps = {
  /** Takes `email`, `password` and `to`. Its fault stands at `password`: the two are refused together. */
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  /** Where to go on after signing in; a path of the portal. */
  to: string;
  singleSignOn: { label: string; href: string } | null;
};

/** The way in: e-mail and password, or the organisation's own sign-on. */
export function SignInForm({ action, to, singleSignOn }: SignInFormProps) {
  return (
    <>
      <ActionForm action={action} label="Sign in">
        <input type="hidden" name="to" value={to} />
        <TextField id="email" label="E-mail" type="email" autoComplete="username" autoFocus />
        <TextField id="password" label="Password" type="password" autoComplete="current-password" />
        <div className="mt-6">
          <SubmitButton size="tall" wide busyLabel="Signing in">
            Sign in
          </SubmitButton>
        </div>
      </ActionForm>
      {singleSignOn && (
        <>
          <p className="my-6 flex items-center gap-4 text-small text-ink-muted before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
            or
          </p>
          <LinkButton href={singleSignOn.href} size="tall" wide download={false}>
            {singleSignOn.label}
          </LinkButton>
        </>
      )}
    </>
  );
}
