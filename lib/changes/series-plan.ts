import type { SeriesOptions } from "#lib/changes/series-verdict.ts";

/** What a change says about its windows. */
export type ChangeTimes = {
  appliedAt: Date | null;
  rolloutStart: Date | null;
  rolloutEnd: Date | null;
  settleSeconds: number;
};

export type SeriesPlan = SeriesOptions & {
  /** From where points are read: the window before and the history that tells what the series does by itself. */
  from: number;
};

const day = 86_400_000;
/** Seven days a side, unless somebody asks for another length. */
export const usualWindowSeconds = 7 * 86_400;
/** The placebo wants twelve windows of history. */
const historyWindows = 13;
const longestHistory = 400 * day;

/** When the change began, or null where it has no time yet. */
export function startOf(change: ChangeTimes): number | null {
  return (change.rolloutStart ?? change.appliedAt)?.getTime() ?? null;
}

/**
 * Which stretch of a series is looked at for a change. Roll-out and settling belong to neither window; a window after
 * ends where the change was rolled back.
 */
export function seriesPlan(
  change: ChangeTimes,
  {
    windowSeconds,
    endedAt,
    otherChanges,
  }: { windowSeconds: number; endedAt: Date | null; otherChanges: SeriesOptions["otherChanges"] },
): SeriesPlan | null {
  const start = startOf(change);
  if (start === null) return null;
  const end = Math.max(start, change.rolloutEnd?.getTime() ?? start);
  const settle = change.settleSeconds > 0 ? change.settleSeconds * 1000 : null;
  const longest = windowSeconds * 1000;
  // A sampling interval more: where nothing is said, so long is left for settling.
  const full = end + (settle ?? 0) + longest + Math.min(longest / 24, day / 24);
  const until = Math.min(full, endedAt?.getTime() ?? full);
  const from = start - Math.min(historyWindows * longest, longestHistory) - longest;
  const within = otherChanges.filter(({ at }) => at >= from && at <= until);
  return { start, end, settle, until, longest, otherChanges: within, from };
}

/** How long after the window is full points may still come in late. */
const lateMs = 5 * 60_000;

/**
 * When the window after is as long as it will be used: the window before is never longer than what was measured
 * before, and the two are equal, so a short past asks for no longer future.
 */
export function fullAt(plan: SeriesPlan, firstPoint: number | null): number {
  if (firstPoint === null) return plan.until + lateMs;
  const others = plan.otherChanges.filter(({ at }) => at < plan.start).map(({ at }) => at);
  const past = Math.max(0, plan.start - Math.max(firstPoint, ...others));
  const next = plan.otherChanges.filter(({ at }) => at > plan.end).map(({ at }) => at);
  const slack = Math.min(past / 24, day / 24);
  const needed = plan.end + (plan.settle ?? 0) + Math.min(plan.longest, past) + slack;
  return Math.min(plan.until, needed, ...next) + lateMs;
}

/** When to look again: a twelfth of the window later, at least an hour, never after it is full. */
export function nextLook(plan: SeriesPlan, now: number, full: number): number {
  return Math.min(full, now + Math.max(3_600_000, plan.longest / 12));
}

/** After the n-th failure in a row: 1, 2, 4 … minutes, at most six hours; null when it is given up after a week. */
export function retryAfter(failures: number): number | null {
  if (failures > 32) return null;
  return Math.min(60_000 * 2 ** (failures - 1), 6 * 3_600_000);
}
