"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { ShownOnce } from "#components/users/shown-once.tsx";
import { createPasswordLinkAction } from "#lib/users/actions.ts";

/** For a member who forgot the password. */
export function PasswordLinkForm(props: { userId: string; name: string; mailed: boolean }) {
  const { userId, name, mailed } = props;
  return (
    <ActionForm action={createPasswordLinkAction} label="Password link">
      {({ state }) => (
        <>
          <input type="hidden" name="userId" value={userId} />
          <p className="mt-4 max-w-measure text-ink-soft">
            With a link {name} chooses a new password. Opening it needs no sign-in, so hand it over in person
            or by a way you trust{mailed && "; it is mailed to them too"}. All sessions end when it is used.
          </p>
          {state.once && (
            <ShownOnce
              label="Password link"
              hint="It works once, within 7 days, and is not shown again."
              secret={state.once}
            />
          )}
          <div className="mt-4">
            <SubmitButton variant="plain">Make password link</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
