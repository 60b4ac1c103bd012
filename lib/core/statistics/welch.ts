import { mean, type Values, variance } from "./sequence.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

export type Welch = {
  difference: number;
  se: number;
  df: number;
  t: number;
  p: number;
  low: number;
  high: number;
};

/** Welch's t-test of mean(y) − mean(x), two values a side at least. Without any spread p is 0 or 1. */
export function welch(x: Values, y: Values, level = 0.95): Welch {
  const difference = mean(y) - mean(x);
  const shareX = variance(x) / x.length;
  const shareY = variance(y) / y.length;
  const se = Math.sqrt(shareX + shareY);
  const df = welchDf(shareX, x.length - 1, shareY, y.length - 1);
  if (!(se > 0)) {
    const t = difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
    return { difference, se: 0, df, t, p: difference === 0 ? 1 : 0, low: difference, high: difference };
  }
  const half = studentQuantile((1 + level) / 2, df) * se;
  const t = difference / se;
  return {
    difference,
    se,
    df,
    t,
    p: twoSidedStudent(t, df),
    low: difference - half,
    high: difference + half,
  };
}

/** Welch–Satterthwaite degrees of freedom of a sum of two variances. */
export function welchDf(shareA: number, dfA: number, shareB: number, dfB: number): number {
  const total = shareA + shareB;
  if (!(total > 0)) return dfA + dfB;
  return total ** 2 / (shareA ** 2 / dfA + shareB ** 2 / dfB);
}

export type RatioOfMeans = {
  ratio: number;
  df: number;
  /** By the delta method on the logarithm of the ratio. */
  logInterval: [number, number];
  /** Fieller's; null where the denominator is not away from zero. */
  fieller: [number, number] | null;
};

/** mean(y) / mean(x) with two intervals (Kalibera & Jones 2013). Means must be positive. */
export function ratioOfMeans(x: Values, y: Values, level = 0.95): RatioOfMeans {
  const [meanX, meanY] = [mean(x), mean(y)];
  const ratio = meanY / meanX;
  const [shareX, shareY] = [variance(x) / x.length, variance(y) / y.length];
  const [relativeX, relativeY] = [shareX / meanX ** 2, shareY / meanY ** 2];
  const df = welchDf(relativeX, x.length - 1, relativeY, y.length - 1);
  const t = studentQuantile((1 + level) / 2, df);
  const half = t * Math.sqrt(relativeX + relativeY);
  const g = t * t * relativeX;
  const root = t * Math.sqrt(relativeX + relativeY - g * relativeY);
  const fieller: [number, number] | null =
    g < 1 ? [(ratio * (1 - root)) / (1 - g), (ratio * (1 + root)) / (1 - g)] : null;
  return { ratio, df, logInterval: [ratio * Math.exp(-half), ratio * Math.exp(half)], fieller };
}
