"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { createStatusAction, editStatusAction } from "#lib/feedback/actions.ts";
import { categories, categoryNames, firstStatus } from "#lib/feedback/model.ts";
import type { FeedbackStatus } from "#lib/feedback/schema.ts";

/** What the states of feedback are called here. Reports count by category: a new word changes none. */
export function StatusesSettings({ statuses }: { statuses: FeedbackStatus[] }) {
  return (
    <>
      <ul>
        {statuses.map((status) => (
          <li key={status.key} className="border-b border-rule py-3">
            <ActionForm action={editStatusAction} label={`Status ${status.name}`}>
              <input type="hidden" name="key" value={status.key} />
              <div className="flex flex-wrap items-end gap-x-6 gap-y-2 [&>:first-child]:mt-0">
                <TextField
                  id={`name-${status.key}`}
                  name="name"
                  label={`${categoryNames[status.category]}: ${status.key}`}
                  width="half"
                  defaultValue={status.name}
                />
                {status.key !== firstStatus && (
                  <Checkbox name="archived" label="Archived" defaultChecked={status.archived} />
                )}
                <SubmitButton variant="plain" aria-label={`Save ${status.name}`}>
                  Save
                </SubmitButton>
              </div>
            </ActionForm>
          </li>
        ))}
      </ul>
      <ActionForm action={createStatusAction} label="Add a status">
        {({ state }) => (
          <div key={state.done ? state.attempt : 0}>
            <TextField id="status-name" name="name" label="New status" width="half" />
            <TextField
              id="status-key"
              name="key"
              label="Key"
              hint="For the API and addresses, like waiting-for-supplier. It stays."
              width="half"
              mono
            />
            <SelectField
              id="category"
              label="Counts as"
              hint="What reports count it as. It stays."
              options={categories.map((value) => ({ value, label: categoryNames[value] }))}
            />
            <div className="mt-field">
              <SubmitButton variant="plain">Add status</SubmitButton>
            </div>
          </div>
        )}
      </ActionForm>
    </>
  );
}
