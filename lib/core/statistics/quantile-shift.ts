/**
 * How far a percentile of single values moved, as a ratio: the difference of the type-8 quantiles of the logarithms with
 * the standard errors of Maritz & Jarrett. The values have to be independent; requests of one load test are not, and are
 * cut into slices first.
 */

import { maritzJarrettError, quantileOfSorted } from "./quantiles.ts";
import { mean, sorted, variance } from "./sequence.ts";
import { normalQuantile, normalTail } from "./special/normal.ts";

export type QuantileShift = { shift: number; low: number; high: number; se: number; p: number };

/** So many values have to lie beyond the quantile. */
const FEWEST_BEYOND = 10;

/** The logarithm of a percentile of positive values, and its standard error if they were independent. */
export function logQuantile(values: readonly number[], share: number): { at: number; error: number | null } {
  const logs = sorted(values.map(Math.log));
  return { at: quantileOfSorted(logs, share), error: maritzJarrettError(logs, share) };
}

const BLOCKS = 10;
/** By chance ten blocks of independent values differ more than this in one of a hundred. */
const BY_CHANCE = 2.4;
const IN_ORDER_OF_SIZE = 0.05;

/**
 * By how much more a percentile errs than its values alone say, because slow requests come together: how much the share
 * beyond it differs between ten consecutive parts of the run, against what independent requests would (Rao & Scott). 1
 * where no more than by chance, where too few lie beyond, and where the values stand in order of size.
 */
export function burstFactor(values: readonly number[], share: number): number {
  const size = Math.floor(values.length / BLOCKS);
  if (values.length * Math.min(share, 1 - share) < FEWEST_BEYOND) return 1;
  let falls = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? 0) < (values[i - 1] ?? 0)) falls += 1;
  if (falls < IN_ORDER_OF_SIZE * values.length) return 1;
  const limit = quantileOfSorted(sorted(values), share);
  const shares = Array.from({ length: BLOCKS }, (_, block) => {
    let beyond = 0;
    for (let i = block * size; i < (block + 1) * size; i += 1) if ((values[i] ?? 0) > limit) beyond += 1;
    return beyond / size;
  });
  const whole = mean(shares);
  const design = (variance(shares) * size) / (whole * (1 - whole));
  return design > BY_CHANCE ? Math.sqrt(design) : 1;
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
