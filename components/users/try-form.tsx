"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { tryNotificationAction } from "#lib/users/actions.ts";

/** Sends the reader one piece of news, to see that it arrives. */
export function TryForm() {
  return (
    <ActionForm action={tryNotificationAction} label="Send me a test">
      {({ state }) => (
        <div className="flex items-center gap-4">
          <SubmitButton variant="plain">Send me a test</SubmitButton>
          <SavedNote done={state.done}>Sent.</SavedNote>
        </div>
      )}
    </ActionForm>
  );
}
