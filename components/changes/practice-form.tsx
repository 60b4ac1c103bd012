"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { KeyField } from "#components/ui/key-field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { createPracticeAction } from "#lib/changes/actions.ts";
import { areaNames, areas } from "#lib/changes/model.ts";

/** Adds a practice to an area. */
export function PracticeForm() {
  return (
    <ActionForm action={createPracticeAction} label="Add a practice">
      {({ state }) => (
        <div key={state.done ? state.attempt : 0}>
          <SelectField
            id="area"
            label="Area"
            defaultValue={areas[0]}
            options={areas.map((area) => ({ value: area, label: areaNames[area] }))}
          />
          <TextField id="name" label="Name" hint="Like “Caching”" width="half" />
          <KeyField hint="Stands in the API. It cannot be changed later." />
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Add practice</SubmitButton>
            <SavedNote done={state.done}>Added.</SavedNote>
          </div>
        </div>
      )}
    </ActionForm>
  );
}
