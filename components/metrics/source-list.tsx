import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Tag } from "#components/ui/tag.tsx";
import type { Source } from "#lib/metrics/schema.ts";

export function SourceList({ sources }: { sources: Source[] }) {
  return (
    <Table caption="Sources">
      <thead>
        <tr>
          <th scope="col">Source</th>
          <th scope="col" className="max-md:hidden">
            Headers
          </th>
          <th scope="col" className="num">
            Metrics
          </th>
        </tr>
      </thead>
      <tbody>
        {sources.map((source) => (
          <tr key={source.key} data-row>
            <th scope="row">
              <RowTitle href={`/settings/sources/${source.key}`} title={source.name}>
                <span className="font-mono wrap-anywhere">{source.baseUrl}</span>{" "}
                {source.archived && <Tag>Archived</Tag>}
              </RowTitle>
            </th>
            <td className="max-md:hidden">{source.headerNames.join(", ") || "None"}</td>
            <td className="num">{source.metrics}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
