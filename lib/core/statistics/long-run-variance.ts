import { at, type Values } from "./sequence.ts";

/**
 * Long-run variance by equally weighted cosines: the mean of the squares of the first ν cosine transforms.
 * Lazarus, Lewis, Stock & Watson (2018). The values need not be centred, a constant has no cosine.
 */
export function cosineVariance(values: Values, terms: number): number {
  let total = 0;
  for (const projection of cosineProjections(values, terms)) total += projection * projection;
  return ((2 / values.length) * total) / terms;
}

/** Σ xₜ cos(πj(t + ½)/n) for j from 1. */
export function cosineProjections(values: Values, terms: number): Float64Array {
  const n = values.length;
  const projections = new Float64Array(terms);
  for (let j = 1; j <= terms; j += 1) {
    const step = (Math.PI * j) / n;
    // By the recurrence of cosines; started anew every 512 points, which keeps 12 digits.
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
    projections[j - 1] = projection;
  }
  return projections;
}

/** ν = ⌊0.4 n^(2/3)⌋, two at least. */
export function cosineTerms(n: number): number {
  return Math.max(2, Math.floor(0.4 * n ** (2 / 3)));
}
