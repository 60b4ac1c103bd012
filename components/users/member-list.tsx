import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { roleNames } from "#lib/users/model.ts";
import type { User } from "#lib/users/schema.ts";

/** Everybody with an account; each opens to what can be done about it. */
export function MemberList({ members, zone }: { members: User[]; zone: string }) {
  return (
    <Table caption="Members">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col" className="max-md:hidden">
            Last seen
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id} data-row>
            <th scope="row">
              <RowTitle href={`/settings/members/${member.id}`} title={member.name}>
                <span className="wrap-anywhere">{member.email}</span>
                <span className="block md:hidden">
                  {member.lastSeenAt ? (
                    <>
                      Seen <Timestamp at={member.lastSeenAt} zone={zone} only="day" />
                    </>
                  ) : (
                    "Never seen"
                  )}
                </span>
              </RowTitle>
            </th>
            <td>
              {roleNames[member.role]} {member.disabled && <Tag>Disabled</Tag>}
            </td>
            <td className="max-md:hidden">
              {member.lastSeenAt ? <Timestamp at={member.lastSeenAt} zone={zone} /> : "Never"}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
