import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { isRatio } from "#lib/core/units.ts";

const usualMinimum = 0.02;

/**
 * How much a verdict proves at least, in multiples of what matters for its metric: the end of the interval that is
 * nearest to nothing. Positive is better, negative is worse, whatever the sign of the number; nothing that is not proven
 * has one. By it effects of different metrics stand in one order: a wide interval does not win by its middle.
 */
export function provenGain(
  verdict: Pick<Verdict, "outcome" | "reason" | "better" | "unit" | "effect" | "minimumEffect">,
): number | null {
  if (verdict.reason === "summary-only") return null;
  if (verdict.outcome !== "improved" && verdict.outcome !== "regressed") return null;
  const { low, high, absoluteLow, absoluteHigh } = verdict.effect;
  const ends =
    isRatio(verdict.unit) || low === null || high === null ? [absoluteLow, absoluteHigh] : [low, high];
  const sizes = ends.flatMap((end) => (end === null ? [] : [Math.abs(end)]));
  if (sizes.length < 2) return null;
  const [least = 0] = sizes.toSorted((a, b) => a - b);
  return ((verdict.outcome === "improved" ? 1 : -1) * least) / (verdict.minimumEffect || usualMinimum);
}

/**
 * Names the evidence of a verdict: the seed is the hash of the inputs, so the same files for the same metric are one
 * result, whichever changes it stands for. Changes that were looked at as one roll-out are one result by whichever metric
 * of their system each was measured. One number a side is no evidence that could be recognised.
 */
export function resultKeyOf(
  metric: string,
  verdict: Pick<Verdict, "grade" | "seed">,
  /** Of a shared roll-out: all its members, the change itself among them, as C-1. */
  members: readonly string[] = [],
): string | null {
  if (verdict.grade === "summary") return null;
  const together = [...new Set(members)].sort();
  return together.length > 1 ? `together:${together.join()}` : `${metric}:${verdict.seed}`;
}
