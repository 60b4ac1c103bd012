import type { HistoryChart, Level, Shift, Span, Tone } from "#lib/core/charts/chart.ts";
import { historyChart } from "#lib/core/charts/history-chart.ts";
import { sideLevel } from "#lib/core/statistics/series-side-level.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import type { Metric } from "#lib/metrics/schema.ts";

type Point = { at: number; value: number | null };
type PictureShift = {
  index: number;
  at: string;
  relative: number | null;
  causes: { change: number }[];
  attribution: "recorded" | "ambiguous" | "unexplained";
  dismissed: unknown;
};

export type MetricPicture = {
  metric: Metric;
  points: Point[];
  shifts: PictureShift[];
  /** Recorded changes of the system. */
  changes: { number: number; at: string }[];
  alerts: string[];
  target: number | null;
  origin: string;
  stepSeconds: number | null;
  simulated: boolean;
  timeZone: string;
  /** Only what is later is drawn; levels and shifts come from the whole history. */
  since: number | null;
  /** Only what is earlier is drawn. */
  until: number | null;
};

/** The whole history of a metric, or its last part: levels between the shifts, and everything recorded about it. */
export function metricPicture(picture: MetricPicture): HistoryChart {
  const { metric, points, shifts, since, until } = picture;
  const from = since ?? Number.NEGATIVE_INFINITY;
  const to = until ?? Number.POSITIVE_INFINITY;
  const isShown = (at: number) => at >= from && at <= to;
  const shown = points.filter(({ at }) => isShown(at));
  const levels = levelsBetween(points, shifts, metric).flatMap((level) => {
    if (level.to < from || level.from > to) return [];
    const begin = Math.max(level.from, shown[0]?.at ?? level.from);
    return [{ ...level, from: begin, to: Math.min(level.to, shown.at(-1)?.at ?? level.to) }];
  });
  const time = (iso: string) => Date.parse(iso);
  return historyChart({
    metric: { name: metric.name, unit: metric.unit },
    system: metric.systemName,
    reference: null,
    origin: originInWords({ ...picture, points: shown }),
    simulated: picture.simulated,
    kind: metric.kind,
    statistic: statisticOf(picture.stepSeconds),
    timeZone: picture.timeZone,
    isPast: until !== null,
    series: shown,
    levels,
    shifts: shifts.filter((shift) => isShown(time(shift.at))).map((shift) => shiftOf(shift, metric.better)),
    target: picture.target,
    ...limitsOf(metric.thresholds),
    alerts: picture.alerts.map(time).filter(isShown),
    changes: picture.changes
      .map(({ number, at }) => ({ at: time(at), label: `C-${number}` }))
      .filter(({ at }) => isShown(at)),
  });
}

/** One threshold alone is the one that alerts. */
function limitsOf(thresholds: Metric["thresholds"]): { warnLimit: number | null; alertLimit: number | null } {
  const { warn = null, critical = null } = thresholds ?? {};
  return critical === null
    ? { warnLimit: null, alertLimit: warn }
    : { warnLimit: warn, alertLimit: critical };
}

/** A level with its interval, which allows for how points follow one another, between each two shifts. */
function levelsBetween(points: Point[], shifts: PictureShift[], { kind }: Metric): (Level & Span)[] {
  const starts = [0, ...shifts.map(({ index }) => index)];
  return starts.flatMap((start, i) => {
    const part = points.slice(start, starts[i + 1] ?? points.length);
    const [first, last] = [part[0], part.at(-1)];
    if (!first || !last) return [];
    const values = Float64Array.from(part, ({ value }) => value ?? Number.NaN);
    const { center, low, high } = sideLevel(values, { robust: kind !== "ratio", level: 0.95 });
    const span = { from: first.at, to: last.at };
    return Number.isFinite(center) ? [{ median: center, low, high, ...span }] : [];
  });
}

/** A shift is named by its likeliest change; what was explained without one is not open any more. */
function shiftOf({ at, relative, causes, attribution, dismissed }: PictureShift, better: Better): Shift {
  const size = relative ?? 0;
  const tone: Tone = size < 0 === (better === "lower") ? "improved" : "regressed";
  const [first] = causes;
  const change =
    attribution !== "unexplained" && first
      ? `C-${first.change}${causes.length > 1 ? " or another" : ""}`
      : dismissed
        ? "Explained"
        : null;
  return { at: Date.parse(at), relative: size, change, tone: dismissed && !first ? "unchanged" : tone };
}

function statisticOf(stepSeconds: number | null): string {
  if (stepSeconds === null) return "every sample";
  const words: Record<number, string> = { 60: "minute", 3600: "hour", 86400: "day" };
  const word = words[stepSeconds];
  if (word) return `a point each ${word}`;
  const minutes = stepSeconds / 60;
  return minutes < 1 ? `a point every ${stepSeconds} s` : `a point every ${minutes} min`;
}

function originInWords({ origin, points }: MetricPicture): string {
  const known = points.filter(({ value }) => value !== null).length;
  const where = origin.charAt(0).toUpperCase() + origin.slice(1);
  return `${where}, ${known.toLocaleString("en-GB")} points`;
}
