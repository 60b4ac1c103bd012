import { at, median, type Values } from "./sequence.ts";
import { sortNumbers } from "./sort-numbers.ts";

/** Windows whose spreads differ by an order of magnitude have none in common. */
const MOST_UNLIKE = 12;

/**
 * Huber's pseudo-values: values far from the middle are drawn in to `k` robust standard deviations, and all are scaled so
 * that their mean is the robust level. Usable wherever a mean is. NaN (a gap) stays NaN. Where more than half of the
 * values are one and the same there is no spread to measure by, and nothing is drawn in. Two states that both are usual
 * (a cache that is warm or cold) are no outliers: the spread is no less than that of the middle seven tenths.
 */
export function huberValues(
  values: Values,
  k = 2,
  spread = spreadAround([values]),
): { values: Float64Array; limited: number } {
  const known = knownOf(values);
  let centre = median(known);
  if (!(spread > 0)) return { values: Float64Array.from(values), limited: 0 };
  const clip = (value: number) => Math.min(k, Math.max(-k, (value - centre) / spread));
  const insideShare = () => {
    let inside = 0;
    for (const value of known) if (Math.abs(value - centre) < k * spread) inside += 1;
    return Math.max(inside / known.length, 0.3);
  };
  for (let round = 0; round < 15; round += 1) {
    let total = 0;
    for (const value of known) total += clip(value);
    const step = (spread * (total / known.length)) / insideShare();
    centre += step;
    if (Math.abs(step) < 1e-12 * spread) break;
  }
  const share = insideShare();
  const pseudo = new Float64Array(values.length);
  let limited = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = at(values, i);
    if (Math.abs(value - centre) > k * spread) limited += 1;
    pseudo[i] = Number.isNaN(value) ? Number.NaN : centre + (spread * clip(value)) / share;
  }
  return { values: pseudo, limited };
}

/**
 * Two windows, drawn in by one spread: the level of skewed values depends on how far they are drawn in, so that with a
 * spread of its own each window would have a level of another kind. Windows that vary by quite different amounts (a leak
 * and its end) have nothing in common.
 */
export function huberPair(before: Values, after: Values): [Float64Array, Float64Array] {
  const own = [before, after].map((values) => spreadAround([values]));
  if (Math.max(...own) > MOST_UNLIKE * Math.min(...own)) {
    return [huberValues(before).values, huberValues(after).values];
  }
  const spread = spreadAround([before, after]);
  return [huberValues(before, 2, spread).values, huberValues(after, 2, spread).values];
}

/** Neither window consists of one value for the most part. */
export function haveSpread(before: Values, after: Values): boolean {
  return spreadAround([before]) > 0 && spreadAround([after]) > 0;
}

function knownOf(values: Values): Float64Array {
  return Float64Array.from(values).filter((value) => !Number.isNaN(value));
}

/** The robust standard deviation of all values around the middle of their own window; 0 where most are one value. */
function spreadAround(windows: readonly Values[]): number {
  const distances = windows.flatMap((values) => {
    const known = knownOf(values);
    const centre = median(known);
    return Array.from(known, (value) => value - centre);
  });
  const deviation = 1.4826 * median(distances.map(Math.abs));
  return deviation > 0 ? Math.max(deviation, middleSpread(Float64Array.from(distances))) : 0;
}

// The distance from the 15th to the 85th percentile, as a standard deviation.
function middleSpread(values: Float64Array): number {
  const sorted = sortNumbers(values);
  const place = (share: number) => at(sorted, Math.round(share * (sorted.length - 1)));
  return (place(0.85) - place(0.15)) / 2.0729;
}
