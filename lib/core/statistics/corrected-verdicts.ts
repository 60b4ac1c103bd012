import { adjustedChances } from "./judged-together.ts";
import { benjaminiHochberg } from "./multiplicity.ts";
import type { Verdict } from "./verdict.ts";

type CorrectedVerdict = {
  verdict: Verdict;
  /** Its p after all of them; null where it has none. */
  corrected: number | null;
  /** It moved taken alone, and may have by chance: of twenty that nothing changed, one does. */
  perhaps: boolean;
};

/**
 * Verdicts on several quantities of which none was declared the primary one, each beside its p after all of them: of
 * those said to have moved at most one in twenty did not (Benjamini and Hochberg).
 */
export function correctedVerdicts(verdicts: readonly Verdict[]): CorrectedVerdict[] {
  const adjusted = adjustedChances(verdicts, benjaminiHochberg);
  return verdicts.map((verdict, index) => {
    const p = adjusted[index] ?? null;
    const moved = verdict.outcome === "improved" || verdict.outcome === "regressed";
    const corrected = p === null ? null : Number(p.toPrecision(6));
    return { verdict, corrected, perhaps: moved && p !== null && p >= 1 - verdict.confidence };
  });
}
