import { verdictColour } from "#components/changes/verdict-look.ts";
import { VerdictMark } from "#components/changes/verdict-mark.tsx";
import { Runs } from "#components/plan/runs.tsx";
import { Table } from "#components/ui/table.tsx";
import { plainText, type TableBlock, type TableCell } from "#lib/core/documents/document.ts";

/** A table of the document; numbers stand at the right, a verdict has its mark. */
export function PlanTable({ block }: { block: TableBlock }) {
  const { number, caption, columns, rows } = block;
  const title = plainText(caption);
  return (
    <div className="mt-6">
      <p className="mb-2 text-small text-ink-muted">
        {number && `Table ${number}. `}
        {title}
      </p>
      <Table caption={number ? `Table ${number}. ${title}` : title} phone="list">
        <thead role="rowgroup" className="max-md:sr-only">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.kind === "number" ? "num" : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map(([first, ...rest], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a document never move
            <tr key={row} role="row">
              <th scope="row" role="rowheader">
                {first && <Cell cell={first} verdict={columns[0]?.kind === "verdict"} />}
              </th>
              {rest.map((cell, index) => {
                const column = columns[index + 1];
                return (
                  <td
                    key={column?.title}
                    role="cell"
                    data-label={column?.title}
                    className={column?.kind === "number" ? "num" : undefined}
                  >
                    <div>
                      <Cell cell={cell} verdict={column?.kind === "verdict"} />
                    </div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Cell({ cell, verdict }: { cell: TableCell; verdict: boolean }) {
  return (
    <>
      <span className={cell.mark ? `font-medium ${verdictColour[cell.mark]}` : undefined}>
        {verdict && cell.mark && (
          <VerdictMark outcome={cell.mark} className="mr-1.75 inline-block align-[-0.19em]" />
        )}
        <Runs runs={cell.runs} />
      </span>
      {cell.note && <span className="block text-ink-muted">{cell.note}</span>}
    </>
  );
}
