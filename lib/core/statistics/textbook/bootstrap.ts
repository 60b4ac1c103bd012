import { quantileOfSorted } from "../quantiles.ts";
import type { Random } from "../random.ts";
import { at, type Values } from "../sequence.ts";
import { normalCdf, normalQuantile } from "../special/normal.ts";

type Statistic = (values: Values) => number;

/** Bias-corrected and accelerated bootstrap interval of statistic(y) − statistic(x) (Efron 1987). */
export function bcaDifference(
  x: Values,
  y: Values,
  statistic: Statistic,
  options: { resamples: number; random: Random; level?: number },
): { low: number; high: number } {
  const { resamples, random, level = 0.95 } = options;
  const seen = statistic(y) - statistic(x);
  const draws = Float64Array.from({ length: resamples }, () => {
    return statistic(resample(y, random)) - statistic(resample(x, random));
  }).sort();
  const less = draws.filter((draw) => draw < seen).length;
  const equal = draws.filter((draw) => draw === seen).length;
  const bias = normalQuantile((less + equal / 2) / resamples);
  const acceleration = accelerationOf([influences(y, statistic), influences(x, (v) => -statistic(v))]);
  const bound = (z: number) => {
    const shifted = bias + z;
    const share = normalCdf(bias + shifted / (1 - acceleration * shifted));
    return quantileOfSorted(draws, share, 7);
  };
  const z = normalQuantile((1 + level) / 2);
  return { low: bound(-z), high: bound(z) };
}

function resample(values: Values, random: Random): Float64Array {
  return Float64Array.from({ length: values.length }, () => at(values, random.integer(values.length)));
}

// (n − 1)(mean of the leave-one-out values − each of them)
function influences(values: Values, statistic: Statistic): number[] {
  const all = Array.from(values);
  const without = all.map((_, i) => statistic(all.filter((_, j) => j !== i)));
  const centre = without.reduce((a, b) => a + b, 0) / all.length;
  return without.map((value) => (all.length - 1) * (centre - value));
}

function accelerationOf(samples: number[][]): number {
  const power = (k: number) =>
    samples.reduce((total, u) => total + u.reduce((a, b) => a + b ** k, 0) / u.length ** k, 0);
  return power(3) / (6 * power(2) ** 1.5);
}
