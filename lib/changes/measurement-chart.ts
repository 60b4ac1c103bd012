import type { Measurement } from "#lib/changes/schema.ts";
import type { PlaceboChart, RunsChart, SeriesChart } from "#lib/core/charts/chart.ts";
import { areDaily, placeboChart } from "#lib/core/charts/placebo-chart.ts";
import { runsChart } from "#lib/core/charts/runs-chart.ts";
import { seriesChart } from "#lib/core/charts/series-chart.ts";
import { placeboInWords } from "#lib/core/outcome-words.ts";
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

/** What the metric did by itself at earlier times, beside what the change did. Null where its history is too short. */
export function measurementPlacebo(measurement: Measurement, context: Context): PlaceboChart | null {
  const { verdict, frozen, runs } = measurement;
  if (!verdict || !frozen) return null;
  return placeboChart({
    ...originOf(measurement, verdict, context),
    timeZone: context.timeZone,
    contrasts: (runs.earlier ?? []).flatMap(({ name, value }) =>
      value === null ? [] : [{ at: Date.parse(name), relative: value }],
    ),
  });
}

/** The same in a sentence: "A change this large appeared on 3 of 57 ordinary days." */
export function placeboLine({ verdict, runs }: Pick<Measurement, "verdict" | "runs">): string | null {
  const times = (runs.earlier ?? []).map(({ name }) => Date.parse(name));
  return verdict && placeboInWords(verdict.placebo, times.length > 0 && areDaily(times));
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
