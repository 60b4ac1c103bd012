/**
 * Least squares segmentation with a price per change point: the exact optimum, by dynamic programming with the functional
 * pruning of Maidstone, Hocking, Rigaill & Fearnhead (2017, FPOP), whose time grows with n log n also where nothing
 * changes. A change point is the first index of the new level.
 */

import { at, cumulativeSums, mean, type Values } from "./sequence.ts";

export type Partition = { changePoints: number[]; cost: number };

export function optimalPartition(values: Values, penalty: number, minSegment: number): Partition {
  const n = values.length;
  const sums = segmentSums(values);
  if (n < 2 * minSegment) return { changePoints: [], cost: n > 0 ? costOf(sums, 0, n) : 0 };
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(n + 1);
  best[0] = -penalty;
  let [pieces, spare] = [envelope(), envelope()];
  addPiece(pieces, 0, sums.lowest, sums.highest);
  for (let end = minSegment; end <= n; end += 1) {
    const newest = end - minSegment;
    if (newest >= minSegment) {
      withStart(pieces, spare, newest, best, sums);
      [pieces, spare] = [spare, pieces];
    }
    for (let i = 0; i < pieces.size; i += 1) {
      const start = at(pieces.starts, i);
      const total = at(best, start) + costOf(sums, start, end) + penalty;
      if (total < at(best, end)) {
        best[end] = total;
        previous[end] = start;
      }
    }
  }
  return { changePoints: traceBack(previous, n), cost: at(best, n) };
}

/** Pieces of levels, from low to high, at which a last segment that began at the start is the cheapest so far. */
type Envelope = { size: number; starts: Int32Array; lows: Float64Array; highs: Float64Array };

function envelope(): Envelope {
  return { size: 0, starts: new Int32Array(16), lows: new Float64Array(16), highs: new Float64Array(16) };
}

function addPiece(pieces: Envelope, start: number, low: number, high: number): void {
  if (pieces.size === pieces.starts.length) {
    const larger = {
      starts: new Int32Array(2 * pieces.size),
      lows: new Float64Array(2 * pieces.size),
      highs: new Float64Array(2 * pieces.size),
    };
    larger.starts.set(pieces.starts);
    larger.lows.set(pieces.lows);
    larger.highs.set(pieces.highs);
    Object.assign(pieces, larger);
  }
  pieces.starts[pieces.size] = start;
  pieces.lows[pieces.size] = low;
  pieces.highs[pieces.size] = high;
  pieces.size += 1;
}

// Two neighbouring pieces of one start are one.
function claim(pieces: Envelope, start: number, low: number, high: number): void {
  const last = pieces.size - 1;
  if (last >= 0 && at(pieces.starts, last) === start && at(pieces.highs, last) === low)
    pieces.highs[last] = high;
  else if (low < high || last < 0) addPiece(pieces, start, low, high);
}

/**
 * As a function of the last segment's level, the price of two starts differs by a parabola that no later value changes:
 * where the older start costs more it is out for good. A start enters once its segment may end, so minSegment holds.
 */
function withStart(
  pieces: Envelope,
  kept: Envelope,
  start: number,
  best: Float64Array,
  sums: SegmentSums,
): void {
  const { totals, squares } = sums;
  kept.size = 0;
  for (let i = 0; i < pieces.size; i += 1) {
    const [older, from, to] = [at(pieces.starts, i), at(pieces.lows, i), at(pieces.highs, i)];
    const square = start - older;
    const linear = at(totals, start) - at(totals, older);
    const constant = at(best, older) - at(best, start) + at(squares, start) - at(squares, older);
    const root = linear * linear - square * constant;
    const reach = root > 0 ? Math.sqrt(root) / square : -1;
    const low = Math.max(from, linear / square - reach);
    const high = Math.min(to, linear / square + reach);
    if (reach < 0 || low > high) {
      claim(kept, start, from, to);
      continue;
    }
    if (from < low) claim(kept, start, from, low);
    addPiece(kept, older, low, high);
    if (high < to) claim(kept, start, high, to);
  }
}

type SegmentSums = { totals: Float64Array; squares: Float64Array; lowest: number; highest: number };

// Centred first, so that sums of squares keep their digits.
function segmentSums(values: Values): SegmentSums {
  const centre = mean(values);
  const centred = new Float64Array(values).map((value) => value - centre);
  let [lowest, highest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of centred) {
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  const squares = cumulativeSums(centred.map((value) => value * value));
  return { totals: cumulativeSums(centred), squares, lowest, highest };
}

/** Sum of squares around the mean of the segment [start, end), in constant time. */
function costOf({ totals, squares }: SegmentSums, start: number, end: number): number {
  const total = at(totals, end) - at(totals, start);
  return Math.max(0, at(squares, end) - at(squares, start) - (total * total) / (end - start));
}

function traceBack(previous: Int32Array, n: number): number[] {
  const points: number[] = [];
  for (let end = at(previous, n); end > 0; end = at(previous, end)) points.push(end);
  return points.reverse();
}
