"use client";

import { ActionForm } from "#components/ui/action-form.tsx";
import { ChoiceField } from "#components/ui/choice-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { SavedNote } from "#components/users/saved-note.tsx";
import { type Role, roles } from "#lib/core/access/actor.ts";
import { changeRoleAction } from "#lib/users/actions.ts";
import { roleDuties, roleNames } from "#lib/users/model.ts";

/** What a member may do, from their next request on. */
export function RoleForm({ userId, role }: { userId: string; role: Role }) {
  return (
    <ActionForm action={changeRoleAction} label="Role">
      {({ state }) => (
        <>
          <input type="hidden" name="userId" value={userId} />
          <ChoiceField
            id="role"
            label="Role"
            defaultValue={role}
            options={roles.map((value) => ({ value, label: roleNames[value], hint: roleDuties[value] }))}
          />
          <div className="mt-6 flex items-center gap-4">
            <SubmitButton>Change role</SubmitButton>
            <SavedNote done={state.done}>Changed. It counts from the next request on.</SavedNote>
          </div>
        </>
      )}
    </ActionForm>
  );
}
