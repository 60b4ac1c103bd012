"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { editAccountAction } from "#lib/users/actions.ts";

type AccountFormProps = {
  account: { name: string; email: string; timeZone: string | null };
  /** All zones, and the one that counts without a choice. */
  zones: string[];
  organisationZone: string;
};

/** One's own name and clock. */
export function AccountForm({ account, zones, organisationZone }: AccountFormProps) {
  return (
    <ActionForm action={editAccountAction} label="Name and time zone">
      {({ state }) => (
        <>
          <TextField id="name" label="Name" autoComplete="name" defaultValue={account.name} />
          <TextField
            id="account-email"
            label="E-mail"
            hint="An administrator invites people by it, so it stays as it is."
            value={account.email}
            readOnly
          />
          <SelectField
            id="timeZone"
            label="Time zone"
            hint="Times are shown in it."
            placeholder={`The organisation’s (${organisationZone})`}
            defaultValue={account.timeZone ?? ""}
            options={zones.map((zone) => ({ value: zone, label: zone }))}
          />
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Save name and time zone</SubmitButton>
            <SavedNote done={state.done}>Saved.</SavedNote>
          </div>
        </>
      )}
    </ActionForm>
  );
}
