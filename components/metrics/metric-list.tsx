import { RowTitle } from "#components/ui/row-title.tsx";
import { Table } from "#components/ui/table.tsx";
import { formatPercent, formatPoints } from "#lib/core/units.ts";
import { metricKindNames } from "#lib/metrics/model.ts";
import type { Metric } from "#lib/metrics/schema.ts";

export function MetricList({ metrics }: { metrics: Metric[] }) {
  return (
    <Table caption="Metrics">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col" className="max-md:hidden">
            Kind
          </th>
          <th scope="col" className="max-md:hidden">
            Unit
          </th>
          <th scope="col" className="max-md:hidden">
            Better
          </th>
          <th scope="col" className="num">
            Smallest that matters
          </th>
        </tr>
      </thead>
      <tbody>
        {metrics.map((metric) => (
          <tr key={metric.key} data-row>
            <th scope="row">
              <RowTitle href={`/metrics/${metric.key}`} title={metric.name}>
                {metric.systemName} · <span className="font-mono">{metric.key}</span>
                <span className="block md:hidden">
                  {metricKindNames[metric.kind]} in {metric.unit}, {metric.better} is better
                </span>
              </RowTitle>
            </th>
            <td className="max-md:hidden">{metricKindNames[metric.kind]}</td>
            <td className="max-md:hidden">{metric.unit}</td>
            <td className="max-md:hidden">{metric.better === "lower" ? "Lower" : "Higher"}</td>
            <td className="num">{smallestThatMatters(metric)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function smallestThatMatters(metric: Pick<Metric, "kind" | "minimumEffect">): string {
  return metric.kind === "ratio"
    ? formatPoints(metric.minimumEffect).replace("+", "")
    : formatPercent(metric.minimumEffect);
}
