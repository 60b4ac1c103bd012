import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { revokeInvitationAction } from "#lib/users/actions.ts";
import { roleNames } from "#lib/users/model.ts";
import type { Invitation } from "#lib/users/schema.ts";

/** Links that can still be used. */
export function InvitationList({ invitations, zone }: { invitations: Invitation[]; zone: string }) {
  if (invitations.length === 0) return <p className="mt-4 text-ink-soft">No open invitations.</p>;
  return (
    <Table caption="Open invitations">
      <thead>
        <tr>
          <th scope="col">E-mail</th>
          <th scope="col">Role</th>
          <th scope="col">Made by</th>
          <th scope="col">Works until</th>
          <th scope="col" className="fit">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => (
          <tr key={invitation.id}>
            <th scope="row" className="wrap-anywhere">
              {invitation.email}
            </th>
            <td>{roleNames[invitation.role]}</td>
            <td>{invitation.invitedBy ?? "The command line"}</td>
            <td>
              <Timestamp at={invitation.expiresAt} zone={zone} />
            </td>
            <td className="fit">
              <RowForm
                action={revokeInvitationAction}
                fields={{ invitationId: invitation.id }}
                label="Revoke"
                accessibleLabel={`Revoke the invitation of ${invitation.email}`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
