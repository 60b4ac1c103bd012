/**
 * The two windows of a series as stretches at equal steps on the scale on which they are compared: logarithms for
 * positive quantities, points for ratios, the plain scale where a value is zero or negative.
 */

import type { Scale } from "./sample-sides.ts";
import { defaultMinimumEffect } from "./samples-input.ts";
import { coarserStep, type Grid, type Stretch, stepOf, stretchOf, usablePoints } from "./series-grid.ts";
import type { SeriesInput, SeriesPoint } from "./series-input.ts";

export type SeriesSide = {
  /** Points with a value, in order of time, as given. */
  points: (SeriesPoint & { value: number })[];
  /** On the scale. */
  stretch: Stretch;
  /** Share of the steps between the first and the last time, given or known, that have no value. */
  missing: number;
  /** From the first to the last point, in milliseconds, with one step for the last. */
  span: number;
};

export type SeriesSides = {
  scale: Scale;
  grid: Grid;
  /** Steps averaged into one, where a window is very long. */
  blockSize: number;
  before: SeriesSide;
  after: SeriesSide;
  history: Stretch;
  /** The smallest effect that matters. */
  delta: number;
};

/** Null where a side has no value at all, or no two points give a step. */
export function seriesSides(input: SeriesInput): SeriesSides | null {
  const [before, after, history] = [input.before, input.after, input.history ?? []].map((points) =>
    usablePoints(points, input.exclusions),
  ) as [SeriesSide["points"], SeriesSide["points"], SeriesSide["points"]];
  const own = stepOf([...input.before, ...input.after]);
  if (before.length === 0 || after.length === 0 || own === null) return null;
  const scale = scaleOf(input, [...before, ...after, ...history]);
  const step = coarserStep(own, Math.max(spanOf(before, own), spanOf(after, own)) / own);
  const grid = { step, origin: before[0]?.at ?? 0 };
  const side = (points: SeriesSide["points"], given: SeriesPoint[]): SeriesSide => ({
    points,
    stretch: onScale(points, grid, scale),
    missing: missingShare(points, given, own),
    span: spanOf(points, own),
  });
  return {
    scale,
    grid,
    blockSize: Math.round(step / own),
    before: side(before, input.before),
    after: side(after, input.after),
    history: onScale(history, grid, scale),
    delta: input.minimumEffect ?? defaultMinimumEffect(input.kind),
  };
}

function scaleOf(input: SeriesInput, points: readonly SeriesPoint[]): Scale {
  if (input.kind === "ratio") return "points";
  return points.every(({ value }) => value !== null && value > 0) ? "log" : "plain";
}

function onScale(points: SeriesSide["points"], grid: Grid, scale: Scale): Stretch {
  const logs = scale === "log";
  return stretchOf(logs ? points.map(({ at, value }) => ({ at, value: Math.log(value) })) : points, grid);
}

function spanOf(points: readonly SeriesPoint[], step: number): number {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? last.at - first.at + step : 0;
}

function missingShare(points: readonly SeriesPoint[], given: readonly SeriesPoint[], step: number): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { at } of given) {
    if (!Number.isFinite(at)) continue;
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  // Points are in order of time, so that those in one step stand together.
  let [known, latest] = [0, Number.NaN];
  for (const { at } of points) {
    const cell = Math.round((at - first) / step);
    if (cell !== latest) known += 1;
    latest = cell;
  }
  const steps = Math.round((last - first) / step) + 1;
  return steps > 0 ? Math.max(0, 1 - known / steps) : 0;
}
