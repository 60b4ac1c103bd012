import type { TargetStanding } from "#lib/changes/target-standing.ts";
import { gapInWords } from "#lib/core/target-distance.ts";
import type { Scale } from "#lib/core/units.ts";
import { changeGroups, countIn, type Tally } from "#lib/reviews/change-groups.ts";

/**
 * A quarter beside the one before and the same quarter of the year before: counts of results, and what the metrics that
 * have a target read. A result that several changes share counts once. Effects are never added up or averaged.
 */

export type QuarterTallies = {
  label: string;
  tallies: Tally[];
  /** Predictions whose result lay in the predicted range, of all that were stated. */
  predictions: { met: number; stated: number };
};

/** Whether more of it is better, worse, or neither. */
type Sense = "better" | "worse" | null;

/** What is taken back is a change, each by itself; what is proved is a result. */
const countedOf = (group: (typeof changeGroups)[number]) => (group === "rolled-back" ? "count" : "results");

type ComparedCount = {
  name: string;
  now: number;
  before: number;
  yearBefore: number;
  /** "of" for shares like predictions met: of how many. */
  of: { now: number; before: number; yearBefore: number } | null;
  moreIs: Sense;
};

type ComparedTarget = {
  metric: string;
  metricName: string;
  unit: string;
  better: "lower" | "higher";
  target: number;
  now: number | null;
  before: number | null;
  yearBefore: number | null;
  reached: boolean | null;
};

export type Comparison = {
  quarters: { now: string; before: string; yearBefore: string };
  counts: ComparedCount[];
  targets: ComparedTarget[];
};

const rows: Record<(typeof changeGroups)[number], { name: string; moreIs: Sense }> = {
  wins: { name: "Proven improvements", moreIs: "better" },
  regressions: { name: "Proven regressions", moreIs: "worse" },
  unproven: { name: "Unproven", moreIs: "worse" },
  unchanged: { name: "Proven without effect", moreIs: null },
  "rolled-back": { name: "Rolled back or abandoned", moreIs: null },
};

export function comparisonOf(
  quarters: { now: QuarterTallies; before: QuarterTallies; yearBefore: QuarterTallies },
  /** Five quarters each, the oldest first: the first is a year ago, the last is now. */
  standings: TargetStanding[],
): Comparison {
  const { now, before, yearBefore } = quarters;
  const all = (quarter: QuarterTallies) => quarter.tallies.reduce((sum, { count }) => sum + count, 0);
  return {
    quarters: { now: now.label, before: before.label, yearBefore: yearBefore.label },
    counts: [
      {
        name: "Changes",
        now: all(now),
        before: all(before),
        yearBefore: all(yearBefore),
        of: null,
        moreIs: null,
      },
      ...changeGroups.map((group) => ({
        name: rows[group].name,
        now: countIn(group, now.tallies, countedOf(group)),
        before: countIn(group, before.tallies, countedOf(group)),
        yearBefore: countIn(group, yearBefore.tallies, countedOf(group)),
        of: null,
        moreIs: rows[group].moreIs,
      })),
      {
        name: "Predictions met",
        now: now.predictions.met,
        before: before.predictions.met,
        yearBefore: yearBefore.predictions.met,
        of: {
          now: now.predictions.stated,
          before: before.predictions.stated,
          yearBefore: yearBefore.predictions.stated,
        },
        moreIs: "better" as const,
      },
    ],
    targets: standings.map(comparedTarget),
  };
}

function comparedTarget({ target, periods }: TargetStanding): ComparedTarget {
  const now = periods.at(-1)?.value ?? null;
  return {
    metric: target.metric,
    metricName: target.metricName,
    unit: target.unit,
    better: target.better,
    target: target.value,
    now,
    before: periods.at(-2)?.value ?? null,
    yearBefore: periods.at(-5)?.value ?? null,
    reached: now === null ? null : target.better === "lower" ? now <= target.value : now >= target.value,
  };
}

/** How a value moved, seen by what is better: null where nothing was measured or nothing moved. */
export function senseOf(now: number | null, then: number | null, better: "lower" | "higher"): Sense {
  if (now === null || then === null || now === then) return null;
  return now < then === (better === "lower") ? "better" : "worse";
}

/**
 * "−120 ms, better": how far a value moved, with its sign and unit, and what that means. Null where nobody can say. Pass the
 * scale of the values that it stands beside.
 */
export function deltaInWords(
  now: number | null,
  then: number | null,
  { unit, better }: { unit: string; better: "lower" | "higher" },
  scale?: Scale,
): string | null {
  if (now === null || then === null) return null;
  const sense = senseOf(now, then, better);
  if (sense === null) return "no change";
  return `${now > then ? "+" : "\u2212"}${gapInWords(now, then, unit, scale)}, ${sense}`;
}
