"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { linkChangeAction } from "#lib/roadmap/actions.ts";

/** Links a change that is recorded already, by its number. */
export function LinkChangeForm({ number }: { number: number }) {
  // Emptied when the link is made, so that the next one can be typed.
  const [made, setMade] = useState(0);
  return (
    <ActionForm key={made} action={linkChangeAction} label="Link a change" onDone={() => setMade(made + 1)}>
      {({ error, typed }) => (
        <div className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="number" value={number} />
          <TextField
            id="change"
            label="Link a recorded change"
            hint="Its number, like C-42"
            width="short"
            defaultValue={typed("change")}
            error={error("change") ?? error("changes.0")}
          />
          <SubmitButton variant="plain">Link change</SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
