/**
 * What reviewers sign: the changes with their evidence and decisions, the actions, and the agenda as it stood. It holds
 * values, not references: nothing that is edited afterwards can reach it.
 */

import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import type { Stated } from "#lib/changes/worth.ts";
import { canonicalJson } from "#lib/core/canonical-json.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { teamKeyOf } from "#lib/core/team.ts";
import type { AgendaSection } from "#lib/reviews/agenda.ts";
import type { Comparison } from "#lib/reviews/comparison.ts";
import type { Mark, Policy } from "#lib/reviews/model.ts";
import type { TeamRow } from "#lib/reviews/schema.ts";

export const contentFormat = "optimization-portal/review/1";

export type SealedMeasurement = {
  id: string;
  metric: string;
  metricName: string;
  grade: string;
  outcome: string;
  sentence: string;
  /** SHA-256 of the verdict as it is stored. */
  verdictSha256: string;
  files: { side: string; name: string; sha256: string }[];
};

export type SealedDecision = { decision: Mark; note: string; by: string; at: string };

export type SealedChange = {
  number: number;
  title: string;
  area: string;
  practice: string | null;
  system: string;
  /** Left out where it belongs to no team. */
  team?: string;
  status: Status;
  statusReason: string | null;
  overridden: boolean;
  outcome: ShownOutcome;
  appliedAt: string | null;
  owner: string | null;
  /** The quarter whose review left it open; null for a change of this quarter. */
  carriedFrom: string | null;
  /** So many days after it its gain was found lost, in this quarter. Reviews that were signed earlier do not have it. */
  lostAfter?: number | null;
  /** The same of a gain that was found fading. */
  fadingAfter?: number | null;
  /** What it is stated to have cost and to save; only where something is stated. */
  worth?: Stated & { savingBasis: string | null; savingStatedBy: string | null; currency: string | null };
  prediction: { metric: string; low: number; high: number; result: string | null } | null;
  primary: { measurement: string; metric: string; metricName: string; verdict: Verdict } | null;
  measurements: SealedMeasurement[];
  /** The one that counts, and all before it. */
  decision: SealedDecision;
  earlierDecisions: SealedDecision[];
};

type SealedAction = {
  title: string;
  change: number | null;
  owner: string | null;
  dueQuarter: string;
  by: string;
  at: string;
};

/** What a person said the quarter amounts to, or, without words, that it was taken back. */
export type SealedStatement = { words: string | null; reason: string; by: string; at: string };

type SealedComment = { change: number | null; body: string; by: string; at: string };

export type ReviewContent = {
  format: typeof contentFormat;
  organisation: string;
  quarter: string;
  version: number;
  reason: string | null;
  period: { from: string; to: string; timeZone: string };
  policy: Policy;
  simulated: boolean;
  /** Computed. Reviews that were signed earlier do not have it. */
  headline?: string;
  /** The latest first; absent where nobody stated anything. */
  statements?: SealedStatement[];
  changes: SealedChange[];
  actions: SealedAction[];
  comments: SealedComment[];
  agenda: AgendaSection[];
  comparison: Comparison;
  /** All of it team by team. Reviews that were signed before there were teams do not have it. */
  teams?: TeamRow[];
};

/** Those of one team by its key, in any spelling; an empty key has those of no team. */
export function changesOfTeam(changes: SealedChange[], key: string): SealedChange[] {
  return changes.filter(({ team }) => teamKeyOf(team ?? null) === key);
}

/** How much is sealed: "14 changes, 31 measurements, 9 files". */
export function totalsOf({ changes }: Pick<ReviewContent, "changes">) {
  const measurements = changes.flatMap((change) => change.measurements);
  const files = new Set(measurements.flatMap(({ files: own }) => own.map((file) => file.sha256)));
  return { changes: changes.length, measurements: measurements.length, files: files.size };
}

/** Changes, decisions, actions, statements and policy alone: a signature under another core is one under something else. */
export function coreHash({
  changes,
  actions,
  statements,
  policy,
}: Pick<ReviewContent, "changes" | "actions" | "statements" | "policy">): string {
  // Named only where there are some: what others were signing before there was such a thing stays whole.
  return sha256(canonicalJson({ changes, actions, policy, ...(statements ? { statements } : {}) }));
}
