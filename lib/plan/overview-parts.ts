/**
 * Which of a quarter's results are shown, and what they ask of the reader. What is counted is lib/changes/overview.ts's
 * matter; here nothing is counted again.
 */

import { bySize, type Counts, groupOf, type Part, type Sized } from "#lib/changes/overview.ts";
import { distanceOf, isTargetMet, type TargetStanding } from "#lib/changes/target-standing.ts";
import { formatDate } from "#lib/core/time.ts";
import { capitalised, countInWords, plural } from "#lib/core/words.ts";
import { type ObjectiveKind, objectiveKindNames, objectiveKinds } from "#lib/systems/model.ts";

export const shownInGroup = 5;
export const shownAtMost = 3;

export type BetterGroup = {
  /** Null: no objective has a target on its metric. */
  kind: ObjectiveKind | null;
  name: string;
  count: number;
  largest: Sized[];
};

/** Proven improvements under the objective that has a target on their metric; the largest of each are shown. */
export function betterByObjective(parts: (Part & { kind: ObjectiveKind | null })[]): BetterGroup[] {
  const better = parts.filter((part) => groupOf(part) === "better");
  return [...objectiveKinds, null].flatMap((kind) => {
    const own = better.filter((part) => part.kind === kind);
    if (own.length === 0) return [];
    const name = kind === null ? "Without a target" : objectiveKindNames[kind];
    const count = own.reduce((sum, { results }) => sum + results, 0);
    return [{ kind, name, count, largest: largestOf(own, shownInGroup) }];
  });
}

/** The largest of several parts together. */
export function largestOf(parts: Part[], atMost: number): Sized[] {
  return parts
    .flatMap(({ largest }) => largest)
    .toSorted(bySize)
    .slice(0, atMost);
}

/** A sentence that asks for attention, and where it leads. */
export type Point = { sentence: string; note: string | null; href: string };

/** Changes that made things worse and are still in use: the first of the risks. */
export function standingLosses<Some extends Pick<Part, "outcome" | "withdrawn">>(parts: Some[]): Some[] {
  return parts.filter((part) => groupOf(part) === "worse" && !part.withdrawn);
}

type About = { quarter: string; timeZone: string; now: Date; until: Date };

/** Targets that were due and are not met, and changes that are in use unmeasured: risks besides what got worse. */
export function otherRisks(
  counts: Counts,
  targets: TargetStanding[],
  { quarter, timeZone, now, until }: About,
): Point[] {
  const end = until < now ? until : now;
  const overdue = targets.filter(
    (standing) =>
      standing.target.dueAt !== null && new Date(standing.target.dueAt) <= end && !isTargetMet(standing),
  );
  return [
    ...overdue.map((standing) => ({
      sentence: `${standing.target.metricName} missed its target: ${lowered(distanceOf(standing))}.`,
      note: `It was due on ${formatDate(new Date(standing.target.dueAt ?? 0), timeZone)}.`,
      href: `/metrics/${standing.target.metric}`,
    })),
    ...(counts.open > 0
      ? [
          {
            sentence: `${capitalised(countInWords(counts.open))} ${plural(counts.open, "change is", "changes are")} in use without a verdict.`,
            note: "Nobody knows whether they help.",
            href: `/changes?quarter=${quarter}&outcome=none`,
          },
        ]
      : []),
  ];
}

type Reader = { ownOpen: number; mayMove: boolean; mayRecord: boolean };

/** What this reader is asked to do, the weightiest first. Nothing is asked for its own sake. */
export function asksOf(
  reader: Reader,
  { losses, counts, targets }: { losses: number; counts: Counts; targets: TargetStanding[] },
  { quarter, now, until }: About,
): Point[] {
  const asks: Point[] = [];
  const ask = (sentence: string, href: string, note: string | null = null) =>
    asks.push({ sentence, note, href });
  if (losses > 0) {
    const which = losses === 1 ? "the change" : `the ${countInWords(losses)} changes`;
    ask(
      `${reader.mayMove ? "Decide about" : "Ask about"} ${which} that made things worse and ${plural(losses, "is", "are")} still in use.`,
      `/changes?quarter=${quarter}&outcome=regressed`,
    );
  }
  if (reader.mayRecord && reader.ownOpen > 0) {
    ask(
      `Add evidence to ${reader.ownOpen === 1 ? "your change" : `${countInWords(reader.ownOpen)} of your changes`} without a verdict.`,
      `/changes?quarter=${quarter}&outcome=none`,
    );
  }
  const due = targets.filter(
    (standing) =>
      standing.target.dueAt !== null &&
      new Date(standing.target.dueAt) > now &&
      new Date(standing.target.dueAt) <= until &&
      !isTargetMet(standing),
  );
  if (due.length > 0) {
    const [first] = due;
    ask(
      due.length === 1 && first
        ? `See that ${first.target.metricName} reaches its target this quarter: ${lowered(distanceOf(first))}.`
        : `See that ${countInWords(due.length)} targets due this quarter are reached.`,
      "/systems#objectives",
    );
  }
  if (!reader.mayRecord && counts.open > counts.better) {
    ask(
      "Ask for evidence: most of what was changed is not measured.",
      `/changes?quarter=${quarter}&outcome=none`,
    );
  }
  return asks.slice(0, shownAtMost);
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
