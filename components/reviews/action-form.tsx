"use client";

import { useState } from "react";
import { type ActionChoices, ActionFields } from "#components/reviews/action-form-fields.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { recordActionAction } from "#lib/reviews/actions.ts";

const names = { title: "title", owner: "owner", quarter: "dueQuarter" };

/** Asks for something because of the review as a whole. */
export function RecordActionForm({ quarter, ...choices }: ActionChoices & { quarter: string }) {
  const [asked, setAsked] = useState(0);
  return (
    <ActionForm
      key={asked}
      action={recordActionAction}
      label="Add an action"
      onDone={() => setAsked(asked + 1)}
    >
      <input type="hidden" name="quarter" value={quarter} />
      <ActionFields {...choices} names={names} faults={names} />
      <div className="mt-4">
        <SubmitButton variant="plain">Add action</SubmitButton>
      </div>
    </ActionForm>
  );
}
