/**
 * Quantiles of raw values and of histograms.
 *
 * Type 8 (Hyndman & Fan 1996) is the product's: about median-unbiased whatever the distribution. Its standard error is
 * Maritz & Jarrett's (1978). Percentiles are never averaged, neither over hosts nor over slices.
 */

import { at, type Values } from "./sequence.ts";
import { betaShare } from "./special/beta.ts";
import { binomialCdf, binomialQuantile } from "./special/binomial.ts";

export type QuantileType = 4 | 5 | 6 | 7 | 8 | 9;

const PLOTTING: Record<QuantileType, [number, number]> = {
  4: [0, 1],
  5: [0.5, 0.5],
  6: [0, 0],
  7: [1, 1],
  8: [1 / 3, 1 / 3],
  9: [3 / 8, 3 / 8],
};

/** The p-quantile of ascending values; NaN for none. */
export function quantileOfSorted(ordered: Values, p: number, type: QuantileType = 8): number {
  const n = ordered.length;
  const [alpha, beta] = PLOTTING[type];
  const position = alpha + p * (n + 1 - alpha - beta);
  const nudged = position + 4 * Number.EPSILON * Math.max(1, position);
  const index = Math.floor(nudged);
  const weight = Math.max(0, position - index);
  const lower = at(ordered, Math.min(Math.max(index, 1), n) - 1);
  const upper = at(ordered, Math.min(Math.max(index + 1, 1), n) - 1);
  return weight === 0 ? lower : lower + weight * (upper - lower);
}

/** Standard error of a quantile; null where too few values lie beyond it. */
export function maritzJarrettError(ordered: Values, p: number): number | null {
  const n = ordered.length;
  const m = Math.floor(p * n + 0.5);
  const [a, b] = [m - 1, n - m];
  if (a <= 0 || b <= 0) return null;
  let [first, second, before] = [0, 0, 0];
  for (let i = 1; i <= n; i += 1) {
    const reached = betaShare(a, b, i / n, (n - i) / n);
    const value = at(ordered, i - 1);
    first += (reached - before) * value;
    second += (reached - before) * value * value;
    before = reached;
  }
  return Math.sqrt(Math.max(0, second - first * first));
}

/** Ranks from 1 of a distribution-free interval; a rank of 0 or n + 1 is a bound that does not exist. */
export type OrderInterval = { lowRank: number; highRank: number; coverage: number };

export function orderInterval(n: number, p: number, level = 0.95): OrderInterval {
  const lowRank = binomialQuantile((1 - level) / 2, n, p);
  const highRank = binomialQuantile((1 + level) / 2, n, p) + 1;
  return { lowRank, highRank, coverage: binomialCdf(highRank - 1, n, p) - binomialCdf(lowRank - 1, n, p) };
}
