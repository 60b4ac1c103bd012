import type { Measurement } from "#lib/changes/schema.ts";
import type { RunsChart, SeriesChart } from "#lib/core/charts/chart.ts";
import { runsChart } from "#lib/core/charts/runs-chart.ts";
import { seriesChart } from "#lib/core/charts/series-chart.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatDate } from "#lib/core/time.ts";
import { counted } from "#lib/core/words.ts";

type Context = { number: number; systemName: string; timeZone: string };

/** The drawing of a measurement: the same on screen and in every exported document. Null before a frozen verdict. */
export function measurementChart(measurement: Measurement, context: Context): RunsChart | SeriesChart | null {
  const { verdict, runs, windows } = measurement;
  if (!verdict || !measurement.frozen) return null;
  if (windows) return chartOfSeries(measurement, verdict, windows, context);
  return runsChart({
    ...originOf(measurement, verdict, context),
    before: numbers(runs.before),
    after: numbers(runs.after),
  });
}

function chartOfSeries(
  measurement: Measurement,
  verdict: Verdict,
  windows: NonNullable<Measurement["windows"]>,
  context: Context,
): SeriesChart {
  const time = (iso: string) => Date.parse(iso);
  const span = ({ from, to }: { from: string; to: string }) => ({ from: time(from), to: time(to) });
  const { before, between = [], after } = measurement.runs;
  const points = [...before, ...between, ...after];
  const [first, last] = [time(windows.before.from), time(windows.after.to)];
  return seriesChart({
    ...originOf(measurement, verdict, context),
    statistic: "",
    timeZone: context.timeZone,
    series: points.map(({ name, value }) => ({ at: time(name), value })),
    before: span(windows.before),
    after: span(windows.after),
    changeAt: time(windows.changeAt),
    rollout: windows.rollout && span(windows.rollout),
    others: windows.others
      .map(({ at, name }) => ({ at: time(at), label: name }))
      .filter(({ at }) => at >= first && at <= last),
  });
}

function originOf(measurement: Measurement, verdict: Verdict, { number, systemName, timeZone }: Context) {
  const formats = [...new Set(measurement.inputs.map((input) => input.format))].join(", ");
  const files = counted(measurement.inputs.length, "file", "files");
  return {
    kind: measurement.metricKind,
    verdict,
    metric: { name: measurement.metricName, unit: verdict.unit },
    system: systemName,
    reference: `C-${number}`,
    origin: `${formats}, ${files}, frozen ${formatDate(new Date(measurement.createdAt), timeZone)}`,
    simulated: measurement.simulated,
  };
}

function numbers(side: Measurement["runs"]["before"]): number[] {
  return side.flatMap((run) => (run.value === null ? [] : [run.value]));
}
