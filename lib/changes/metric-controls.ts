/**
 * Does a verdict on this metric mean anything? Its own history is asked: where nothing was changed it must say nothing
 * (negative control), and with an effect put in by hand it must find it (positive control).
 */

import { compareSeries } from "#lib/core/statistics/compare-series.ts";
import type { SeriesPoint } from "#lib/core/statistics/series-input.ts";
import { seriesWindows } from "#lib/core/statistics/series-windows.ts";
import type { Outcome } from "#lib/core/statistics/verdict.ts";
import type { Metric } from "#lib/metrics/schema.ts";

const day = 86_400_000;
const mostPlaces = 12;
/** The effect that is put in: a tenth better. For ratios half of what is missing to the best. */
export const injectedEffect = 0.1;

type ControlPlace = {
  at: string;
  /** What the history says by itself. */
  plain: Outcome;
  /** What it says with the effect put in, and how large it takes it to be. */
  injected: Outcome;
  found: number | null;
};

export type MetricControls = {
  places: ControlPlace[];
  windowDays: number;
  /** Places at which a change was called although there was none. */
  falseCalls: number;
  foundCalls: number;
};

/** Null where the history is too short: four windows and more are needed. */
export function metricControls(
  metric: Metric,
  points: SeriesPoint[],
  events: number[],
): MetricControls | null {
  const ordered = points.toSorted((a, b) => a.at - b.at);
  const [first, last] = [ordered[0]?.at, ordered.at(-1)?.at];
  if (first === undefined || last === undefined) return null;
  const ninth = (last - first) / 9;
  // Whole days where there are nine of them, so that each hour of the day meets itself.
  const window = ninth >= day ? Math.min(7, Math.floor(ninth / day)) * day : ninth;
  const from = first + 2 * window;
  const to = last - window;
  if (!(to > from) || ordered.length < 9 * 24) return null;
  const step = (to - from) / mostPlaces;
  const places = Array.from({ length: mostPlaces }, (_, index) => from + (index + 0.5) * step)
    .filter((at) => events.every((event) => Math.abs(event - at) > window))
    .map((at) => controlAt({ metric, events, window }, ordered, at));
  if (places.length === 0) return null;
  const better = (outcome: Outcome) => outcome === "improved" || outcome === "regressed";
  return {
    places,
    windowDays: window / day,
    falseCalls: places.filter(({ plain }) => better(plain)).length,
    foundCalls: places.filter(({ injected }) => injected === "improved").length,
  };
}

type Asked = { metric: Metric; events: number[]; window: number };

function controlAt(asked: Asked, points: SeriesPoint[], at: number): ControlPlace {
  const plain = judged(asked, points, at);
  const changed = judged(asked, withEffect(asked.metric, points, at), at);
  return {
    at: new Date(at).toISOString(),
    plain: plain.outcome,
    injected: changed.outcome,
    found: changed.effect.relative,
  };
}

/** What moved the history elsewhere is told, as it would be for a change: it must not count as what the metric does by itself. */
function judged({ metric, events, window: longest }: Asked, points: SeriesPoint[], start: number) {
  const otherChanges = events.map((at, index) => ({ at, name: `event ${index + 1}` }));
  const windows = seriesWindows(points, { start, until: start + longest * 1.05, longest, otherChanges });
  const { key, unit, better, kind, minimumEffect } = metric;
  return compareSeries({ metric: key, unit, better, kind, minimumEffect, ...windows, otherChanges });
}

/** From `at` on every value is better by a tenth; a share is brought half way to its best. */
function withEffect({ better, kind }: Metric, points: SeriesPoint[], at: number): SeriesPoint[] {
  const improved = (value: number) => {
    if (kind === "ratio") return better === "higher" ? value + (1 - value) / 2 : value / 2;
    return value * (better === "lower" ? 1 - injectedEffect : 1 + injectedEffect);
  };
  return points.map((point) =>
    point.at < at || point.value === null ? point : { ...point, value: improved(point.value) },
  );
}
