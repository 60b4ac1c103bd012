/**
 * What changes amount to: the one calculation that page, API, mail and documents share. Percentages are never added up:
 * results are counted, and each stands by its own verdict. Changes that rest on the same evidence share one verdict and
 * count once. Only proven and kept improvements count as better; what was rolled back, is doubtful or merely reported is
 * counted apart.
 */

import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { capitalised, countInWords, plural } from "#lib/core/words.ts";

/** What is read of a change to count it. */
export type Counted = {
  number: number;
  status: Status;
  outcome: ShownOutcome;
  /** Changes with the same one rest on the same evidence; null stands alone. */
  resultKey: string | null;
  /** What is proven at least, in multiples of what matters; negative is worse. */
  gain: number | null;
};

/** One verdict, and the changes that share it. The lead stands for all of them. */
export type Result<Change> = { lead: Change; others: Change[] };

export type Groups<Change> = {
  better: Result<Change>[];
  worse: Result<Change>[];
  /** Rolled back or abandoned although nothing got worse. */
  withdrawn: Result<Change>[];
  unchanged: Result<Change>[];
  inconclusive: Result<Change>[];
  reported: Result<Change>[];
  /** Carried out, and no verdict yet. */
  open: Result<Change>[];
};

type GroupName = keyof Groups<never>;

/** Carried out and perhaps taken back since. Before that, nothing is counted of a change. */
export const begunStatuses: readonly Status[] = [
  "applied",
  "measuring",
  "verified",
  "rolled-back",
  "abandoned",
];
export const withdrawnStatuses: readonly Status[] = ["rolled-back", "abandoned"];

/** Carried out in some way: what is told of and counted. */
export function isBegun({ status }: Pick<Counted, "status">): boolean {
  return begunStatuses.includes(status);
}

export function isWithdrawn({ status }: Pick<Counted, "status">): boolean {
  return withdrawnStatuses.includes(status);
}

/** Each result in exactly one group, the largest that is proven first. */
export function groupsOf<Change extends Counted>(changes: Change[]): Groups<Change> {
  const groups: Groups<Change> = {
    better: [],
    worse: [],
    withdrawn: [],
    unchanged: [],
    inconclusive: [],
    reported: [],
    open: [],
  };
  for (const result of resultsOf(changes.filter(isBegun))) {
    const { lead } = result;
    groups[groupOf({ outcome: lead.outcome, withdrawn: isWithdrawn(lead) })].push(result);
  }
  for (const group of Object.values(groups)) group.sort((a, b) => bySize(a.lead, b.lead));
  return groups;
}

/** Changes that share a verdict become one result; one that is still in use leads, and the latest of those. */
function resultsOf<Change extends Counted>(changes: Change[]): Result<Change>[] {
  const byKey = Map.groupBy(changes, ({ resultKey, number }) => resultKey ?? number);
  return [...byKey.values()].flatMap((sharing) => {
    const [lead, ...others] = sharing.toSorted(
      (a, b) => Number(isWithdrawn(a)) - Number(isWithdrawn(b)) || b.number - a.number,
    );
    return lead ? [{ lead, others }] : [];
  });
}

/** What got worse stays worse, also when it was rolled back; any other verdict goes with what was taken back. */
export function groupOf({ outcome, withdrawn }: Pick<Part, "outcome" | "withdrawn">): GroupName {
  if (outcome === "regressed") return "worse";
  if (withdrawn) return "withdrawn";
  if (outcome === "improved") return "better";
  return outcome === "none" ? "open" : outcome;
}

export function bySize(a: Sized, b: Sized): number {
  return Math.abs(b.gain ?? 0) - Math.abs(a.gain ?? 0) || b.number - a.number;
}

export type Sized = Pick<Counted, "number" | "gain">;

/**
 * The results of a quarter whose leads have one outcome and were taken back or not: what the database counts of them,
 * which is what `groupsOf` holds, and the largest.
 */
export type Part = {
  outcome: ShownOutcome;
  withdrawn: boolean;
  results: number;
  /** The changes that share these results. */
  changes: number;
  /** The leads of the largest. */
  largest: Sized[];
};

export type Counts = Record<GroupName, number> & {
  /** Of those that got worse. */
  worseUndone: number;
  /** Of those that were taken back, although they had proved better. */
  withdrawnBetter: number;
  /** All changes that were carried out, those that share a verdict each. */
  changes: number;
};

export function countsOf(parts: Omit<Part, "largest">[]): Counts {
  const sum = (one: "results" | "changes", fits: (part: Omit<Part, "largest">) => boolean) =>
    parts.filter(fits).reduce((all, part) => all + part[one], 0);
  const results = (group: GroupName) => sum("results", (part) => groupOf(part) === group);
  return {
    better: results("better"),
    worse: results("worse"),
    withdrawn: results("withdrawn"),
    unchanged: results("unchanged"),
    inconclusive: results("inconclusive"),
    reported: results("reported"),
    open: results("open"),
    worseUndone: sum("results", (part) => groupOf(part) === "worse" && part.withdrawn),
    withdrawnBetter: sum("results", (part) => groupOf(part) === "withdrawn" && part.outcome === "improved"),
    changes: sum("changes", () => true),
  };
}

/** Counts in words, the worse in the same breath. */
export function headlineOf(counts: Counts): string {
  if (counts.changes === 0) return "No change was applied in this quarter.";
  const { better, worse, inconclusive } = counts;
  if (better === 0 && worse === 0) {
    const rest = `${capitalised(countInWords(inconclusive))} ${plural(inconclusive, "change", "changes")} cannot be told.`;
    return `Nothing proved better or worse.${inconclusive > 0 ? ` ${rest}` : ""}`;
  }
  const first =
    better === 0
      ? "No change proved better."
      : `${capitalised(countInWords(better))} ${plural(better, "change", "changes")} proved better.`;
  return `${first} ${worseInWords(counts)}`;
}

function worseInWords({ worse, worseUndone }: Counts): string {
  if (worse === 0) return "None made things worse.";
  const start = `${capitalised(countInWords(worse))} made things worse`;
  if (worseUndone === 0) return `${start}.`;
  const was = plural(worseUndone, "was", "were");
  if (worseUndone === worse) return `${start} and ${was} rolled back.`;
  return `${start}, and ${countInWords(worseUndone)} of them ${was} rolled back.`;
}
