/**
 * The Mann–Whitney test of two independent samples.
 *
 * Exact with mid-ranks where n·m ≤ 2,500: the distribution of the rank sum over all splits of the observed (also tied)
 * ranks, by dynamic programming on doubled ranks. Above that the normal approximation with tie and continuity
 * correction. U counts the pairs in which x is the greater one, ties half (x before, y after).
 */

import { countPairs, pooledRanks } from "./ranks.ts";
import { at, sorted, sum, type Values } from "./sequence.ts";
import { normalTail } from "./special/normal.ts";

export type MannWhitney = { u: number; p: number; exact: boolean };
export type ExactMannWhitney = { u: number; p: number; less: number; greater: number };

const EXACT_PAIRS = 2500;

export function mannWhitney(x: Values, y: Values): MannWhitney {
  if (x.length * y.length <= EXACT_PAIRS) {
    const { u, p } = exactMannWhitney(x, y);
    return { u, p, exact: true };
  }
  return { ...normalMannWhitney(x, y, true), exact: false };
}

/** p two-sided is P(|U − μ| ≥ |u − μ|); `less` is P(U ≤ u), `greater` P(U ≥ u). */
export function exactMannWhitney(x: Values, y: Values): ExactMannWhitney {
  const { shares, observed } = exactDistribution(x, y);
  const centre = (shares.length - 1) / 2;
  let [p, less, greater] = [0, 0, 0];
  for (let i = 0; i < shares.length; i += 1) {
    const share = at(shares, i);
    if (share === 0) continue;
    if (Math.abs(i - centre) >= Math.abs(observed - centre)) p += share;
    if (i <= observed) less += share;
    if (i >= observed) greater += share;
  }
  return { u: observed / 2, p: Math.min(1, p), less: Math.min(1, less), greater: Math.min(1, greater) };
}

/** The chance of 2U = 0, 1, … 2nm over all splits of the observed ranks, and the 2U observed. */
export function exactDistribution(x: Values, y: Values): { shares: Float64Array; observed: number } {
  const [n, m] = [x.length, y.length];
  const { first, second } = pooledRanks(x, y);
  const swapped = n > m;
  const size = Math.min(n, m);
  const all = sorted([...first, ...second]);
  const sums = untied(all) ? untiedSums(all, size) : subsetSums(all, size);
  const lowest = size * (size + 1);
  const shares = new Float64Array(2 * n * m + 1);
  for (let u = 0; u < shares.length; u += 1) {
    shares[swapped ? shares.length - 1 - u : u] = sums[lowest + u] ?? 0;
  }
  return { shares, observed: sum(first) - n * (n + 1) };
}

/** Normal approximation with the variance corrected for ties. p is 1 where all values are equal. */
export function normalMannWhitney(x: Values, y: Values, continuity: boolean): { u: number; p: number } {
  const [n, m] = [x.length, y.length];
  const pairs = countPairs(x, y);
  const u = pairs.less + pairs.equal / 2;
  const total = n + m;
  const spread = ((n * m) / 12) * (total + 1 - pairs.tieSum / (total * (total - 1)));
  if (!(spread > 0)) return { u, p: 1 };
  const distance = Math.abs(u - (n * m) / 2) - (continuity ? 0.5 : 0);
  return { u, p: Math.min(1, 2 * normalTail(distance / Math.sqrt(spread))) };
}

function untied(ranks: Float64Array): boolean {
  return ranks.every((rank, i) => rank === 2 * (i + 1));
}

// Without ties the distribution depends on the two numbers only; simulations and many metrics ask for the same again.
const known = new Map<string, Float64Array>();
const MOST_KNOWN = 64;

function untiedSums(ranks: Float64Array, size: number): Float64Array {
  const key = `${ranks.length} ${size}`;
  const found = known.get(key) ?? subsetSums(ranks, size);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}

// The share of all subsets of the given size that reach each sum. Untied doubled ranks are all even; then the work is
// done on their halves.
function subsetSums(ranks: Float64Array, size: number): Float64Array {
  const step = ranks.every((rank) => rank % 2 === 0) ? 2 : 1;
  const width = sum(ranks.subarray(ranks.length - size)) / step + 1;
  const rows = Array.from({ length: size + 1 }, () => new Float64Array(width));
  const reach = new Int32Array(size + 1);
  const [empty] = rows;
  if (empty) empty[0] = 1;
  for (let i = 0; i < ranks.length; i += 1) {
    const rank = at(ranks, i) / step;
    const least = Math.max(1, size - (ranks.length - i - 1));
    for (let k = Math.min(i + 1, size); k >= least; k -= 1) {
      const [row, below] = [rows[k], rows[k - 1]];
      if (!row || !below) continue;
      const end = at(reach, k - 1);
      for (let s = 0; s <= end; s += 1) row[s + rank] = at(row, s + rank) + at(below, s);
      reach[k] = Math.max(at(reach, k), end + rank);
    }
  }
  return spread(rows[size] ?? new Float64Array(0), step);
}

function spread(counts: Float64Array, step: number): Float64Array {
  const total = sum(counts);
  const shares = new Float64Array((counts.length - 1) * step + 1);
  for (let s = 0; s < counts.length; s += 1) shares[s * step] = at(counts, s) / total;
  return shares;
}
