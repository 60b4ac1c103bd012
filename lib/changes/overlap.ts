/**
 * Changes to one system that follow each other so closely that no window between them can tell them apart: they are
 * looked at as one roll-out, share its verdict and count once. Where the data allow, each keeps its own.
 */

import { type ChangeTimes, startOf } from "#lib/changes/series-plan.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

export type NamedChange = ChangeTimes & { name: string };

export type SharedRollout = {
  /** The first beginning, the last end and what settles after it. */
  times: ChangeTimes;
  members: NamedChange[];
  /** The other changes that stay apart. */
  apart: NamedChange[];
};

/**
 * What the own change may be looked at together with, the nearest first. Distances are chained: who lies no farther from
 * a member than the others is a member too, so that all of them come to the same.
 */
export function sharedRollouts(
  own: NamedChange,
  others: readonly NamedChange[],
  farthest: number,
): SharedRollout[] {
  const rollouts: SharedRollout[] = [];
  let last = joinedWithin(own, others, 0);
  if (last.members.length > 0) rollouts.push(last);
  for (;;) {
    const next = Math.min(...last.apart.map((other) => distanceTo(last.times, other)));
    if (!(next <= farthest)) return rollouts;
    last = joinedWithin(own, others, next);
    rollouts.push(last);
  }
}

function joinedWithin(own: NamedChange, others: readonly NamedChange[], distance: number): SharedRollout {
  const { name: _, ...times } = own;
  let joined: SharedRollout = {
    times,
    members: [],
    apart: others.filter((other) => startOf(other) !== null),
  };
  for (;;) {
    const near = joined.apart.filter((other) => distanceTo(joined.times, other) <= distance);
    if (near.length === 0) return joined;
    const members = [...joined.members, ...near];
    const apart = joined.apart.filter((other) => !near.includes(other));
    joined = { times: together([own, ...members]), members, apart };
  }
}

function together(changes: readonly NamedChange[]): ChangeTimes {
  const starts = changes.flatMap((change) => startOf(change) ?? []);
  const ends = changes.flatMap((change) => endOf(change) ?? []);
  const settled = changes.flatMap((change) => (endOf(change) ?? 0) + change.settleSeconds * 1000);
  const [start, end] = [Math.min(...starts), Math.max(...ends)];
  return {
    appliedAt: new Date(start),
    rolloutStart: new Date(start),
    rolloutEnd: new Date(end),
    settleSeconds: Math.max(0, (Math.max(...settled) - end) / 1000),
  };
}

/** Milliseconds between two roll-outs; 0 where they overlap. */
function distanceTo(times: ChangeTimes, other: ChangeTimes): number {
  const [start, end] = [startOf(times) ?? 0, endOf(times) ?? 0];
  const [otherStart, otherEnd] = [startOf(other) ?? 0, endOf(other) ?? 0];
  return Math.max(0, otherStart - end, start - otherEnd);
}

function endOf(change: ChangeTimes): number | null {
  const start = startOf(change);
  return start === null ? null : Math.max(start, change.rolloutEnd?.getTime() ?? start);
}

/** Windows that were cut short say nothing: then the changes beside it are looked at with it. */
export function isCutShort({ outcome, reason }: Pick<Verdict, "outcome" | "reason">): boolean {
  return outcome === "inconclusive" && (reason === "too-few" || reason === "confounded");
}
