import { Effect } from "#components/changes/effect.tsx";
import { VerdictWord } from "#components/changes/verdict-word.tsx";
import { Table } from "#components/ui/table.tsx";
import { TextLink } from "#components/ui/text-link.tsx";
import type { Measurement } from "#lib/changes/schema.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { formatQuantities } from "#lib/core/units.ts";

/** Measurements of one change, a row each. */
export function MeasurementTable({
  caption,
  measurements,
}: {
  caption: string;
  measurements: Measurement[];
}) {
  if (measurements.length === 0) return null;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col" className="num max-md:hidden">
            Before
          </th>
          <th scope="col" className="num max-md:hidden">
            After
          </th>
          <th scope="col" className="num">
            Effect
          </th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {measurements.map(({ id, metric, metricName, verdict }) => {
          const [before, after] = verdict
            ? formatQuantities([verdict.before.center, verdict.after.center], verdict.unit)
            : [];
          return (
            <tr key={id}>
              <th scope="row">
                <TextLink href={`/metrics/${metric}`}>{metricName}</TextLink>
                <span className="block text-ink-muted md:hidden">
                  {before} to {after}
                </span>
              </th>
              <td className="num max-md:hidden">{before}</td>
              <td className="num max-md:hidden">{after}</td>
              <td className="num">{verdict && <Effect verdict={verdict} stacked />}</td>
              <td className="fit">{verdict && <VerdictWord outcome={toneOf(verdict)} />}</td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
