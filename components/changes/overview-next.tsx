import { RowTitle } from "#components/ui/row-title.tsx";
import { statusNames } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";

/** What is under way and what is planned. */
export function OverviewNext({ changes }: { changes: ChangeListItem[] }) {
  return (
    <table className="table">
      <caption className="sr-only">Next</caption>
      <thead className="max-md:sr-only">
        <tr>
          <th scope="col">Change</th>
          <th scope="col">Status</th>
          <th scope="col" className="max-md:hidden">
            Owner
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.number} data-row>
            <th scope="row">
              <RowTitle href={`/changes/${change.number}`} title={change.title}>
                {[`C-${change.number}`, change.practiceName, change.systemName].filter(Boolean).join(" · ")}
              </RowTitle>
            </th>
            <td className="fit">{statusNames[change.status]}</td>
            <td className="fit max-md:hidden">{change.owner?.name ?? "Nobody yet"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
