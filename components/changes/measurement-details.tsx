import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Hash } from "#components/ui/hash.tsx";
import { RowTable } from "#components/ui/row-table.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Recomputation } from "#lib/changes/recomputation.ts";
import type { Measurement } from "#lib/changes/schema.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatNumber, formatQuantity } from "#lib/core/units.ts";

type MeasurementDetailsProps = {
  measurement: Measurement;
  verdict: Verdict;
  again: Recomputation;
  zone: string;
};

/** Everything behind a verdict: method and seed, the raw files with their hashes, every run, and the check. */
export function MeasurementDetails({ measurement, verdict, again, zone }: MeasurementDetailsProps) {
  const environment = Object.entries(verdict.environment);
  return (
    <>
      <div className="mt-6">
        <Callout tone={tones[again.found]}>{again.sentence}</Callout>
      </div>
      <Section title="Method" id="method" space="block">
        <Facts
          facts={[
            { name: "Method", value: verdict.method },
            { name: "Engine", value: verdict.engine },
            { name: "Seed", value: <Hash value={verdict.seed} algorithm="sha256" /> },
            { name: "Grade", value: verdict.grade },
            { name: "Frozen", value: <Timestamp at={measurement.createdAt} zone={zone} /> },
            { name: "Added by", value: measurement.recordedBy ?? "The portal" },
            ...environment.map(([name, value]) => ({ name, value: String(value) })),
          ]}
        />
      </Section>
      <Section title="Files" id="files" space="block">
        <RowTable
          caption="Files"
          columns={[
            { title: "File" },
            { title: "Side" },
            { title: "Format" },
            { title: "Size", num: true },
            { title: "SHA-256" },
          ]}
          rows={measurement.inputs.map((input) => ({
            key: input.fileId + input.side,
            cells: [
              <a
                key="file"
                href={`/api/v1/files/${input.fileId}`}
                download
                className="font-mono wrap-anywhere"
              >
                {input.name}
              </a>,
              sideNames[input.side],
              input.format,
              formatQuantity(input.bytes, "bytes"),
              <Hash key="hash" value={input.sha256} />,
            ],
          }))}
        />
      </Section>
      <Section title="Runs" id="runs" space="block">
        <Table caption="Every run as the engine saw it">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Side</th>
              <th scope="col" className="num">
                Value
              </th>
            </tr>
          </thead>
          <tbody>
            {(["before", "after"] as const).flatMap((side) =>
              measurement.runs[side].slice(0, mostRuns).map((run, index) => (
                <tr key={`${side} ${run.name} ${index.toString()}`}>
                  <th scope="row" className="wrap-anywhere">
                    {run.name}
                  </th>
                  <td>{sideNames[side]}</td>
                  <td className="num">{run.value === null ? "Missing" : exactly(run.value, verdict.unit)}</td>
                </tr>
              )),
            )}
          </tbody>
        </Table>
      </Section>
    </>
  );
}

const sideNames = { before: "Before", after: "After", series: "Both" };

// Every digit that was measured stays.
function exactly(value: number, unit: string): string {
  return `${formatNumber(value, 15)}\u00a0${unit}`;
}

const tones = { same: "info", agrees: "info", "other-engine": "doubt", differs: "bad" } as const;

// The files above hold all of them.
const mostRuns = 1_000;
