/** How far a value is from its target, in words that page, message and documents share. */

import { decimalsOf, formatNumber, formatPoints, isRatio, scaleOf } from "#lib/core/units.ts";

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

/**
 * In the unit and with the places in which both are shown, so that a reader who takes one from the other finds it: from 1.2 s
 * to 900 ms it is 0.3 s, from 331 ms to 250 ms 81 ms. With more places only where it would be nothing.
 */
export function gapInWords(
  now: number,
  value: number,
  unit: string,
  scale = scaleOf([now, value], unit),
): string {
  const gap = Math.abs(now - value);
  if (isRatio(unit)) return formatPoints(gap);
  const scaled = gap * scale.factor;
  const shown = Math.max(...[now, value].map((one) => decimalsOf(one * scale.factor)));
  const places = scaled < 0.5 * 10 ** -shown ? decimalsOf(scaled) : shown;
  return formatNumber(scaled, places) + scale.suffix;
}
