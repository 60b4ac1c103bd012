/** How far a value is from its target, in words that page, message and documents share. */

import { formatPoints, formatQuantity, isRatio, scaleOf } from "#lib/core/units.ts";

type Target = { now: number | null; value: number; better: "lower" | "higher"; unit: string };

/** A target without a value is not met. */
export function isMet(value: number | null, target: number, better: "lower" | "higher"): boolean {
  if (value === null) return false;
  return better === "lower" ? value <= target : value >= target;
}

/** "Met", "115 ms to go", "0.1 points to go", "Not measured". */
export function distanceInWords(target: Target): string {
  const { now, value, better, unit } = target;
  if (now === null) return "Not measured";
  return isMet(now, value, better) ? "Met" : `${gapInWords(now, value, unit)} to go`;
}

/** In the unit in which both are shown: from 1.2 s to 900 ms it is 0.3 s. */
export function gapInWords(
  now: number,
  value: number,
  unit: string,
  scale = scaleOf([now, value], unit),
): string {
  const gap = Math.abs(now - value);
  return isRatio(unit) ? formatPoints(gap) : formatQuantity(gap, unit, scale);
}
