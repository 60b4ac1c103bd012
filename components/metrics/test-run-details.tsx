import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Hash } from "#components/ui/hash.tsx";
import { Prose } from "#components/ui/prose.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import { formatPercent, formatQuantity } from "#lib/core/units.ts";
import type { TestRun } from "#lib/metrics/schema.ts";

/** A test run: what its file says, under which conditions, and the file itself. */
export function TestRunDetails({ run, zone }: { run: TestRun; zone: string }) {
  const { result, file } = run;
  return (
    <>
      {run.description && (
        <div className="mt-block max-w-measure">
          <Prose source={run.description} />
        </div>
      )}
      {result ? (
        <Section title="What it says" id="quantities">
          <Quantities result={result} />
          {result.warnings.map((warning) => (
            <div key={warning} className="mt-4">
              <Callout>{warning}</Callout>
            </div>
          ))}
        </Section>
      ) : (
        <p className="mt-block text-ink-soft">No result file was added to this run.</p>
      )}
      <Section title="About it" id="about">
        <div className="mt-4 max-w-144">
          <Facts
            facts={[
              { name: "Ran", value: <Timestamp at={run.ranAt} zone={zone} /> },
              {
                name: "System",
                value: <TextLink href={`/systems/${run.system}`}>{run.systemName}</TextLink>,
              },
              ...(run.recordedBy ? [{ name: "Added by", value: run.recordedBy }] : []),
              ...(run.simulated ? [{ name: "Data", value: "Simulated" }] : []),
              ...(result
                ? [{ name: "Tool", value: `${result.tool}${result.version ? ` ${result.version}` : ""}` }]
                : []),
              ...(file
                ? [
                    {
                      name: "File",
                      value: (
                        <>
                          <a href={`/api/v1/files/${file.id}`} download className="font-mono wrap-anywhere">
                            {file.name}
                          </a>
                          , {formatQuantity(file.bytes, "bytes")} <Hash value={file.sha256} />
                        </>
                      ),
                    },
                  ]
                : []),
              ...Object.entries(result?.environment ?? {}).map(([name, value]) => ({
                name,
                value: <span className="wrap-anywhere">{String(value)}</span>,
              })),
            ]}
          />
        </div>
      </Section>
    </>
  );
}

function Quantities({ result }: { result: NonNullable<TestRun["result"]> }) {
  return (
    <Table caption="What it says">
      <thead>
        <tr>
          <th scope="col">Quantity</th>
          <th scope="col" className="num">
            {result.runs > 1 ? `Mean of ${result.runs} runs` : "Value"}
          </th>
          <th scope="col" className="num max-md:hidden">
            Rests on
          </th>
        </tr>
      </thead>
      <tbody>
        {result.quantities.map(({ name, unit, value, n }) => (
          <tr key={name}>
            <th scope="row" className="font-mono">
              {name}
            </th>
            <td className="num">{value === null ? "not told" : formatQuantity(value, unit)}</td>
            <td className="num max-md:hidden">{n === null ? "" : n.toLocaleString("en-GB")}</td>
          </tr>
        ))}
        {result.errorRate !== null && !result.quantities.some(({ name }) => name === "error-rate") && (
          <tr>
            <th scope="row" className="font-mono">
              error-rate
            </th>
            <td className="num">{formatPercent(result.errorRate)}</td>
            <td className="max-md:hidden" />
          </tr>
        )}
      </tbody>
    </Table>
  );
}
