/**
 * The Hodges–Lehmann shift: the median of all differences y − x, with the order-statistic interval that belongs to
 * the Mann–Whitney test.
 *
 * Differences are never written out: a k-th smallest one is found by bisection on the number of pairs below a value,
 * each step one walk over both sorted samples. Works for a million values a side; exact, because the answer is always
 * a difference that occurs.
 */

import { exactDistribution } from "./mann-whitney.ts";
import { at, sorted, type Values } from "./sequence.ts";
import { normalQuantile } from "./special/normal.ts";

export type Interval = { low: number; high: number };
export type ShiftInterval = Interval & { rank: number; coverage: number };

const EXACT_PAIRS = 2500;

/** The median of y − x. NaN where a side is empty. */
export function shiftEstimate(x: Values, y: Values): number {
  return orderedShifts(sorted(x), sorted(y)).median();
}

export type Shift = { estimate: number; interval: ShiftInterval | null };

/** Estimate and interval together. The interval is null where n and m are too small for the level. */
export function shiftWithInterval(x: Values, y: Values, level: number): Shift {
  const shifts = orderedShifts(sorted(x), sorted(y));
  const pairs = x.length * y.length;
  const { rank, coverage } =
    pairs <= EXACT_PAIRS
      ? exactIntervalRank(x, y, level)
      : { rank: normalIntervalRank(x.length, y.length, level), coverage: level };
  const estimate = shifts.median();
  if (rank < 1 || coverage < level - 1e-12) return { estimate, interval: null };
  return { estimate, interval: { low: shifts.at(rank), high: shifts.at(pairs + 1 - rank), rank, coverage } };
}

/**
 * The 1-based rank k of the interval D(k) … D(nm + 1 − k), from the exact distribution of U, ties included. At least 1,
 * even where no rank reaches the level: then `coverage` says what is reached.
 */
export function exactIntervalRank(x: Values, y: Values, level: number): { rank: number; coverage: number } {
  const { shares } = exactDistribution(x, y);
  const tail = ((1 - level) / 2) * (1 - 1e-12);
  let reached = 0;
  let twiceU = 0;
  while (reached + at(shares, twiceU) < tail) {
    reached += at(shares, twiceU);
    twiceU += 1;
  }
  // Half steps of U occur with ties; the lower rank is the careful one.
  const rank = Math.max(1, Math.floor(twiceU / 2));
  return { rank, coverage: 1 - 2 * (twiceU < 2 ? at(shares, 0) + at(shares, 1) : reached) };
}

/** ⌊nm/2 − z √(nm(n + m + 1)/12)⌋; below 1 there is no interval. */
export function normalIntervalRank(n: number, m: number, level: number): number {
  const z = normalQuantile((1 + level) / 2);
  return Math.floor((n * m) / 2 - z * Math.sqrt((n * m * (n + m + 1)) / 12));
}

/** The k-th smallest difference y − x, from 1. */
export function shiftAtRank(x: Values, y: Values, rank: number): number {
  return orderedShifts(sorted(x), sorted(y)).at(rank);
}

function orderedShifts(xs: Float64Array, ys: Float64Array) {
  const pairs = xs.length * ys.length;
  const rankAt = (rank: number) => selectShift(xs, ys, rank);
  return {
    at: rankAt,
    median: () => {
      if (pairs === 0) return Number.NaN;
      const middle = rankAt(Math.floor((pairs + 1) / 2));
      return pairs % 2 === 1 ? middle : (middle + rankAt(pairs / 2 + 1)) / 2;
    },
  };
}

function selectShift(xs: Float64Array, ys: Float64Array, rank: number): number {
  let low = at(ys, 0) - at(xs, xs.length - 1);
  let high = at(ys, ys.length - 1) - at(xs, 0);
  if (split(xs, ys, low).count >= rank) return low;
  // Always: fewer than `rank` pairs are ≤ low, and at least `rank` are ≤ high.
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return high;
    const { count, below, above } = split(xs, ys, middle);
    if (count >= rank) {
      if (below <= low) return high;
      high = below;
    } else {
      if (above >= high) return high;
      low = middle;
    }
  }
}

// How many differences are ≤ limit, the largest of those, and the smallest of the others.
function split(xs: Float64Array, ys: Float64Array, limit: number) {
  let count = 0;
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  let j = 0;
  for (let i = 0; i < xs.length; i += 1) {
    const x = at(xs, i);
    while (j < ys.length && at(ys, j) - x <= limit) j += 1;
    count += j;
    if (j > 0) below = Math.max(below, at(ys, j - 1) - x);
    if (j < ys.length) above = Math.min(above, at(ys, j) - x);
  }
  return { count, below, above };
}
