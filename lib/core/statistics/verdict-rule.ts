/**
 * The verdict rule, one for all comparisons (evidence §3).
 *
 * Moved: the test rejects, the interval excludes zero and the effect is at least what matters. Same: the whole interval
 * is smaller than what matters, or the effect is detectable but smaller, or the interval holds zero and twice what
 * matters would have been seen. Otherwise nobody knows. It does not correct for several looks or metrics: the
 * confidence handed in does.
 */

export type Measured = {
  effect: number;
  low: number;
  high: number;
  p: number;
  alpha: number;
  /** The smallest effect that would be seen in four of five repetitions. */
  smallestDetectable: number;
  /** The smallest effect that matters. */
  delta: number;
};

export type Finding = "moved" | "same" | "unknown";

export function findingOf({ effect, low, high, p, alpha, smallestDetectable, delta }: Measured): Finding {
  const holdsZero = low <= 0 && high >= 0;
  const detected = p < alpha && !holdsZero;
  if (detected && Math.abs(effect) >= delta) return "moved";
  if (detected || (low > -delta && high < delta)) return "same";
  return holdsZero && smallestDetectable <= 2 * delta ? "same" : "unknown";
}
