import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { editPracticeAction } from "#lib/changes/actions.ts";
import type { Practice } from "#lib/changes/schema.ts";

/** The practices of one area. Archived ones are out of the forms; changes that have one keep it. */
export function PracticeList({ area, practices }: { area: string; practices: Practice[] }) {
  return (
    <Table caption={`Practices of ${area}`}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Key</th>
          <th scope="col" className="fit">
            <span className="sr-only">Action</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {practices.map(({ key, name, builtIn, archived }) => (
          <tr key={key}>
            <th scope="row">
              {name} {!builtIn && <Tag>Added</Tag>} {archived && <Tag>Archived</Tag>}
            </th>
            <td className="font-mono text-small wrap-anywhere">{key}</td>
            <td className="fit">
              <RowForm
                action={editPracticeAction}
                fields={archived ? { key } : { key, archived: "on" }}
                label={archived ? "Bring back" : "Archive"}
                accessibleLabel={archived ? `Bring back ${name}` : `Archive ${name}`}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
