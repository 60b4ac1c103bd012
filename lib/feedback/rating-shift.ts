/**
 * What people's ratings (1 to 5) say before and after a change. Intervals are Student's, with one rating at each end of
 * the scale added to a side first: a handful of people who all say 4 do not make certainty. (The same thought as
 * Agresti and Coull 1998 for shares; rating-shift.test.ts simulates that the intervals hold.) Shown is the plain mean.
 */

import { mean, variance } from "#lib/core/statistics/sequence.ts";
import { studentQuantile } from "#lib/core/statistics/special/student.ts";
import { welch } from "#lib/core/statistics/welch.ts";

type Side = { n: number; mean: number | null; low: number | null; high: number | null };
export type Shift = {
  before: Side;
  after: Side;
  shift: { difference: number; low: number; high: number } | null;
};

const ends = [1, 5];

/** One rating a person and side. Without two ratings on each side there is no shift. */
export function ratingShift(before: number[], after: number[]): Shift {
  const enough = before.length >= 2 && after.length >= 2;
  return { before: sideOf(before), after: sideOf(after), shift: enough ? shiftOf(before, after) : null };
}

function sideOf(ratings: number[]): Side {
  const n = ratings.length;
  if (n === 0) return { n, mean: null, low: null, high: null };
  if (n === 1) return { n, mean: ratings[0] ?? null, low: null, high: null };
  const widened = [...ratings, ...ends];
  const centre = mean(widened);
  const half = studentQuantile(0.975, widened.length - 1) * Math.sqrt(variance(widened) / widened.length);
  const plain = mean(ratings);
  return {
    n,
    mean: round(plain),
    low: round(Math.max(1, Math.min(plain, centre - half))),
    high: round(Math.min(5, Math.max(plain, centre + half))),
  };
}

function shiftOf(before: number[], after: number[]) {
  const { low, high } = welch([...before, ...ends], [...after, ...ends]);
  const difference = mean(after) - mean(before);
  return {
    difference: round(difference),
    low: round(Math.max(-4, Math.min(difference, low))),
    high: round(Math.min(4, Math.max(difference, high))),
  };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
