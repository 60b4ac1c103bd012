/** Growth from week to week before the change, which would have gone on without it. */

import { huberValues } from "./huber.ts";
import { levelMean, meanShift, type SeriesShift } from "./prewhitened.ts";
import { median } from "./sequence.ts";
import { stepsPerWeek } from "./series-grid.ts";
import type { SeriesSides } from "./series-sides.ts";
import type { Trend } from "./series-trend.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

// Lenient: a growth that is taken off in vain only widens the interval, one that is overlooked is taken for the effect.
const TREND_P = 0.2;
const LEAST_WEEKS = 2;
/** Weeks in which it grew the same way. */
const STEADY = 0.75;
const HALF = 0.5;

/**
 * Null where nothing grows, or where less than three weeks before the change are known. A step that another recorded
 * change made (`others`: their places on the grid) is no growth: weeks on both sides of one are not compared.
 */
export function weeklyTrend(
  sides: SeriesSides,
  own: SeriesShift,
  level: number,
  others: readonly number[] = [],
): Trend | null {
  const perWeek = stepsPerWeek(sides.grid);
  const earlier = beforeChange(sides);
  const first = sides.history.known === 0 ? sides.before.stretch.first : sides.history.first;
  if (earlier.length < (LEAST_WEEKS + 1) * perWeek) return null;
  const differences = Float64Array.from({ length: earlier.length - perWeek }, (_, i) => {
    const place = first + i;
    const stepped = others.some((other) => other > place && other <= place + perWeek);
    return stepped ? Number.NaN : (earlier[i + perWeek] ?? Number.NaN) - (earlier[i] ?? Number.NaN);
  });
  const growth = meanShift(huberValues(differences).values);
  if (!(growth.p < TREND_P) || !isSteady(differences, growth.shift, perWeek)) return null;
  const { before, after } = sides;
  const middle = ({ first, values }: typeof before.stretch) => first + values.length / 2;
  const weeks = (middle(after.stretch) - middle(before.stretch)) / perWeek;
  const shift = own.shift - growth.shift * weeks;
  const se = Math.hypot(own.se, growth.se * weeks);
  const df = Math.min(own.df, growth.df);
  const half = se * studentQuantile((1 + level) / 2, df);
  const p = twoSidedStudent(shift / se, df);
  const step = { ...own, shift, se, df, p, low: shift - half, high: shift + half };
  return { slope: growth.shift / perWeek, goesOn: true, step };
}

// A step that nobody recorded is no growth either: growth shows in most weeks, a step in one.
function isSteady(differences: Float64Array, growth: number, perWeek: number): boolean {
  const weeks = Math.floor(differences.length / perWeek);
  const levels = Array.from({ length: weeks }, (_, week) =>
    levelMean(differences.subarray(week * perWeek, (week + 1) * perWeek)),
  ).filter(Number.isFinite);
  const same = levels.filter((own) => own * growth > 0).length;
  return levels.length > 0 && same >= STEADY * levels.length && median(levels) / growth >= HALF;
}

function beforeChange({ history, before }: SeriesSides): Float64Array {
  if (history.known === 0) return before.stretch.values;
  const length = before.stretch.first - history.first;
  const values = new Float64Array(length + before.stretch.values.length).fill(Number.NaN);
  values.set(history.values.subarray(0, length), 0);
  values.set(before.stretch.values, length);
  return values;
}
