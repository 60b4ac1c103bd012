import { at, median, type Values } from "./sequence.ts";

/**
 * Huber's pseudo-values: values far from the middle are drawn in to `k` robust standard deviations, and all are scaled so
 * that their mean is the robust level. Usable wherever a mean is. NaN (a gap) stays NaN. Where more than half of the
 * values are one and the same there is no spread to measure by, and nothing is drawn in.
 */
export function huberValues(values: Values, k = 2): { values: Float64Array; limited: number } {
  const known = Float64Array.from(values).filter((value) => !Number.isNaN(value));
  let centre = median(known);
  const spread = 1.4826 * median(known.map((value) => Math.abs(value - centre)));
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
