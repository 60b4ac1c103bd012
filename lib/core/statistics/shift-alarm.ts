/**
 * Watching new values against a stable past: has the level moved to the worse side? A one-sided CUSUM of whitened residuals
 * (Page 1954; limit by Siegmund 1985), an alarm only where the values since it began to rise differ from the past
 * themselves, and news of it only where the shift stays.
 */

import { effectiveCount } from "./autocorrelation.ts";
import { longRunVariance, pooledCorrelation, segmentOf } from "./segment-comparison.ts";
import { at, mean, type Values } from "./sequence.ts";
import { twoSidedStudent } from "./special/student.ts";
import type { Better } from "./verdict.ts";

export type ShiftAlarm = {
  /** The first value of the shift, and the one at which it was noticed: places among the new values, from 0. */
  since: number;
  noticedAt: number;
  /** Where it had lasted long enough to tell people; null while it has not. */
  lastedAt: number | null;
  shift: number;
  p: number;
};

export type ShiftAlarmOptions = {
  better: Better;
  /** How many values will be watched: the limit allows for false alarms over all of them. */
  horizon?: number;
  /** Length of the cycle; a shift must outlast it. */
  season?: number;
};

/** Asked anew with every value above the limit, so stricter than one look would be; chosen by simulation. */
const confirmedBelow = 0.005;
/** One false alarm in this many horizons, before confirmation. */
const horizonsPerFalseAlarm = 40;
const clippedAt = 4;
const leastLasting = 12;
/** These must still show half of the shift; where they show less than a quarter it went away by itself. */
const latestFew = 4;

/** The first shift to the worse that lasts, or the one that is under way at the end; null where there is none. */
export function shiftAlarm(
  baseline: Values,
  later: Values,
  { better, horizon = Math.max(500, later.length), season = 1 }: ShiftAlarmOptions,
): ShiftAlarm | null {
  const past = pastOf(baseline);
  if (past === null) return null;
  const worse = better === "lower" ? 1 : -1;
  const slack = Math.max((0.5 * past.deviation * (1 - past.correlation)) / past.innovation, 0.15);
  const drift = slack + 1 / Math.sqrt(past.n);
  const limit = siegmundLimit(drift, horizonsPerFalseAlarm * horizon);
  const lasting = Math.max(leastLasting, season);
  let sum = 0;
  let total = 0;
  let since = 0;
  let noticedAt: number | null = null;
  let latest = { shift: 0, p: 1 };
  for (let i = 0; i < later.length; i += 1) {
    const previous = i > 0 ? at(later, i - 1) : past.last;
    const residual = at(later, i) - past.mean - past.correlation * (previous - past.mean);
    const z = Math.min(clippedAt, Math.max(-clippedAt, (worse * residual) / past.innovation));
    sum = Math.max(0, sum + z - drift);
    if (sum === 0) {
      since = i + 1;
      total = 0;
      noticedAt = null;
      continue;
    }
    total += at(later, i);
    if (sum <= limit && noticedAt === null) continue;
    const count = i - since + 1;
    const shift = total / count - past.mean;
    const p = past.probability(shift, count);
    if (p >= confirmedBelow || shift * worse <= 0) continue;
    noticedAt ??= i;
    latest = { shift, p };
    if (count < lasting) continue;
    const recent = mean(Array.from({ length: Math.min(latestFew, count) }, (_, back) => at(later, i - back)));
    const remains = (recent - past.mean) / shift;
    if (remains > 0.5) return { since, noticedAt, lastedAt: i, ...latest };
    if (remains < 0.25) [sum, total, since, noticedAt] = [0, 0, i + 1, null];
  }
  return noticedAt === null ? null : { since, noticedAt, lastedAt: null, ...latest };
}

type Past = {
  n: number;
  mean: number;
  last: number;
  deviation: number;
  innovation: number;
  correlation: number;
  /** p of the mean of so many values in a row lying so far from the past's. */
  probability: (shift: number, count: number) => number;
};

function pastOf(baseline: Values): Past | null {
  const n = baseline.length;
  if (n < 8) return null;
  const segment = segmentOf(baseline, 0, n);
  const correlation = pooledCorrelation([segment]);
  let squares = 0;
  for (let i = 1; i < n; i += 1) {
    const innovation = at(baseline, i) - segment.mean - correlation * (at(baseline, i - 1) - segment.mean);
    squares += innovation * innovation;
  }
  const innovation = Math.sqrt(squares / (n - 2)) || 1e-12;
  const deviation = Math.sqrt(segment.squares / (n - 1)) || 1e-12;
  const longRun = longRunVariance(segment, correlation);
  const df = Math.max(1.5, Math.min(segment.later.length, effectiveCount(n, correlation) - 2));
  const probability = (shift: number, count: number) => {
    const se = Math.sqrt(longRun / n + meanVariance(longRun, correlation, count));
    if (!(se > 0)) return shift === 0 ? 1 : 0;
    return twoSidedStudent(shift / se, df);
  };
  const last = at(baseline, n - 1);
  return { n, mean: segment.mean, last, deviation, innovation, correlation, probability };
}

/** Variance of the mean of n values in a row of an AR(1) series with this long-run variance. */
function meanVariance(longRun: number, correlation: number, n: number): number {
  const missing = (2 * correlation * (1 - correlation ** n)) / (n * (1 - correlation ** 2));
  return (longRun / n) * (1 - missing);
}

/** The limit at which a CUSUM with this drift runs so long on average before a false alarm. */
export function siegmundLimit(drift: number, runLength: number): number {
  const average = (limit: number) => {
    const x = 2 * drift * (limit + 1.166);
    return (Math.exp(x) - x - 1) / (2 * drift * drift);
  };
  let [low, high] = [0, 1];
  while (average(high) < runLength) high *= 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (average(middle) < runLength) low = middle;
    else high = middle;
  }
  return high;
}
