import { at, mean, type Values } from "./sequence.ts";

/** Autocovariance at a lag, with the divisor n. */
export function autocovariance(values: Values, lag: number, centre = mean(values)): number {
  let total = 0;
  for (let i = lag; i < values.length; i += 1)
    total += (at(values, i) - centre) * (at(values, i - lag) - centre);
  return total / values.length;
}

/** Autocorrelation at a lag; 0 for constant values. */
export function autocorrelation(values: Values, lag: number): number {
  const centre = mean(values);
  const spread = autocovariance(values, 0, centre);
  return spread > 0 ? autocovariance(values, lag, centre) / spread : 0;
}

/** How many independent values a series of n with lag-one correlation r is worth: n(1 − r)/(1 + r). */
export function effectiveCount(n: number, r: number): number {
  return (n * (1 - r)) / (1 + r);
}
