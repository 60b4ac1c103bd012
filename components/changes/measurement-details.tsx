import { Callout } from "#components/ui/callout.tsx";
import { Facts } from "#components/ui/facts.tsx";
import { Hash } from "#components/ui/hash.tsx";
import { Section } from "#components/ui/section.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { Recomputation } from "#lib/changes/recomputation.ts";
import type { Measurement } from "#lib/changes/schema.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatQuantity } from "#lib/core/units.ts";

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
        <Table caption="Files">
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Side</th>
              <th scope="col">Format</th>
              <th scope="col" className="num">
                Size
              </th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {measurement.inputs.map((input) => (
              <tr key={input.fileId + input.side}>
                <th scope="row">
                  <a href={`/api/v1/files/${input.fileId}`} download className="font-mono wrap-anywhere">
                    {input.name}
                  </a>
                </th>
                <td>{input.side}</td>
                <td>{input.format}</td>
                <td className="num">{formatQuantity(input.bytes, "bytes")}</td>
                <td>
                  <Hash value={input.sha256} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
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
                  <td>{side}</td>
                  <td className="num">{run.value === null ? "missing" : `${run.value} ${verdict.unit}`}</td>
                </tr>
              )),
            )}
          </tbody>
        </Table>
      </Section>
    </>
  );
}

const tones = { same: "info", agrees: "info", "other-engine": "doubt", differs: "bad" } as const;

// The files above hold all of them.
const mostRuns = 1_000;
