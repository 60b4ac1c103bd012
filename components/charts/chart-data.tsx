import { Table } from "#components/ui/table.tsx";
import type { Chart } from "#lib/core/charts/chart.ts";
import { tableOf } from "#lib/core/charts/chart-table.ts";

const LONGEST = 1_000;

/** The data of a chart as a table. A long series says how much of it stands here. */
export function ChartData({ chart }: { chart: Chart }) {
  const { columns, rows } = tableOf(chart);
  const shown = rows.slice(0, LONGEST);
  return (
    // A long table scrolls, so the keyboard must be able to reach it.
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable
      tabIndex={0}
      aria-label="Data of the chart"
      className="mt-4 max-h-128 overflow-y-auto print:hidden"
    >
      <Table caption={`${chart.title}, as a table`}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={column.kind === "number" ? "num" : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(([first, ...rest], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a drawn chart have no identity and never move
            <tr key={row}>
              <th scope="row" className={columns[0]?.kind === "number" ? "num" : undefined}>
                {first}
              </th>
              {rest.map((cell, index) => (
                <td
                  key={columns[index + 1]?.title}
                  className={columns[index + 1]?.kind === "number" ? "num" : undefined}
                >
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.length > LONGEST && (
        <p className="mt-2 text-micro text-ink-muted">
          {shown.length.toLocaleString("en-GB")} of {rows.length.toLocaleString("en-GB")} rows. The export
          holds all.
        </p>
      )}
    </section>
  );
}
