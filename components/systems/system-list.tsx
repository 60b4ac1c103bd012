import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { System } from "#lib/systems/schema.ts";

export function SystemList({ systems }: { systems: System[] }) {
  return (
    <Table caption="Systems">
      <thead>
        <tr>
          <th scope="col">System</th>
          <th scope="col">Key</th>
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
            <td className="fit font-mono text-small">{system.key}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
