/**
 * Stretches of one correlated series compared with each other. Two tests of a step between neighbours: generalised least
 * squares with AR(1) errors, sharp where that model is right, and pre-whitened equally weighted cosines (PW-EWC; Lazarus,
 * Lewis, Stock & Watson 2018), which hold their level where it is not.
 */

import { cosineProjections, cosineTerms } from "./long-run-variance.ts";
import { at, type Values } from "./sequence.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";
import { welchDf } from "./welch.ts";

/** More cosines than this add no power, only time. */
const mostTerms = 100;

export type Segment = {
  start: number;
  end: number;
  n: number;
  mean: number;
  /** Sums of squares, and of products of neighbours, around the segment's own mean. */
  squares: number;
  products: number;
  /** Cosine transforms of all values but the first, and of all but the last. */
  later: Float64Array;
  earlier: Float64Array;
};

/** The segment [start, end) of values; two values at least. */
export function segmentOf(values: Values, start: number, end: number): Segment {
  const n = end - start;
  let total = 0;
  for (let i = start; i < end; i += 1) total += at(values, i);
  const mean = total / n;
  const centred = new Float64Array(n);
  let [squares, products] = [0, 0];
  for (let i = 0; i < n; i += 1) {
    const value = at(values, start + i) - mean;
    centred[i] = value;
    squares += value * value;
    if (i > 0) products += value * at(centred, i - 1);
  }
  const terms = Math.min(mostTerms, cosineTerms(n - 1));
  const later = cosineProjections(centred.subarray(1), terms);
  const earlier = cosineProjections(centred.subarray(0, n - 1), terms);
  return { start, end, n, mean, squares, products, later, earlier };
}

/** Lag-one correlation pooled over segments, corrected for the bias of short ones, within [0, 0.97]. */
export function pooledCorrelation(segments: readonly Segment[]): number {
  let [products, squares, count] = [0, 0, 0];
  for (const segment of segments) {
    products += segment.products;
    squares += segment.squares;
    count += segment.n;
  }
  if (!(squares > 0)) return 0;
  const r = products / squares;
  return Math.min(0.97, Math.max(0, r + ((1 + 4 * r) * segments.length) / count));
}

/** Long-run variance of a segment, whitened by the correlation: its mean has this variance divided by n. */
export function longRunVariance({ n, later, earlier }: Segment, correlation: number): number {
  let total = 0;
  for (let j = 0; j < later.length; j += 1) {
    total += (at(later, j) - correlation * at(earlier, j)) ** 2;
  }
  return ((2 / (n - 1)) * (total / later.length)) / (1 - correlation) ** 2;
}

export type SegmentDifference = {
  difference: number;
  se: number;
  df: number;
  p: number;
  low: number;
  high: number;
};

/** mean(after) − mean(before) by PW-EWC. */
export function segmentDifference(
  before: Segment,
  after: Segment,
  correlation: number,
  level = 0.95,
): SegmentDifference {
  const difference = after.mean - before.mean;
  const shares = [before, after].map((segment) => longRunVariance(segment, correlation) / segment.n);
  const [shareBefore, shareAfter] = [at(shares, 0), at(shares, 1)];
  const se = Math.sqrt(shareBefore + shareAfter);
  const worth = ((before.n + after.n) * (1 - correlation)) / (1 + correlation);
  if (!(se > 0)) {
    return { difference, se: 0, df: 1.5, p: difference === 0 ? 1 : 0, low: difference, high: difference };
  }
  const welch = welchDf(shareBefore, before.later.length, shareAfter, after.later.length);
  const df = Math.min(welch, Math.max(worth - 2, 1.5));
  const half = studentQuantile((1 + level) / 2, df) * se;
  const p = twoSidedStudent(difference / se, df);
  return { difference, se, df, p, low: difference - half, high: difference + half };
}

/** p of a step between two neighbouring segments by generalised least squares with AR(1) errors. */
export function stepProbability(
  values: Values,
  before: Segment,
  after: Segment,
  correlation: number,
): number {
  const [start, step, end] = [before.start, after.start, after.end];
  const centre = (before.mean * before.n + after.mean * after.n) / (before.n + after.n);
  const rest = 1 - correlation;
  const head = Math.sqrt(1 - correlation * correlation);
  const first = at(values, start) - centre;
  const sums = { level: head * head * first, step: 0, squares: head * head * first * first };
  for (let i = start + 1; i < end; i += 1) {
    const whitened = at(values, i) - centre - correlation * (at(values, i - 1) - centre);
    sums.level += rest * whitened;
    sums.step += i < step ? 0 : (i === step ? 1 : rest) * whitened;
    sums.squares += whitened * whitened;
  }
  const levels = head * head + (before.n + after.n - 1) * rest * rest;
  const steps = 1 + (after.n - 1) * rest * rest;
  const both = rest + (after.n - 1) * rest * rest;
  const determinant = levels * steps - both * both;
  const level = (steps * sums.level - both * sums.step) / determinant;
  const height = (levels * sums.step - both * sums.level) / determinant;
  const df = Math.max(before.n + after.n - 3, 1);
  const unexplained = sums.squares - level * sums.level - height * sums.step;
  if (!(unexplained > 1e-14 * sums.squares)) return height === 0 ? 1 : 0;
  return twoSidedStudent(height / Math.sqrt(((unexplained / df) * levels) / determinant), df);
}

/** How much of the squares of the innovations a step at each place explains, between two places. */
export type StepEvidence = { from: number; explained: Float64Array };

/**
 * A step between two segments at every place near their border, under AR(1) errors: it shows whole in the innovation at
 * its place and only in part after it, so that correlation sharpens the place instead of blurring it.
 */
export function stepEvidence(
  values: Values,
  before: Segment,
  after: Segment,
  correlation: number,
  reach: number,
): StepEvidence {
  const start = Math.max(before.start, after.start - 10 * reach);
  const end = Math.min(after.end, after.start + 10 * reach);
  const rest = 1 - correlation;
  const centre = at(values, start);
  const whitened = (i: number) => at(values, i) - centre - correlation * (at(values, i - 1) - centre);
  let level = 0;
  for (let i = start + 1; i < end; i += 1) level += rest * whitened(i);
  const levels = 1 - correlation * correlation + (end - start - 1) * rest * rest;
  const from = Math.max(start + 1, after.start - reach);
  const explained = new Float64Array(Math.min(end, after.start + reach + 1) - from);
  let tail = 0;
  for (let place = end - 1; place >= from; place -= 1) {
    const here = whitened(place);
    if (place - from < explained.length) {
      const later = (end - place - 1) * rest * rest;
      const both = rest + later;
      const left = here + rest * tail - (both / levels) * level;
      explained[place - from] = (left * left) / (1 + later - (both * both) / levels);
    }
    tail += here;
  }
  return { from, explained };
}

/** Variance of the innovations around the two levels of neighbouring segments. */
export function innovationVariance(
  values: Values,
  before: Segment,
  after: Segment,
  correlation: number,
): number {
  const level = (i: number) => (i < after.start ? before.mean : after.mean);
  let total = 0;
  for (let i = before.start + 1; i < after.end; i += 1) {
    const innovation = at(values, i) - level(i) - correlation * (at(values, i - 1) - level(i - 1));
    total += innovation * innovation;
  }
  return total / Math.max(1, after.end - before.start - 3);
}
