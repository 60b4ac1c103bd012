"use client";

import { SelectField } from "#components/ui/select-field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { SecretForm } from "#components/users/secret-form.tsx";
import { roles } from "#lib/core/access/actor.ts";
import { inviteUserAction } from "#lib/users/actions.ts";
import { roleDuties, roleNames } from "#lib/users/model.ts";

/** Makes an invitation link, to be handed over by whoever invites. */
export function InviteForm({ mailed }: { mailed: boolean }) {
  return (
    <SecretForm
      action={inviteUserAction}
      label="Invite somebody"
      made={{
        label: "Invitation link",
        hint: `${mailed ? "It is on its way to the person by e-mail too." : "Send it to the person."} It works once, within 7 days, and is not shown again.`,
      }}
    >
      <TextField id="email" label="E-mail" type="email" autoComplete="off" />
      <SelectField
        id="role"
        label="Role"
        defaultValue="member"
        options={roles.map((role) => ({
          value: role,
          label: `${roleNames[role]}: ${roleDuties[role]}`,
        }))}
      />
      <div className="mt-6">
        <SubmitButton>Make invitation link</SubmitButton>
      </div>
    </SecretForm>
  );
}
