import { RowTable } from "#components/ui/row-table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { revokeInvitationAction } from "#lib/users/actions.ts";
import { roleNames } from "#lib/users/model.ts";
import type { Invitation } from "#lib/users/schema.ts";

/** Links that can still be used. */
export function InvitationList({ invitations, zone }: { invitations: Invitation[]; zone: string }) {
  if (invitations.length === 0) return <p className="mt-4 text-ink-soft">No open invitations.</p>;
  const rows = invitations.map(({ id, email, role, invitedBy, expiresAt }) => ({
    key: id,
    cells: [
      email,
      roleNames[role],
      invitedBy ?? "The command line",
      <Timestamp key="until" at={expiresAt} zone={zone} />,
    ],
    end: (
      <RowForm
        action={revokeInvitationAction}
        fields={{ invitationId: id }}
        label="Revoke"
        accessibleLabel={`Revoke the invitation of ${email}`}
      />
    ),
  }));
  const columns = ["E-mail", "Role", "Made by", "Works until"].map((title) => ({ title }));
  return <RowTable caption="Open invitations" columns={columns} rows={rows} />;
}
