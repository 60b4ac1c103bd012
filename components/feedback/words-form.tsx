"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextAreaField } from "#components/ui/text-area-field.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type WordsFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  number: number;
  name: string;
  label: string;
  hint?: string;
  button: string;
};

/** A place to say something about an entry; empty again once it was taken. */
export function WordsForm({ action, number, name, label, hint, button }: WordsFormProps) {
  return (
    <ActionForm action={action} label={label}>
      {({ state }) => (
        <>
          <input type="hidden" name="number" value={number} />
          <TextAreaField
            key={state.done ? state.attempt : "open"}
            id={name}
            label={label}
            hint={hint}
            fault={name === "note" ? "body" : undefined}
          />
          <div className="mt-3">
            <SubmitButton variant="plain">{button}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  );
}
