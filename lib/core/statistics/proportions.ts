import { betaQuantile } from "./special/beta.ts";
import { normalQuantile } from "./special/normal.ts";

type Interval = { low: number; high: number };

/** Wilson's score interval of successes/n. Neither needs to be whole: an effective n is allowed. */
export function wilsonInterval(successes: number, n: number, level = 0.95): Interval {
  const z = normalQuantile((1 + level) / 2);
  const p = successes / n;
  const divisor = 1 + (z * z) / n;
  const centre = (p + (z * z) / (2 * n)) / divisor;
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / divisor;
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
}

export type ProportionDifference = Interval & { difference: number };

/** p2 − p1 with Newcombe's interval (1998, method 10): the two Wilson intervals squared and added. */
export function newcombeDifference(
  first: { successes: number; n: number },
  second: { successes: number; n: number },
  level = 0.95,
): ProportionDifference {
  const [p1, p2] = [first.successes / first.n, second.successes / second.n];
  const w1 = wilsonInterval(first.successes, first.n, level);
  const w2 = wilsonInterval(second.successes, second.n, level);
  const difference = p2 - p1;
  return {
    difference,
    low: difference - Math.hypot(p2 - w2.low, w1.high - p1),
    high: difference + Math.hypot(w2.high - p2, p1 - w1.low),
  };
}

/** The exact (Clopper–Pearson) interval. */
export function exactProportionInterval(successes: number, n: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    low: successes === 0 ? 0 : betaQuantile(tail, successes, n - successes + 1),
    high: successes === n ? 1 : betaQuantile(1 - tail, successes + 1, n - successes),
  };
}
