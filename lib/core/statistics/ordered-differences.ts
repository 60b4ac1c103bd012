/**
 * The k-th smallest of all differences y − x, without writing them out.
 *
 * The number of pairs below a value is counted by one walk over both sorted samples. A few walks close in on the rank by
 * interpolation, every walk serving all ranks asked for; the few differences left between the last two values are
 * sorted. Where interpolation does not halve what is left (ties, modes far apart), the next value is the weighted median
 * of the rows' middles, which takes away a quarter at least. Exact: the answer is a difference that occurs.
 */

import { at, medianOfSorted } from "./sequence.ts";
import { sortNumbers } from "./sort-numbers.ts";

export type OrderedDifferences = {
  /** The k-th smallest difference, from 1. */
  at: (rank: number) => number;
  /** NaN where a side is empty. */
  median: () => number;
  /** How often all pairs were counted. */
  passes: () => number;
};

/** So few differences are written out at once. */
const SORTED_AT_ONCE = 4096;
/** Of more pairs, so many are written out in the end at least. */
const WRITTEN_OUT = 512;

/** Of two ascending samples. */
export function orderedDifferences(xs: Float64Array, ys: Float64Array): OrderedDifferences {
  const pairs = xs.length * ys.length;
  const search = pairs <= SORTED_AT_ONCE ? writtenOut(xs, ys) : counted(xs, ys);
  const median = () => {
    if (pairs === 0) return Number.NaN;
    const middle = search.at(Math.floor((pairs + 1) / 2));
    return pairs % 2 === 1 ? middle : (middle + search.at(pairs / 2 + 1)) / 2;
  };
  return { ...search, median };
}

type Search = Omit<OrderedDifferences, "median">;

function writtenOut(xs: Float64Array, ys: Float64Array): Search {
  const all = new Float64Array(xs.length * ys.length);
  let size = 0;
  for (const x of xs) for (const y of ys) all[size++] = y - x;
  sortNumbers(all);
  return { at: (rank) => at(all, rank - 1), passes: () => 0 };
}

/** A value, and how many differences are not above it. */
type Known = { value: number; count: number };

function counted(xs: Float64Array, ys: Float64Array): Search {
  const few = Math.max(WRITTEN_OUT, (xs.length + ys.length) >> 3);
  const lowest = at(ys, 0) - at(xs, xs.length - 1);
  const highest = at(ys, ys.length - 1) - at(xs, 0);
  const known: Known[] = [{ value: highest, count: xs.length * ys.length }];
  let passes = 0;
  const look = (value: number) => {
    if (!(value >= lowest && value < highest)) return;
    passes += 1;
    const place = known.findIndex((one) => one.value > value);
    known.splice(place, 0, { value, count: countUpTo(xs, ys, value) });
  };
  for (const value of [lowest, ...firstGuesses(xs, ys)]) look(value);
  const select = (rank: number): number => {
    let [left, slow] = [Number.POSITIVE_INFINITY, 0];
    for (;;) {
      // Always: fewer than `rank` differences are ≤ low, and at least `rank` are ≤ high.
      const place = known.findIndex(({ count }) => count >= rank);
      const [low, high] = [known[place - 1], known[place]];
      if (!high) return Number.NaN;
      if (!low) return high.value;
      const between = high.count - low.count;
      slow = between > left / 2 ? slow + 1 : 0;
      if (slow === 0) left = between;
      const guess = slow < 2 ? interpolated(low, high, rank, few / 3) : Number.NaN;
      if (between > few && guess > low.value && guess < high.value) {
        look(guess);
        continue;
      }
      passes += 1;
      const rows = rowsBetween(xs, ys, low.value, high.value);
      // What lies at or below high and not between the two is equal to high.
      if (rows.total < rank - low.count) return high.value;
      if (rows.total <= few) return at(writtenBetween(xs, ys, rows), rank - low.count - 1);
      look(weightedMiddle(xs, ys, rows));
      [left, slow] = [between, 1];
    }
  };
  return { at: select, passes: () => passes };
}

// Where the interval's middle and ends would lie if both sides were normal.
function firstGuesses(xs: Float64Array, ys: Float64Array): number[] {
  const middle = medianOfSorted(ys) - medianOfSorted(xs);
  const variance = (values: Float64Array) => {
    const quartile = values.length >> 2;
    return ((at(values, values.length - 1 - quartile) - at(values, quartile)) / 1.349) ** 2 / values.length;
  };
  const reach = 2.2 * Math.sqrt(variance(xs) + variance(ys));
  return [...new Set([middle - reach, middle, middle + reach])];
}

// The rank itself, but past it where one end is near already, so that the other comes as near.
function interpolated(low: Known, high: Known, rank: number, margin: number): number {
  const [above, below] = [rank - low.count, high.count - rank];
  const past = 8 * above < below ? Math.max(above, margin) : 8 * below < above ? -Math.max(below, margin) : 0;
  const share = (above + past) / (high.count - low.count);
  return low.value + (high.value - low.value) * share;
}

// Places are read directly here: a helper that sees other kinds of arrays too would cost more than the walk.
function countUpTo(xs: Float64Array, ys: Float64Array, limit: number): number {
  const m = ys.length;
  let count = 0;
  let j = 0;
  for (let i = 0; i < xs.length; i += 1) {
    const x = xs[i] ?? 0;
    while (j < m && (ys[j] ?? 0) - x <= limit) j += 1;
    count += j;
  }
  return count;
}

/** For each x the places in ys whose differences lie between two values, both left out. */
type Rows = { from: Uint32Array; until: Uint32Array; total: number };

function rowsBetween(xs: Float64Array, ys: Float64Array, low: number, high: number): Rows {
  const [from, until] = [new Uint32Array(xs.length), new Uint32Array(xs.length)];
  let [total, first, last] = [0, 0, 0];
  for (let i = 0; i < xs.length; i += 1) {
    const x = xs[i] ?? 0;
    while (first < ys.length && (ys[first] ?? 0) - x <= low) first += 1;
    while (last < ys.length && (ys[last] ?? 0) - x < high) last += 1;
    from[i] = first;
    until[i] = last;
    total += Math.max(0, last - first);
  }
  return { from, until, total };
}

function writtenBetween(xs: Float64Array, ys: Float64Array, { from, until, total }: Rows): Float64Array {
  const all = new Float64Array(total);
  let size = 0;
  for (let i = 0; i < xs.length; i += 1) {
    const x = xs[i] ?? 0;
    const last = until[i] ?? 0;
    for (let j = from[i] ?? 0; j < last; j += 1) all[size++] = (ys[j] ?? 0) - x;
  }
  return sortNumbers(all);
}

function weightedMiddle(xs: Float64Array, ys: Float64Array, { from, until, total }: Rows): number {
  const rows: { middle: number; weight: number }[] = [];
  for (let i = 0; i < xs.length; i += 1) {
    const weight = at(until, i) - at(from, i);
    if (weight > 0) rows.push({ middle: at(ys, (at(from, i) + at(until, i) - 1) >> 1) - at(xs, i), weight });
  }
  rows.sort((a, b) => a.middle - b.middle);
  let reached = 0;
  for (const { middle, weight } of rows) {
    reached += weight;
    if (2 * reached >= total) return middle;
  }
  return Number.NaN;
}
