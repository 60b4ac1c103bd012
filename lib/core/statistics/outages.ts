/**
 * Two windows of probes, each answered or not.
 *
 * Probes fail in outages, not one by one, and an outage says as much as one independent failure, however long it lasts.
 * So the numbers of probes are divided by what an outage counts for (the mean of its probes, weighted by its length, or
 * by how much more days differ than chance allows, where that is clearly more), and Newcombe's interval is taken of the
 * rest. Without this two equal months of one-minute probes with ten-minute outages differ "significantly" in 64 %.
 */

import { newcombeDifference, wilsonInterval } from "./proportions.ts";
import { at } from "./sequence.ts";
import { normalQuantile, normalTail } from "./special/normal.ts";

export type ProbeWindow = {
  probes: number;
  failed: number;
  /** Probes in each outage, in order of time. */
  outages: number[];
  /** Shares that failed, a day at a time; empty below fourteen whole days. */
  days: number[];
  perDay: number;
};

export type ProbeShift = {
  shift: number;
  low: number;
  high: number;
  p: number;
  se: number;
  /** How many probes are worth one. */
  design: number;
  before: { low: number; high: number };
  after: { low: number; high: number };
};

/** Outages in the window that has more of them; fewer say nothing about how often they happen. */
export const FEWEST_OUTAGES = 5;

const FEWEST_DAYS = 14;
/** By so much days have to differ more than outages explain, before days are what is counted. */
const CLEARLY = 1.5;

/** `failed`: 1 for a probe that failed, in order of time. `perDay`: how many make a day; 0 where that is not known. */
export function probeWindow(failed: ArrayLike<number>, perDay: number): ProbeWindow {
  const outages: number[] = [];
  let length = 0;
  let total = 0;
  for (let i = 0; i < failed.length; i += 1) {
    if (at(failed, i) > 0) {
      length += 1;
      total += 1;
    } else if (length > 0) {
      outages.push(length);
      length = 0;
    }
  }
  if (length > 0) outages.push(length);
  const days = perDay > 0 ? Math.floor(failed.length / perDay) : 0;
  const shares = Array.from({ length: days >= FEWEST_DAYS ? days : 0 }, (_, day) => {
    let down = 0;
    for (let i = day * perDay; i < (day + 1) * perDay; i += 1) down += at(failed, i);
    return down / perDay;
  });
  return { probes: failed.length, failed: total, outages, days: shares, perDay };
}

/** The share answered after minus before. */
export function probeShift(before: ProbeWindow, after: ProbeWindow, level = 0.95): ProbeShift {
  const design = designOf(before, after);
  const [first, second] = [before, after].map(({ probes, failed }) => ({
    successes: (probes - failed) / design,
    n: probes / design,
  })) as [{ successes: number; n: number }, { successes: number; n: number }];
  const { difference, low, high } = newcombeDifference(first, second, level);
  const z = normalQuantile((1 + level) / 2);
  return {
    shift: difference,
    low,
    high,
    p: tailOf(first, second),
    se: (high - low) / (2 * z),
    design,
    before: wilsonInterval(first.successes, first.n, level),
    after: wilsonInterval(second.successes, second.n, level),
  };
}

function designOf(before: ProbeWindow, after: ProbeWindow): number {
  const lengths = [...before.outages, ...after.outages];
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total === 0) return 1;
  const outage = lengths.reduce((sum, length) => sum + length * length, 0) / total;
  const days = (dailyDesign(before) * before.failed + dailyDesign(after) * after.failed) / total;
  return Math.max(1, days > CLEARLY * outage ? days : outage);
}

// Rao & Scott: by how much the days' shares vary more than independent probes would.
function dailyDesign({ days, perDay }: ProbeWindow): number {
  if (days.length === 0) return 1;
  const share = days.reduce((a, b) => a + b, 0) / days.length;
  if (share === 0) return 1;
  const spread = days.reduce((sum, day) => sum + (day - share) ** 2, 0) / (days.length - 1);
  return Math.max(1, spread / ((share * (1 - share)) / perDay));
}

// The confidence at which Newcombe's interval just reaches zero, so that p and interval never disagree.
function tailOf(first: { successes: number; n: number }, second: { successes: number; n: number }): number {
  const excludes = (z: number) => {
    const { low, high } = newcombeDifference(first, second, 1 - 2 * normalTail(z));
    return low > 0 || high < 0;
  };
  let [inside, outside] = [0, 8];
  if (excludes(outside)) return 2 * normalTail(outside);
  for (let i = 0; i < 50; i += 1) {
    const middle = (inside + outside) / 2;
    if (excludes(middle)) inside = middle;
    else outside = middle;
  }
  return 2 * normalTail((inside + outside) / 2);
}
