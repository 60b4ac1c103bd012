/**
 * What was expected of an item against what its changes proved. Effects of several changes to one metric follow each
 * other, so they multiply (a fall of 20 % and one of 10 % is a fall of 28 %); percentages are never added. What no
 * verdict could prove is counted as such and scores nothing.
 */

import type { ShownOutcome } from "#lib/changes/model.ts";
import { capitalised, countInWords, listInWords, plural } from "#lib/core/words.ts";

export const predictionOutcomes = ["met", "above", "below", "wrong-way", "not-provable"] as const;
export type PredictionOutcome = (typeof predictionOutcomes)[number];

export const predictionNames: Record<PredictionOutcome, string> = {
  met: "Met",
  above: "More than expected",
  below: "Too hopeful",
  "wrong-way": "Wrong way",
  "not-provable": "Not provable",
};

/** Signed like effect.relative: a fall of 20 to 40 % is low -0.4, high -0.2. */
export type Expected = { low: number; high: number };
/** `withdrawn`: the change was rolled back or abandoned, so its effect stands no more. */
export type Proof = { outcome: ShownOutcome; relative: number | null; withdrawn: boolean };

/**
 * Null while no change of the item has a verdict on the expected metric. What was taken back counts only where nothing
 * else stands: then it is what became of the expectation.
 */
export function predictionOutcome(expected: Expected, proofs: Proof[]): PredictionOutcome | null {
  const all = proofs.filter((proof) => proof.outcome !== "none");
  if (all.length === 0) return null;
  const standing = all.filter((proof) => !proof.withdrawn);
  const decided = standing.length > 0 ? standing : all;
  const effects = decided.flatMap(({ outcome, relative }) =>
    relative === null || !isProof(outcome) ? [] : [relative],
  );
  if (effects.length === 0) return "not-provable";
  const product = effects.reduce((so, relative) => so * (1 + relative), 1);
  // As many digits as a verdict has, so that an effect at the end of the range is in it.
  const effect = Number((product - 1).toPrecision(12));
  if (effect >= expected.low && effect <= expected.high) return "met";
  const falls = expected.low + expected.high < 0;
  if (decided.some(({ outcome }) => outcome === "regressed") && effect > 0 === falls) return "wrong-way";
  return (falls ? effect < expected.low : effect > expected.high) ? "above" : "below";
}

function isProof(outcome: ShownOutcome): boolean {
  return outcome === "improved" || outcome === "regressed" || outcome === "unchanged";
}

export type PredictionTally = Record<PredictionOutcome, number>;

export function tallyOf(outcomes: PredictionOutcome[]): PredictionTally {
  const tally: PredictionTally = { met: 0, above: 0, below: 0, "wrong-way": 0, "not-provable": 0 };
  for (const outcome of outcomes) tally[outcome]++;
  return tally;
}

export type ScoreRow = { name: string; all: PredictionTally; byQuarter: Record<string, PredictionTally> };

/** One row a name, the one with most decided predictions first. */
export function scoreRows(
  scored: { name: string; quarter: string; outcome: PredictionOutcome }[],
): ScoreRow[] {
  const names = [...new Set(scored.map(({ name }) => name))];
  return names
    .map((name) => {
      const own = scored.filter((one) => one.name === name);
      const quarters = [...new Set(own.map(({ quarter }) => quarter))];
      const outcomesOf = (quarter: string) =>
        own.filter((one) => one.quarter === quarter).map(({ outcome }) => outcome);
      return {
        name,
        all: tallyOf(own.map(({ outcome }) => outcome)),
        byQuarter: Object.fromEntries(quarters.map((quarter) => [quarter, tallyOf(outcomesOf(quarter))])),
      };
    })
    .toSorted((a, b) => decidedCount(b.all) - decidedCount(a.all) || a.name.localeCompare(b.name, "en"));
}

/** Predictions that a verdict could prove right or wrong. */
export function decidedCount(tally: PredictionTally): number {
  return tally.met + tally.above + tally.below + tally["wrong-way"];
}

/** The share that came true or came out better; null where nothing is decided. */
export function predictionShare(tally: PredictionTally): number | null {
  const decided = decidedCount(tally);
  return decided === 0 ? null : (tally.met + tally.above) / decided;
}

/** "Of 9 predictions with a verdict, 6 were met, 2 were too hopeful and 1 pointed the wrong way." */
export function predictionSentence(tally: PredictionTally): string {
  const decided = decidedCount(tally);
  const open = tally["not-provable"];
  const unprovable = open > 0 ? ` ${capitalised(countInWords(open))} could not be proved.` : "";
  if (decided === 0) return open > 0 ? unprovable.trim() : "";
  const parts = [
    part(tally.met, "was met", "were met"),
    part(tally.above, "brought more than expected", "brought more than expected"),
    part(tally.below, "was too hopeful", "were too hopeful"),
    part(tally["wrong-way"], "pointed the wrong way", "pointed the wrong way"),
  ].filter((text) => text !== "");
  return `Of ${decided} ${plural(decided, "prediction", "predictions")} with a verdict, ${listInWords(parts)}.${unprovable}`;
}

function part(count: number, one: string, many: string): string {
  return count === 0 ? "" : `${count} ${plural(count, one, many)}`;
}
