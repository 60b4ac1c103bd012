import { quantileOfSorted } from "#lib/core/statistics/quantiles.ts";

/** Quantile of ascending values; `null` without values. */
export function quantile(ascending: Float64Array, share: number): number | null {
  return ascending.length === 0 ? null : quantileOfSorted(ascending, share);
}

export function sorted(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

/** `null` without values. Summed around the first value, so that large offsets keep their digits. */
export function mean(values: readonly number[]): number | null {
  const first = values[0];
  if (first === undefined) return null;
  let sum = 0;
  for (const value of values) sum += value - first;
  return first + sum / values.length;
}
