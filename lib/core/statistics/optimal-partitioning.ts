/**
 * Least squares segmentation with a price per change point: the exact optimum, by dynamic programming with the pruning
 * of Killick, Fearnhead & Eckley (2012, PELT). A change point is the first index of the new level.
 */

import { at, cumulativeSums, mean, type Values } from "./sequence.ts";

export type Partition = { changePoints: number[]; cost: number };

export function optimalPartition(values: Values, penalty: number, minSegment: number): Partition {
  const n = values.length;
  const costs = segmentCosts(values);
  if (n < 2 * minSegment) return { changePoints: [], cost: n > 0 ? costs(0, n) : 0 };
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const previous = new Int32Array(n + 1);
  best[0] = -penalty;
  const live = liveStarts(n, minSegment);
  live.add(0);
  for (let end = minSegment; end <= n; end += 1) {
    const newest = end - minSegment;
    if (newest >= minSegment) live.add(newest);
    let lowest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < live.size(); i += 1) {
      const start = live.start(i);
      const total = at(best, start) + costs(start, end);
      live.totals[i] = total;
      if (total + penalty < lowest) {
        lowest = total + penalty;
        previous[end] = start;
      }
    }
    best[end] = lowest;
    live.prune(lowest, end);
  }
  return { changePoints: traceBack(previous, n), cost: at(best, n) };
}

// A start that costs more than the optimum plus a change point stays beaten, but only by ends that leave room for a
// whole segment after the change point; until then it is kept.
function liveStarts(n: number, minSegment: number) {
  const starts = new Int32Array(n + 1);
  const dropAt = new Int32Array(n + 1);
  const totals = new Float64Array(n + 1);
  let size = 0;
  return {
    totals,
    size: () => size,
    start: (i: number) => at(starts, i),
    add: (start: number) => {
      starts[size] = start;
      dropAt[size] = n + 1;
      size += 1;
    },
    prune: (limit: number, end: number) => {
      let kept = 0;
      for (let i = 0; i < size; i += 1) {
        const drop = at(totals, i) > limit ? Math.min(at(dropAt, i), end + minSegment - 1) : at(dropAt, i);
        if (drop <= end) continue;
        starts[kept] = at(starts, i);
        dropAt[kept] = drop;
        kept += 1;
      }
      size = kept;
    },
  };
}

/** Sum of squares around the mean of the segment [start, end), in constant time. */
export function segmentCosts(values: Values): (start: number, end: number) => number {
  const centre = mean(values);
  const centred = Float64Array.from(values, (value) => value - centre);
  const sums = cumulativeSums(centred);
  const squares = cumulativeSums(centred.map((value) => value * value));
  return (start, end) => {
    const total = at(sums, end) - at(sums, start);
    return Math.max(0, at(squares, end) - at(squares, start) - (total * total) / (end - start));
  };
}

function traceBack(previous: Int32Array, n: number): number[] {
  const points: number[] = [];
  for (let end = at(previous, n); end > 0; end = at(previous, end)) points.unshift(end);
  return points;
}
