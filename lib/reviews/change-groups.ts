import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { reviewedStatuses } from "#lib/reviews/model.ts";

/**
 * The groups in which a review looks at its changes. One table serves both the question about one change and the filter
 * for the database. A change that got worse and was rolled back stands in both groups: neither hides it.
 * The overview's groups (lib/changes/overview.ts) are others: there each result, shared or not, stands in exactly one.
 */
export const changeGroups = ["wins", "regressions", "unproven", "unchanged", "rolled-back"] as const;
export type ChangeGroup = (typeof changeGroups)[number];

type Rule = { statuses: readonly Status[]; outcomes: readonly ShownOutcome[] };

const withdrawn: readonly Status[] = ["rolled-back", "abandoned"];
const standing = reviewedStatuses.filter((status) => !withdrawn.includes(status));

const rules: Record<ChangeGroup, Rule> = {
  wins: { statuses: standing, outcomes: ["improved"] },
  regressions: { statuses: reviewedStatuses, outcomes: ["regressed"] },
  unproven: { statuses: standing, outcomes: ["inconclusive", "reported", "none"] },
  unchanged: { statuses: standing, outcomes: ["unchanged"] },
  "rolled-back": {
    statuses: withdrawn,
    outcomes: ["improved", "regressed", "unchanged", "inconclusive", "reported", "none"],
  },
};

export type Tally = {
  status: string;
  outcome: string;
  count: number;
  /**
   * Changes that cannot be told apart share one verdict: their result counts once, with the change that leads it, which may
   * have another status or outcome.
   */
  results: number;
};

export function countIn(group: ChangeGroup, tallies: Tally[], what: "count" | "results" = "count"): number {
  return tallies.filter((tally) => isIn(group, tally)).reduce((sum, tally) => sum + tally[what], 0);
}

export function isIn(group: ChangeGroup, change: { status: string; outcome: string }): boolean {
  const { statuses, outcomes }: { statuses: readonly string[]; outcomes: readonly string[] } = rules[group];
  return statuses.includes(change.status) && outcomes.includes(change.outcome);
}

export function statusesAndOutcomes(group: ChangeGroup): { statuses: string[]; outcomes: string[] } {
  const { statuses, outcomes } = rules[group];
  return { statuses: [...statuses], outcomes: [...outcomes] };
}
