import type { Measurement } from "#lib/changes/schema.ts";
import type { RunsChart } from "#lib/core/charts/chart.ts";
import { runsChart } from "#lib/core/charts/runs-chart.ts";
import { formatDate } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";

/** The drawing of a measurement: the same on screen and in every exported document. Null before a verdict. */
export function measurementChart(
  measurement: Measurement,
  context: { number: number; systemName: string; timeZone: string },
): RunsChart | null {
  const { verdict, runs } = measurement;
  if (!verdict) return null;
  const formats = [...new Set(measurement.inputs.map((input) => input.format))].join(", ");
  const files = counted(measurement.inputs.length, "file", "files");
  return runsChart({
    kind: measurement.metricKind,
    verdict,
    metric: { name: measurement.metricName, unit: verdict.unit },
    system: context.systemName,
    reference: `C-${context.number}`,
    origin: `${formats}, ${files}, frozen ${formatDate(new Date(measurement.createdAt), context.timeZone)}`,
    simulated: measurement.simulated,
    before: numbers(runs.before),
    after: numbers(runs.after),
  });
}

function numbers(side: Measurement["runs"]["before"]): number[] {
  return side.flatMap((run) => (run.value === null ? [] : [run.value]));
}
