import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { formatPercent, formatQuantity } from "#lib/core/units.ts";
import { testRunKindNames } from "#lib/metrics/model.ts";
import type { TestRun } from "#lib/metrics/schema.ts";

/** Test runs, a row each. With `choosing`, several can be put side by side. */
export function TestRunTable({
  runs,
  zone,
  choosing = false,
}: {
  runs: TestRun[];
  zone: string;
  choosing?: boolean;
}) {
  // Columns that would be empty from top to bottom say nothing.
  const measured = runs.some(({ result }) => result !== null);
  return (
    <Table caption="Test runs">
      <thead>
        <tr>
          {choosing && (
            <th scope="col" className="fit">
              <span className="sr-only">Compare</span>
            </th>
          )}
          <th scope="col">Run</th>
          <th scope="col" className="max-md:hidden">
            Tool
          </th>
          {measured && (
            <>
              <th scope="col" className="num">
                p95
              </th>
              <th scope="col" className="num max-md:hidden">
                Throughput
              </th>
              <th scope="col" className="num">
                Errors
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.number} data-row>
            {choosing && (
              <td className="fit">
                <input
                  type="checkbox"
                  name="runs"
                  value={run.number}
                  aria-label={`Compare ${run.title}`}
                  className="pick"
                />
              </td>
            )}
            <th scope="row">
              <RowTitle href={`/test-runs/${run.number}`} title={run.title}>
                {testRunKindNames[run.kind]}, {run.systemName},{" "}
                <Timestamp at={run.ranAt} zone={zone} only="day" />
                {run.simulated && ", simulated"}
              </RowTitle>
            </th>
            <td className="whitespace-nowrap max-md:hidden">{run.result?.tool ?? "No file"}</td>
            {measured && (
              <>
                <td className="num">{quantity(run, "latency.p95")}</td>
                <td className="num max-md:hidden">{quantity(run, "throughput")}</td>
                <td className="num">
                  {run.result?.errorRate == null ? "" : formatPercent(run.result.errorRate)}
                </td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function quantity(run: TestRun, name: string): string {
  const found = run.result?.quantities.find((one) => one.name === name);
  return found?.value == null ? "" : formatQuantity(found.value, found.unit);
}
