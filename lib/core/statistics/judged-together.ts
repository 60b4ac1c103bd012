/**
 * Several metrics of one change. The primary metric decides by itself; guardrails are looked at because something else
 * might have got worse, and of twenty unchanged ones one looks worse by chance. So their p-values are corrected for
 * their number (Holm), and only what is still worse then is a trade-off for sure.
 */

import { isRatio } from "#lib/core/units.ts";
import { holm } from "./multiplicity.ts";
import { normalQuantile, normalTail } from "./special/normal.ts";
import type { Verdict } from "./verdict.ts";

export type Judged = {
  /** Corrected for the number of guardrails; null where nothing was measured. */
  p: number | null;
  /** `worse`: also after the correction. `perhaps-worse`: taken alone, not after it. */
  state: "worse" | "perhaps-worse" | "fine" | "unknown";
};

/** One answer per guardrail, in their order. */
export function judgedTogether(guardrails: readonly Verdict[]): Judged[] {
  const adjusted = adjustedChances(guardrails, holm);
  return guardrails.map((verdict, i): Judged => {
    const p = adjusted[i] ?? null;
    if (p === null) return { p, state: "unknown" };
    if (verdict.outcome === "inconclusive") return { p, state: "unknown" };
    if (verdict.outcome !== "regressed") return { p, state: "fine" };
    return { p, state: p < 1 - verdict.confidence ? "worse" : "perhaps-worse" };
  });
}

/** The p behind each verdict, adjusted for their number; null where one has none. */
export function adjustedChances(
  verdicts: readonly Verdict[],
  adjust: (values: readonly number[]) => number[],
): (number | null)[] {
  const chances = verdicts.map(chanceOf);
  const adjusted = adjust(chances.filter((p) => p !== null));
  let next = 0;
  return chances.map((p) => (p === null ? null : (adjusted[next++] ?? null)));
}

/** The p that stands behind a frozen verdict, read back from its interval; null where it has none. */
export function chanceOf(verdict: Pick<Verdict, "effect" | "unit" | "confidence">): number | null {
  const { relative, low, high, absolute, absoluteLow, absoluteHigh } = verdict.effect;
  const [size, from, until] = isRatio(verdict.unit)
    ? [absolute, absoluteLow, absoluteHigh]
    : [logarithm(relative), logarithm(low), logarithm(high)];
  if (size === null || from === null || until === null) return null;
  const se = (until - from) / (2 * normalQuantile((1 + verdict.confidence) / 2));
  if (!(se > 0)) return size === 0 ? 1 : 0;
  return 2 * normalTail(Math.abs(size) / se);
}

function logarithm(relative: number | null): number | null {
  return relative === null || relative <= -1 ? null : Math.log1p(relative);
}
