import { exactProportionInterval } from "./proportions.ts";
import { binomialMass } from "./special/binomial.ts";

export type RateRatio = {
  /** Rate 2 over rate 1; null where the first count is zero. */
  ratio: number | null;
  /** Exact, conditional on the total. */
  p: number;
  low: number;
  high: number | null;
};

type Count = { count: number; exposure: number };

/** Two Poisson counts over their exposures. Assumes no bursts: counts of clustered events are more variable. */
export function poissonRateRatio(first: Count, second: Count, level = 0.95): RateRatio {
  const total = first.count + second.count;
  const share = second.exposure / (first.exposure + second.exposure);
  const interval = exactProportionInterval(second.count, total, level);
  const odds = (p: number) => ((p / (1 - p)) * first.exposure) / second.exposure;
  return {
    ratio: first.count === 0 ? null : second.count / second.exposure / (first.count / first.exposure),
    p: total === 0 ? 1 : exactBinomialP(second.count, total, share),
    low: total === 0 ? 0 : odds(interval.low),
    high: total === 0 || interval.high >= 1 ? null : odds(interval.high),
  };
}

// Sums every outcome that is no likelier than the one observed.
function exactBinomialP(k: number, n: number, p: number): number {
  const limit = binomialMass(k, n, p) * (1 + 1e-7);
  let total = 0;
  for (let i = 0; i <= n; i += 1) {
    const mass = binomialMass(i, n, p);
    if (mass <= limit) total += mass;
  }
  return Math.min(1, total);
}
