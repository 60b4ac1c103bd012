import { at, sorted, type Values } from "./sequence.ts";

export type PooledRanks = {
  /** Twice the mid-ranks of the pooled values, which are whole numbers even where values are tied. */
  first: Float64Array;
  second: Float64Array;
  /** Sum over groups of equal values of t³ − t. */
  tieSum: number;
};

/** Mid-ranks of two samples ranked together, from 1, doubled; each in the order of its ascending values. */
export function pooledRanks(x: Values, y: Values): PooledRanks {
  const ranks = { first: new Float64Array(x.length), second: new Float64Array(y.length), tieSum: 0 };
  eachValue(sorted(x), sorted(y), (i, j, countX, countY) => {
    const count = countX + countY;
    const doubled = 2 * (i + j) + 1 + count;
    ranks.first.fill(doubled, i, i + countX);
    ranks.second.fill(doubled, j, j + countY);
    ranks.tieSum += count ** 3 - count;
  });
  return ranks;
}

export type PairCounts = { less: number; equal: number; greater: number; tieSum: number };

/** How often, over all pairs, y is less than, equal to and greater than x. By merging: O((n + m) log(n + m)). */
export function countPairs(x: Values, y: Values): PairCounts {
  const counts = { less: 0, equal: 0, greater: 0, tieSum: 0 };
  eachValue(sorted(x), sorted(y), (i, j, countX, countY) => {
    counts.equal += countX * countY;
    counts.greater += i * countY;
    counts.less += j * countX;
    counts.tieSum += (countX + countY) ** 3 - (countX + countY);
  });
  return counts;
}

/** Walks over both ascending samples value by value: how many are smaller and how many equal on each side. */
function eachValue(
  xs: Float64Array,
  ys: Float64Array,
  visit: (smallerX: number, smallerY: number, equalX: number, equalY: number) => void,
): void {
  let i = 0;
  let j = 0;
  while (i < xs.length || j < ys.length) {
    const value = j >= ys.length || at(xs, i) < at(ys, j) ? at(xs, i) : at(ys, j);
    const [fromX, fromY] = [i, j];
    while (i < xs.length && at(xs, i) === value) i += 1;
    while (j < ys.length && at(ys, j) === value) j += 1;
    visit(fromX, fromY, i - fromX, j - fromY);
  }
}
