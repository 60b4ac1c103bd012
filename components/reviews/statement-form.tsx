"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { stateQuarterAction } from "#lib/reviews/actions.ts";

/** States in a person's own words what a quarter amounts to, or takes that back; both ask why. */
export function StatementForm({ quarter, words }: { quarter: string; words: string | null }) {
  const [stated, setStated] = useState(0);
  return (
    <ActionForm
      key={stated}
      action={stateQuarterAction}
      label="State the quarter"
      onDone={() => setStated(stated + 1)}
    >
      <input type="hidden" name="quarter" value={quarter} />
      <TextField
        id="words"
        label="In your own words"
        hint="The headline of the quarter, at most 160 characters. What was computed stands under it."
        defaultValue={words ?? undefined}
      />
      <TextAreaField
        id="reason"
        label="Reason"
        hint="Printed with your name and the day wherever your words are, at most 300 characters."
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <SubmitButton variant="plain" busyLabel="Stating…">
          State it
        </SubmitButton>
        {words !== null && (
          <SubmitButton variant="quiet" name="takeBack" value="yes">
            Take back what is stated
          </SubmitButton>
        )}
      </div>
    </ActionForm>
  );
}
