import { RowTable } from "#components/ui/row-table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import { RowForm } from "#components/users/row-form.tsx";
import { editPracticeAction } from "#lib/changes/actions.ts";
import type { Practice } from "#lib/changes/schema.ts";

/** The practices of one area. Archived ones are out of the forms; changes that have one keep it. */
export function PracticeList({ area, practices }: { area: string; practices: Practice[] }) {
  return (
    <RowTable
      caption={`Practices of ${area}`}
      columns={[{ title: "Name" }, { title: "Key" }]}
      rows={practices.map(({ key, name, builtIn, archived }) => ({
        key,
        cells: [
          <span key="name">
            {name} {!builtIn && <Tag>Added</Tag>} {archived && <Tag>Archived</Tag>}
          </span>,
          <code key="key" className="wrap-anywhere">
            {key}
          </code>,
        ],
        end: (
          <RowForm
            action={editPracticeAction}
            fields={archived ? { key } : { key, archived: "on" }}
            label={archived ? "Bring back" : "Archive"}
            accessibleLabel={archived ? `Bring back ${name}` : `Archive ${name}`}
          />
        ),
      }))}
    />
  );
}
