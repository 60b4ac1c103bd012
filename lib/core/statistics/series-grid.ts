/**
 * Points of a series as values at equal steps: a gap is NaN and stays one. The step is what most neighbours are apart;
 * points that fall into one step are averaged.
 */

import { median } from "./sequence.ts";
import { DAY, type Exclusion, type SeriesPoint, WEEK } from "./series-input.ts";
import { sortNumbers } from "./sort-numbers.ts";

/** Above this many points a window is averaged to blocks. */
const MOST_POINTS = 20_000;

export type Grid = { step: number; origin: number };

/** Values of a stretch of time; `first` is the number of its first step, counted from the grid's origin. */
export type Stretch = { first: number; values: Float64Array; known: number };

/** Points that have a value and lie in no excluded stretch, in order of time. */
export function usablePoints(
  points: readonly SeriesPoint[],
  exclusions: readonly Exclusion[] = [],
): SeriesPoint[] {
  const usable = points.filter(
    ({ at, value }) =>
      value !== null &&
      Number.isFinite(value) &&
      Number.isFinite(at) &&
      !exclusions.some(({ from, until }) => at >= from && at < until),
  );
  return usable.sort((a, b) => a.at - b.at);
}

/** The distance of most neighbours in time; gaps count as points. Null below two times. */
export function stepOf(points: readonly SeriesPoint[]): number | null {
  const times = sortNumbers(Float64Array.from(points, ({ at }) => at));
  const steps = new Float64Array(times.length);
  let count = 0;
  for (let i = 1; i < times.length; i += 1) {
    const step = (times[i] ?? 0) - (times[i - 1] ?? 0);
    if (step > 0 && Number.isFinite(step)) steps[count++] = step;
  }
  return count > 0 ? median(steps.subarray(0, count)) : null;
}

export function stretchOf(points: readonly SeriesPoint[], { step, origin }: Grid): Stretch {
  const cells = points.map(({ at }) => Math.round((at - origin) / step));
  const first = cells[0] ?? 0;
  const last = cells.at(-1) ?? first - 1;
  const values = new Float64Array(last - first + 1);
  const counts = new Uint32Array(values.length);
  points.forEach(({ value }, i) => {
    const cell = (cells[i] ?? first) - first;
    values[cell] = (values[cell] ?? 0) + (value ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  });
  let known = 0;
  for (let cell = 0; cell < values.length; cell += 1) {
    const count = counts[cell] ?? 0;
    if (count > 0) known += 1;
    values[cell] = count > 0 ? (values[cell] ?? 0) / count : Number.NaN;
  }
  return { first, values, known };
}

/** Steps in a day and in a week; 0 where the step does not go into a day a whole number of times. */
export function stepsPerDay({ step }: Grid): number {
  const steps = Math.round(DAY / step);
  return steps > 0 && Math.abs(DAY - steps * step) <= 0.01 * step * steps ** 0.5 ? steps : 0;
}

/** Long series are compared in blocks: the tests grow faster than their length. A block goes into a day if a step does. */
export function coarserStep(step: number, longest: number): number {
  const perDay = stepsPerDay({ step, origin: 0 });
  let size = Math.ceil(longest / MOST_POINTS);
  while (size < perDay && perDay % size !== 0) size += 1;
  return step * size;
}

export function stepsPerWeek({ step }: Grid): number {
  return Math.round(WEEK / step);
}
