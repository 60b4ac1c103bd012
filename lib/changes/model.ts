/**
 * What a change may be and become. Applied is not effective: `verified` needs a verdict "improved", or a reviewer's
 * reason, which is printed wherever the change is.
 */

import type { Outcome } from "#lib/core/statistics/verdict.ts";

export const areas = ["software-configuration", "database", "code", "infrastructure"] as const;
export type Area = (typeof areas)[number];

export const areaNames: Record<Area, string> = {
  "software-configuration": "Software configuration",
  database: "Database",
  code: "Code",
  infrastructure: "Infrastructure",
};

/** The practices every portal starts with; admins may add more. */
export const builtInPractices: { key: string; area: Area; name: string }[] = [
  { key: "server-configuration", area: "software-configuration", name: "Server configuration" },
  { key: "application-configuration", area: "software-configuration", name: "Application configuration" },
  { key: "monitoring-configuration", area: "software-configuration", name: "Monitoring configuration" },
  { key: "indexing", area: "database", name: "Indexing" },
  { key: "query-optimization", area: "database", name: "Query optimization" },
  { key: "partitioning", area: "database", name: "Partitioning" },
  { key: "connection-pooling", area: "database", name: "Connection pooling" },
  { key: "backup-and-recovery", area: "database", name: "Backup and recovery" },
  { key: "refactoring", area: "code", name: "Refactoring" },
  {
    key: "bug-fixes-and-performance-patches",
    area: "code",
    name: "Bug fixes and performance patches",
  },
  { key: "concurrency-and-multi-threading", area: "code", name: "Concurrency and multi-threading" },
  { key: "load-balancing", area: "infrastructure", name: "Load balancing" },
  { key: "cloud-scaling", area: "infrastructure", name: "Cloud scaling" },
  { key: "content-delivery-network", area: "infrastructure", name: "Content delivery network" },
  { key: "server-monitoring-and-alerting", area: "infrastructure", name: "Server monitoring and alerting" },
];

export const statuses = [
  "draft",
  "planned",
  "in-progress",
  "applied",
  "measuring",
  "verified",
  "rolled-back",
  "abandoned",
] as const;
export type Status = (typeof statuses)[number];

export const statusNames: Record<Status, string> = {
  draft: "Draft",
  planned: "Planned",
  "in-progress": "In progress",
  applied: "Applied",
  measuring: "Measuring",
  verified: "Verified",
  "rolled-back": "Rolled back",
  abandoned: "Abandoned",
};

/** What a list shows of a change: the deciding verdict, "reported" for a summary pair, "none" before any. */
export const shownOutcomes = [
  "improved",
  "regressed",
  "unchanged",
  "inconclusive",
  "reported",
  "none",
] as const;
export type ShownOutcome = (typeof shownOutcomes)[number];

export function shownOutcomeOf(verdict: { outcome: Outcome; reason: string | null } | null): ShownOutcome {
  if (!verdict) return "none";
  return verdict.reason === "summary-only" ? "reported" : verdict.outcome;
}

const order: readonly Status[] = ["draft", "planned", "in-progress", "applied", "measuring", "verified"];

/** Statuses a change may move to from here; whether a verdict allows `verified` is `refusalOfMove`'s matter. */
export function movesFrom(status: Status): Status[] {
  if (status === "rolled-back") return ["in-progress"];
  if (status === "abandoned") return ["planned"];
  const others = order.filter((other) => other !== status && other !== "draft");
  return [...others, "rolled-back", "abandoned"];
}

export type Move = { from: Status; to: Status; reason: string | null };

function needsReason(move: Pick<Move, "from" | "to">): boolean {
  const ended = (status: Status) => status === "rolled-back" || status === "abandoned";
  return ended(move.to) || ended(move.from);
}

export type MoveContext = { outcome: ShownOutcome; hasMeasurement: boolean; mayOverride: boolean };

/** Why a move is refused, in words for the person who asked; null when it is allowed. */
export function refusalOfMove(move: Move, context: MoveContext): string | null {
  if (!movesFrom(move.from).includes(move.to)) {
    return `A change that is ${statusNames[move.from].toLowerCase()} cannot become ${statusNames[move.to].toLowerCase()}.`;
  }
  if (needsReason(move) && !move.reason) {
    return `Say why it is ${statusNames[move.to].toLowerCase()}: the reason is printed wherever the change is.`;
  }
  if (move.to === "measuring" && order.indexOf(move.from) < order.indexOf("applied")) {
    return "Only an applied change can be measured. Move it to applied first.";
  }
  if (move.to === "verified" && context.outcome !== "improved") return refusalOfOverride(move, context);
  return null;
}

/** Whether a move is refused for nothing but a reason that is missing. */
export function lacksReason(move: Move, context: MoveContext): boolean {
  return (
    !move.reason &&
    refusalOfMove(move, context) !== null &&
    refusalOfMove({ ...move, reason: "given" }, context) === null
  );
}

function refusalOfOverride(move: Move, context: MoveContext): string | null {
  if (!context.mayOverride) {
    return "Verified needs a verdict that says improved. A reviewer may override this with a reason.";
  }
  return move.reason
    ? null
    : "No verdict says improved. To mark it verified all the same, give a reason: it is printed wherever the change is.";
}

/** The status that evidence brings about: a proven improvement verifies, anything else keeps a change in measuring. */
export function statusAfterVerdict(status: Status, outcome: ShownOutcome, overridden: boolean): Status {
  if (status === "rolled-back" || status === "abandoned" || overridden) return status;
  return outcome === "improved" ? "verified" : "measuring";
}

export const predictionResults = ["met", "above", "below", "not-provable"] as const;
export type PredictionResult = (typeof predictionResults)[number];

/**
 * What became of a prediction. `below`: less of the effect came than was predicted, `above`: more.
 * Predictions are signed like effect.relative, so for a fall the more negative number is the larger effect.
 */
export function predictionResult(
  prediction: { low: number; high: number },
  verdict: { outcome: Outcome; effect: { relative: number | null } },
): PredictionResult {
  const relative = verdict.effect.relative;
  if (verdict.outcome === "inconclusive" || relative === null) return "not-provable";
  if (relative >= prediction.low && relative <= prediction.high) return "met";
  const predictsFall = prediction.low + prediction.high < 0;
  const larger = predictsFall ? relative < prediction.low : relative > prediction.high;
  return larger ? "above" : "below";
}

/** Days between a change and its record, when it was written down late; null when within a day. */
export function recordedLateDays(appliedAt: Date | null, createdAt: Date): number | null {
  if (!appliedAt) return null;
  const days = Math.floor((createdAt.getTime() - appliedAt.getTime()) / 86_400_000);
  return days >= 1 ? days : null;
}
