import { at, type Values } from "./sequence.ts";

/**
 * Long-run variance by equally weighted cosines: the mean of the squares of the first ν cosine transforms.
 * Lazarus, Lewis, Stock & Watson (2018). The values need not be centred, a constant has no cosine.
 */
export function cosineVariance(values: Values, terms: number): number {
  const n = values.length;
  let total = 0;
  for (let j = 1; j <= terms; j += 1) {
    const step = (Math.PI * j) / n;
    // cos((t + ½)·step) by its recurrence; started anew every 512 points, which keeps 12 digits.
    const twice = 2 * Math.cos(step);
    let projection = 0;
    for (let block = 0; block < n; block += 512) {
      let previous = Math.cos((block - 0.5) * step);
      let current = Math.cos((block + 0.5) * step);
      for (let t = block; t < Math.min(n, block + 512); t += 1) {
        projection += at(values, t) * current;
        [previous, current] = [current, twice * current - previous];
      }
    }
    total += (2 / n) * projection * projection;
  }
  return total / terms;
}

/** ν = ⌊0.4 n^(2/3)⌋, two at least. */
export function cosineTerms(n: number): number {
  return Math.max(2, Math.floor(0.4 * n ** (2 / 3)));
}
