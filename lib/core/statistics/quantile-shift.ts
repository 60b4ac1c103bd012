/**
 * How far a percentile of single values moved, as a ratio: the difference of the type-8 quantiles of the logarithms with
 * the standard errors of Maritz & Jarrett. The values have to be independent; requests of one load test are not, and are
 * cut into slices first.
 */

import { maritzJarrettError, quantileOfSorted } from "./quantiles.ts";
import { sorted } from "./sequence.ts";
import { normalQuantile, normalTail } from "./special/normal.ts";

export type QuantileShift = { shift: number; low: number; high: number; se: number; p: number };

/** So many values have to lie beyond the quantile. */
export const FEWEST_BEYOND = 10;

/** The logarithm of a percentile of positive values, and its standard error if they were independent. */
export function logQuantile(values: readonly number[], share: number): { at: number; error: number | null } {
  const logs = sorted(values.map(Math.log));
  return { at: quantileOfSorted(logs, share), error: maritzJarrettError(logs, share) };
}

/** Of positive values. Null where too few lie beyond the quantile on a side. */
export function quantileShift(
  before: readonly number[],
  after: readonly number[],
  share: number,
  level = 0.95,
): QuantileShift | null {
  const beyond = Math.min(share, 1 - share);
  if (Math.min(before.length, after.length) * beyond < FEWEST_BEYOND - 1e-9) return null;
  const [first, second] = [logQuantile(before, share), logQuantile(after, share)];
  if (first.error === null || second.error === null) return null;
  const shift = second.at - first.at;
  const se = Math.hypot(first.error, second.error);
  const half = se * normalQuantile((1 + level) / 2);
  const p = se > 0 ? 2 * normalTail(Math.abs(shift) / se) : shift === 0 ? 1 : 0;
  return { shift, low: shift - half, high: shift + half, se, p };
}
