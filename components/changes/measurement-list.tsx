import { Effect } from "#components/changes/effect.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { Timestamp } from "#components/ui/timestamp.tsx";
import type { MetricMeasurement } from "#lib/changes/queries.ts";
import { toneOf } from "#lib/core/charts/chart.ts";

/** What changes did to one metric. */
export function MeasurementList({ measurements, zone }: { measurements: MetricMeasurement[]; zone: string }) {
  return (
    <Table caption="Measurements">
      <thead>
        <tr>
          <th scope="col">Change</th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col">Verdict</th>
          <th scope="col" className="num max-md:hidden">
            Frozen
          </th>
        </tr>
      </thead>
      <tbody>
        {measurements.map(({ change, measurement }) => (
          <tr key={measurement.id} data-row>
            <th scope="row">
              <RowTitle href={`/changes/${change.number}`} title={change.title}>
                C-{change.number}
                <span className="md:hidden">
                  , <Timestamp at={measurement.createdAt} zone={zone} only="day" />
                </span>
              </RowTitle>
            </th>
            <td className="num">{measurement.verdict && <Effect verdict={measurement.verdict} stacked />}</td>
            <td className="fit">
              {measurement.verdict && <VerdictWord outcome={toneOf(measurement.verdict)} />}
            </td>
            <td className="num max-md:hidden">
              <Timestamp at={measurement.createdAt} zone={zone} only="day" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
