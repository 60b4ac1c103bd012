import { chanceOf } from "#lib/core/statistics/judged-together.ts";
import { benjaminiHochberg } from "#lib/core/statistics/multiplicity.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

type Corrected = { verdict: Verdict; corrected: number | null; perhaps: boolean };

/** Verdicts on several quantities of which none was declared the primary one: each beside its p after all of them. */
export function correctedVerdicts(verdicts: Verdict[]): Corrected[] {
  const chances = verdicts.map(chanceOf);
  const adjusted = benjaminiHochberg(chances.filter((p) => p !== null));
  let next = 0;
  return verdicts.map((verdict, index) => {
    const p = chances[index] === null ? null : (adjusted[next++] ?? null);
    const moved = verdict.outcome === "improved" || verdict.outcome === "regressed";
    const corrected = p === null ? null : Number(p.toPrecision(6));
    return { verdict, corrected, perhaps: moved && p !== null && p >= 1 - verdict.confidence };
  });
}
