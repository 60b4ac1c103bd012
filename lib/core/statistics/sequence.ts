/** Sums over plain or typed arrays. `at` reads a place that is known to exist, so that loops stay free of checks. */

import { sortNumbers } from "./sort-numbers.ts";

export type Values = ArrayLike<number>;

export function at(values: Values, index: number): number {
  return values[index] ?? Number.NaN;
}

export function sum(values: Values): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += at(values, i);
  return total;
}

/** NaN for no values. */
export function mean(values: Values): number {
  return sum(values) / values.length;
}

/** With the divisor n − 1; NaN below two values. */
export function variance(values: Values): number {
  return sumOfSquares(values) / (values.length - 1);
}

/** Squares of the distances to the mean, summed. */
export function sumOfSquares(values: Values): number {
  const centre = mean(values);
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += (at(values, i) - centre) ** 2;
  return total;
}

/** A copy in ascending order. Quick where the order is there already. */
export function sorted(values: Values): Float64Array {
  return sortNumbers(new Float64Array(values));
}

/** NaN for no values. */
export function median(values: Values): number {
  return medianOfSorted(sorted(values));
}

export function medianOfSorted(ordered: Values): number {
  const half = ordered.length >> 1;
  return ordered.length % 2 === 1 ? at(ordered, half) : (at(ordered, half - 1) + at(ordered, half)) / 2;
}

export function isConstant(values: Values): boolean {
  for (let i = 1; i < values.length; i += 1) if (at(values, i) !== at(values, 0)) return false;
  return true;
}

/** Cumulative sums with a leading zero: the sum of [a, b) is `c[b] − c[a]`. */
export function cumulativeSums(values: Values): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i += 1) sums[i + 1] = at(sums, i) + at(values, i);
  return sums;
}
