import type { SamplesInput } from "./samples-input.ts";
import { normalTail } from "./special/normal.ts";

type ErrorRates = NonNullable<SamplesInput["errorRate"]>;

// Half a point more errors is a rise whatever chance may say.
const ALWAYS_A_RISE = 0.005;
const CHANCE = 0.05;

/**
 * Did the error rate rise? With the numbers of requests known, a small rise that chance explains is not one; without
 * them every rise counts, because a faster result with more errors is no improvement.
 */
export function errorsRose(rates: ErrorRates | undefined): boolean {
  const { before, after, beforeN, afterN } = rates ?? { before: null, after: null };
  if (before === null || after === null || !(after > before)) return false;
  if (after - before >= ALWAYS_A_RISE || !beforeN || !afterN) return true;
  const pooled = (before * beforeN + after * afterN) / (beforeN + afterN);
  const se = Math.sqrt(pooled * (1 - pooled) * (1 / beforeN + 1 / afterN));
  return normalTail((after - before) / se) < CHANCE;
}
