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

/** Above this many values, which no window of a verdict has, cosines are taken of blocks. */
export const MOST_SINGLE = 20_000;

/** Σ xₜ cos(πj(t + ½)/n) for j from 1. */
export function cosineProjections(values: Values, terms: number): Float64Array {
  return values.length > MOST_SINGLE ? blockProjections(values, terms) : singleProjections(values, terms);
}

// By the recurrence of cosines; started anew every 512 points, which keeps 12 digits. Each step waits for the one before
// it, so two cosines are taken side by side.
function singleProjections(values: Values, terms: number): Float64Array {
  const n = values.length;
  const x = new Float64Array(values);
  const projections = new Float64Array(terms + 1);
  for (let j = 1; j <= terms; j += 2) {
    const stepA = (Math.PI * j) / n;
    const stepB = (Math.PI * (j + 1)) / n;
    const twiceA = 2 * Math.cos(stepA);
    const twiceB = 2 * Math.cos(stepB);
    let sumA = 0;
    let sumB = 0;
    for (let block = 0; block < n; block += 512) {
      let lastA = Math.cos((block - 0.5) * stepA);
      let lastB = Math.cos((block - 0.5) * stepB);
      let nowA = Math.cos((block + 0.5) * stepA);
      let nowB = Math.cos((block + 0.5) * stepB);
      const end = Math.min(n, block + 512);
      for (let t = block; t < end; t += 1) {
        const value = x[t] ?? 0;
        sumA += value * nowA;
        sumB += value * nowB;
        const nextA = twiceA * nowA - lastA;
        const nextB = twiceB * nowB - lastB;
        lastA = nowA;
        lastB = nowB;
        nowA = nextA;
        nowB = nextB;
      }
    }
    projections[j - 1] = sumA;
    projections[j] = sumB;
  }
  return projections.subarray(0, terms);
}

/** So many moments of a block give its cosines to the last digit, as long as they turn by at most one to either side. */
const MOMENTS = 18;

/**
 * The few cosines wanted turn slowly, so that within a block they are a power series around its middle: one walk over the
 * values gives the blocks' moments, from which all cosines follow. The time grows with n, not with n times the terms.
 */
function blockProjections(values: Values, terms: number): Float64Array {
  const n = values.length;
  const blocks = Math.ceil((Math.PI * terms) / 2);
  const projections = new Float64Array(terms);
  const moments = new Float64Array(MOMENTS);
  for (let block = 0; block < blocks; block += 1) {
    const [start, end] = [Math.floor((block * n) / blocks), Math.floor(((block + 1) * n) / blocks)];
    const [middle, half] = [(start + end) / 2, (end - start) / 2];
    momentsOf(values, { start, end, middle, half }, moments);
    for (let j = 1; j <= terms; j += 1) {
      const turn = (Math.PI * j) / n;
      const [even, odd] = seriesOf(moments, turn * half);
      const angle = turn * middle;
      projections[j - 1] = at(projections, j - 1) + Math.cos(angle) * even - Math.sin(angle) * odd;
    }
  }
  return projections;
}

type Block = { start: number; end: number; middle: number; half: number };

// Σ x uᵏ, u from −1 to 1 over the block.
function momentsOf(values: Values, { start, end, middle, half }: Block, moments: Float64Array): void {
  moments.fill(0);
  for (let t = start; t < end; t += 1) {
    const place = (t + 0.5 - middle) / half;
    let term = at(values, t);
    for (let k = 0; k < MOMENTS; k += 1) {
      moments[k] = at(moments, k) + term;
      term *= place;
    }
  }
}

// Σ x cos(turn·u) and Σ x sin(turn·u).
function seriesOf(moments: Float64Array, turn: number): [even: number, odd: number] {
  let [even, odd, factor] = [0, 0, 1];
  for (let k = 0; k < MOMENTS; k += 2) {
    even += factor * at(moments, k);
    factor *= turn / (k + 1);
    odd += factor * at(moments, k + 1);
    factor *= -turn / (k + 2);
  }
  return [even, odd];
}

/** ν = ⌊0.4 n^(2/3)⌋, two at least. */
export function cosineTerms(n: number): number {
  return Math.max(2, Math.floor(0.4 * n ** (2 / 3)));
}
