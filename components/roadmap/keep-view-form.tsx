"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { keepViewAction } from "#lib/roadmap/actions.ts";

/** Gives the view that is open a name, so that it can be come back to. */
export function KeepViewForm({ query, onDone }: { query: string; onDone: () => void }) {
  return (
    <ActionForm action={keepViewAction} label="Keep this view" className="w-full" onDone={onDone}>
      <input type="hidden" name="query" value={query} />
      <TextField id="view-name" name="name" label="Name of the view" width="half" autoFocus />
      <div className="mt-3 flex gap-3">
        <SubmitButton>Keep view</SubmitButton>
        <Button variant="quiet" onClick={onDone}>
          Leave it
        </Button>
      </div>
    </ActionForm>
  );
}
