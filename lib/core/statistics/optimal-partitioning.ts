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
  let envelope: Piece[] = [{ start: 0, low: sums.lowest, high: sums.highest }];
  for (let end = minSegment; end <= n; end += 1) {
    const newest = end - minSegment;
    if (newest >= minSegment) envelope = withStart(envelope, newest, best, sums);
    for (const { start } of envelope) {
      const total = at(best, start) + costOf(sums, start, end) + penalty;
      if (total < at(best, end)) {
        best[end] = total;
        previous[end] = start;
      }
    }
  }
  return { changePoints: traceBack(previous, n), cost: at(best, n) };
}

/** The levels at which a last segment that began at `start` is the cheapest so far. */
type Piece = { start: number; low: number; high: number };

/**
 * As a function of the last segment's level, the price of two starts differs by a parabola that no later value changes:
 * where the older start costs more it is out for good. A start enters once its segment may end, so minSegment holds.
 */
function withStart(envelope: Piece[], start: number, best: Float64Array, sums: SegmentSums): Piece[] {
  const kept: Piece[] = [];
  const claim = (low: number, high: number) => {
    const last = kept.at(-1);
    if (last?.start === start && last.high === low) last.high = high;
    else if (low < high || kept.length === 0) kept.push({ start, low, high });
  };
  for (const piece of envelope) {
    const square = start - piece.start;
    const linear = at(sums.totals, start) - at(sums.totals, piece.start);
    const constant =
      at(best, piece.start) - at(best, start) + at(sums.squares, start) - at(sums.squares, piece.start);
    const root = linear * linear - square * constant;
    const reach = root > 0 ? Math.sqrt(root) / square : -1;
    const low = Math.max(piece.low, linear / square - reach);
    const high = Math.min(piece.high, linear / square + reach);
    if (reach < 0 || low > high) {
      claim(piece.low, piece.high);
      continue;
    }
    if (piece.low < low) claim(piece.low, low);
    kept.push({ start: piece.start, low, high });
    if (high < piece.high) claim(high, piece.high);
  }
  return kept;
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
