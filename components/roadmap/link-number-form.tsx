"use client";

import { useState } from "react";
import { ActionForm } from "#components/ui/action-form.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { FormState } from "#lib/core/form-state.ts";

type LinkNumberFormProps = {
  action: (previous: FormState, form: FormData) => Promise<FormState>;
  item: number;
  /** The field's name and id. */
  name: string;
  /** On the button: "Link change". */
  noun: string;
  label: string;
  hint: string;
};

/** Links what is recorded already, by its number. */
export function LinkNumberForm({ action, item, name, noun, label, hint }: LinkNumberFormProps) {
  // Emptied when the link is made, so that the next one can be typed.
  const [made, setMade] = useState(0);
  return (
    <ActionForm key={made} action={action} label={label} onDone={() => setMade(made + 1)}>
      {({ error, typed }) => (
        <div className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="number" value={item} />
          <TextField
            id={name}
            label={label}
            hint={hint}
            width="short"
            defaultValue={typed(name)}
            error={error(name) ?? error(`${name}s.0`) ?? error("about")}
          />
          <SubmitButton variant="plain">Link {noun}</SubmitButton>
        </div>
      )}
    </ActionForm>
  );
}
