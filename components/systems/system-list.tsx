import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { noTeamName } from "#lib/core/team.ts";
import type { System } from "#lib/systems/schema.ts";

export function SystemList({ systems }: { systems: System[] }) {
  return (
    <Table caption="Systems">
      <thead>
        <tr>
          <th scope="col">System</th>
          <th scope="col">Team</th>
          <th scope="col" className="max-md:hidden">
            Key
          </th>
        </tr>
      </thead>
      <tbody>
        {systems.map((system) => (
          <tr key={system.key} data-row>
            <th scope="row">
              <RowTitle href={`/systems/${system.key}`} title={system.name}>
                {firstLine(system.description)}
              </RowTitle>
              {system.archived && <Tag>Archived</Tag>}
            </th>
            <td>{system.team ?? <span className="text-ink-muted">{noTeamName}</span>}</td>
            <td className="fit font-mono text-small max-md:hidden">{system.key}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
