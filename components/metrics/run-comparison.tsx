import { Callout } from "#components/ui/callout.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { formatPercent, formatQuantities } from "#lib/core/units.ts";
import type { TestRun } from "#lib/metrics/schema.ts";
import type { SideBySide } from "#lib/metrics/side-by-side.ts";

type RunComparisonProps = SideBySide & { runs: TestRun[]; zone: string };

/** Each quantity of several runs in a row, with its difference from the first run. */
export function RunComparison({ runs, rows, unlike, zone }: RunComparisonProps) {
  return (
    <>
      {unlike.length > 0 && (
        <div className="mt-block">
          <Callout tone="doubt" title="Not measured under the same conditions">
            <ul>
              {unlike.map(({ key, values }) => (
                <li key={key}>
                  {key}: {values.map((value) => value || "not told").join(", ")}
                </li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      <Section title="What each run says" id="quantities">
        {rows.length > 0 ? (
          <Table caption="Quantities of each run">
            <thead>
              <tr>
                <th scope="col">Quantity</th>
                {runs.map((run) => (
                  <th key={run.number} scope="col" className="num">
                    <TextLink href={`/test-runs/${run.number}`}>{run.title}</TextLink>
                    <span className="block font-normal">
                      <Timestamp at={run.ranAt} zone={zone} only="day" />
                    </span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, unit, values, differences }) => {
                const shown = formatQuantities(values, unit);
                return (
                  <tr key={name}>
                    <th scope="row" className="font-mono">
                      {name}
                    </th>
                    {runs.map((run, index) => {
                      const difference = differences[index] ?? null;
                      return (
                        <td key={run.number} className="num">
                          {values[index] === null ? (
                            <span className="text-ink-muted">not told</span>
                          ) : (
                            shown[index]
                          )}
                          {difference !== null && (
                            <span className="block text-small text-ink-muted">
                              {formatPercent(difference, { signed: true })}
                            </span>
                          )}
                        </td>
                      );
                    })}
                  </tr>
                );
              })}
            </tbody>
          </Table>
        ) : (
          <p className="mt-4 text-ink-soft">None of these runs has a result file.</p>
        )}
      </Section>
    </>
  );
}
