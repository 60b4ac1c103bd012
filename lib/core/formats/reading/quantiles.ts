/**
 * Quantile of ascending values, the median-unbiased kind (type 8 of Hyndman and Fan, 1996). `null` without values.
 */
export function quantile(ascending: ArrayLike<number>, share: number): number | null {
  const n = ascending.length;
  if (n === 0) return null;
  const position = (n + 1 / 3) * share + 1 / 3;
  const below = Math.min(Math.max(Math.floor(position), 1), n);
  const above = Math.min(below + 1, n);
  const low = ascending[below - 1] ?? 0;
  const high = ascending[above - 1] ?? 0;
  const weight = Math.min(Math.max(position - below, 0), 1);
  return low + (high - low) * weight;
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
