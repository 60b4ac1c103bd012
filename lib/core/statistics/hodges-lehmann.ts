/**
 * The Hodges–Lehmann shift: the median of all differences y − x, with the order-statistic interval that belongs to
 * the Mann–Whitney test.
 *
 * Of many values the differences are never written out (ordered-differences.ts): works for a million values a side.
 */

import { exactDistribution } from "./mann-whitney.ts";
import { orderedDifferences } from "./ordered-differences.ts";
import { at, sorted, type Values } from "./sequence.ts";
import { normalQuantile } from "./special/normal.ts";

type Interval = { low: number; high: number };
type ShiftInterval = Interval & { rank: number; coverage: number };

const EXACT_PAIRS = 2500;

/** The median of y − x. NaN where a side is empty. */
export function shiftEstimate(x: Values, y: Values): number {
  return orderedShifts(x, y).median();
}

export type Shift = { estimate: number; interval: ShiftInterval | null };

/** Estimate and interval together. The interval is null where n and m are too small for the level. */
export function shiftWithInterval(x: Values, y: Values, level: number): Shift {
  const shifts = orderedShifts(x, y);
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
  return orderedShifts(x, y).at(rank);
}

function orderedShifts(x: Values, y: Values) {
  return orderedDifferences(sorted(x), sorted(y));
}
