/**
 * Two rates of events. Events come in bursts, so that counts vary more than Poisson's law allows: where the counts of
 * intervals are known, their own spread is used (quasi-Poisson); the exact Poisson test is for events that are bursts
 * themselves.
 */

import { poissonRateRatio } from "./poisson-rates.ts";
import { sum, variance } from "./sequence.ts";
import { normalQuantile } from "./special/normal.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

export type EventCount = {
  count: number;
  /** Over what the events were counted: time, requests. */
  exposure: number;
};

export type RateChange = {
  /** Logarithm of the rate after over the rate before; null where a side has no event. */
  shift: number | null;
  low: number | null;
  high: number | null;
  p: number;
  /** By how much counts vary more than Poisson's law. */
  dispersion: number;
  se: number;
  df: number;
};

/** Exact, conditional on the total: only for events that do not come in bursts. */
export function exactRateChange(before: EventCount, after: EventCount, level = 0.95): RateChange {
  const { ratio, p, low, high } = poissonRateRatio(before, after, level);
  const log = (value: number | null) => (value !== null && value > 0 ? Math.log(value) : null);
  const se = Math.sqrt(1 / Math.max(0.5, before.count) + 1 / Math.max(0.5, after.count));
  return { shift: log(ratio), low: log(low), high: log(high), p, dispersion: 1, se, df: 1e6 };
}

/** Counts of equally long intervals on both sides. */
export function intervalRateChange(
  before: readonly number[],
  after: readonly number[],
  level = 0.95,
): RateChange {
  const [first, second] = [sum(before), sum(after)];
  const dispersion = Math.max(1, (spreadOf(before) + spreadOf(after)) / 2);
  const df = before.length + after.length - 2;
  if (first === 0 || second === 0) {
    const totals = [
      { count: first / dispersion, exposure: before.length },
      { count: second / dispersion, exposure: after.length },
    ] as const;
    const whole = totals.map(({ count, exposure }) => ({ count: Math.floor(count), exposure })) as [
      EventCount,
      EventCount,
    ];
    return { ...exactRateChange(whole[0], whole[1], level), dispersion, shift: null };
  }
  const shift = Math.log(second / after.length / (first / before.length));
  const se = Math.sqrt(dispersion * (1 / first + 1 / second));
  const half = se * studentQuantile((1 + level) / 2, df);
  return {
    shift,
    low: shift - half,
    high: shift + half,
    p: twoSidedStudent(shift / se, df),
    dispersion,
    se,
    df,
  };
}

function spreadOf(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length;
  return mean > 0 && counts.length > 1 ? variance(counts) / mean : 1;
}

/** The smallest change of the rate, as a logarithm, that four of five repetitions would show. */
export function detectableChange({ se, df }: RateChange, level = 0.95): number {
  return df > 1e5
    ? se * (normalQuantile((1 + level) / 2) + normalQuantile(0.8))
    : se * (studentQuantile((1 + level) / 2, df) + studentQuantile(0.8, df));
}
