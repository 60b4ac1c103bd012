import { at, sorted, type Values } from "./sequence.ts";

export type PooledRanks = {
  /** Twice the mid-ranks of the pooled values, which are whole numbers even where values are tied. */
  first: Float64Array;
  second: Float64Array;
  /** Sum over groups of equal values of t³ − t. */
  tieSum: number;
};

/** Mid-ranks of two samples ranked together, from 1, doubled. */
export function pooledRanks(x: Values, y: Values): PooledRanks {
  const pooled = new Float64Array(x.length + y.length);
  pooled.set(Float64Array.from(x), 0);
  pooled.set(Float64Array.from(y), x.length);
  const { ranks, tieSum } = doubledRanks(pooled);
  return { first: ranks.subarray(0, x.length), second: ranks.subarray(x.length), tieSum };
}

/** Twice the mid-rank of each value, from 1. */
export function doubledRanks(values: Values): { ranks: Float64Array; tieSum: number } {
  const order = Uint32Array.from({ length: values.length }, (_, i) => i);
  order.sort((a, b) => at(values, a) - at(values, b));
  const ranks = new Float64Array(values.length);
  let tieSum = 0;
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    const value = at(values, at(order, start));
    while (end < order.length && at(values, at(order, end)) === value) end += 1;
    for (let i = start; i < end; i += 1) ranks[at(order, i)] = start + 1 + end;
    const size = end - start;
    tieSum += size ** 3 - size;
    start = end;
  }
  return { ranks, tieSum };
}

export type PairCounts = { less: number; equal: number; greater: number; tieSum: number };

/** How often, over all pairs, y is less than, equal to and greater than x. By merging: O((n + m) log(n + m)). */
export function countPairs(x: Values, y: Values): PairCounts {
  const xs = sorted(x);
  const ys = sorted(y);
  const counts = { less: 0, equal: 0, greater: 0, tieSum: 0 };
  let i = 0;
  let j = 0;
  while (i < xs.length || j < ys.length) {
    const value = j >= ys.length || at(xs, i) < at(ys, j) ? at(xs, i) : at(ys, j);
    const [fromX, fromY] = [i, j];
    while (i < xs.length && at(xs, i) === value) i += 1;
    while (j < ys.length && at(ys, j) === value) j += 1;
    const [countX, countY] = [i - fromX, j - fromY];
    counts.equal += countX * countY;
    counts.greater += fromX * countY;
    counts.less += fromY * countX;
    counts.tieSum += (countX + countY) ** 3 - (countX + countY);
  }
  return counts;
}
