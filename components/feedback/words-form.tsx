"use client";

import { MentionArea } from "#components/feedback/mention-area.tsx";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type WordsFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  number: number;
  name: "body" | "note";
  label: string;
  button: string;
};

/** A place to say something about an entry; empty again once it was taken. */
export function WordsForm({ action, number, name, label, button }: WordsFormProps) {
  return (
    <ActionForm action={action} label={label}>
      {({ state }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <MentionArea
            key={state.done ? state.attempt : "open"}
            id={name}
            label={label}
            hint="Mention somebody with @ and the beginning of their name or e-mail address."
            fault={name === "note" ? "body" : undefined}
            number={number}
            note={name === "note"}
          />
          <div className="mt-3">
            <SubmitButton variant="plain">{button}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
