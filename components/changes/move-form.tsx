"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { moveChangeAction } from "#lib/changes/actions.ts";
import { type Status, statusNames } from "#lib/changes/model.ts";

/** Moves a change to another status; ending one asks why. */
export function MoveForm({ number, moves }: { number: number; moves: Status[] }) {
  const [status, setStatus] = useState("");
  const asksWhy = status === "rolled-back" || status === "abandoned" || status === "verified";
  return (
    <ActionForm action={moveChangeAction} label="Move it on">
      {({ error, typed }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <SelectField
            id="status"
            label="New status"
            placeholder="Choose"
            value={status}
            onChange={(event) => setStatus(event.target.value)}
            error={error("status")}
            options={moves.map((value) => ({ value, label: statusNames[value] }))}
          />
          <TextAreaField
            id="reason"
            label="Why?"
            hint={asksWhy ? "It is printed wherever the change is." : undefined}
            optional={!asksWhy}
            defaultValue={typed("reason")}
            error={error("reason")}
          />
          <div className="mt-field">
            <SubmitButton variant="plain">
              {status ? `Move to ${statusNames[status as Status].toLowerCase()}` : "Move"}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
