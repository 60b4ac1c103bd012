/**
 * The mean of an autocorrelated stretch and the difference of two, with honest uncertainty (evidence §3b).
 *
 * The lag-one correlation, estimated on all stretches together and corrected for its bias at short lengths, is filtered
 * out; the long-run variance of what remains is taken by equally weighted cosines and scaled back. Only neighbours in
 * time enter the correlation: gaps (NaN) are never filled. This holds its error rate under short-range dependence; long
 * memory needs the placebo beside it.
 */

import { cosineTerms, cosineVariance } from "./long-run-variance.ts";
import { at, type Values } from "./sequence.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

export type SeriesShift = {
  shift: number;
  low: number;
  high: number;
  se: number;
  df: number;
  p: number;
  phi: number;
  /** How many independent points all the stretches are worth. */
  effective: number;
};

/** One stretch: its mean and what is known of the mean's variance. */
export type Level = { n: number; mean: number; variance: number; terms: number };

const LARGEST_PHI = 0.97;
const SMALLEST_DF = 1.5;
const SECOND_ORDER = 110;

/** After minus before. `share`: how much of the variance is left in the values (a profile taken away took the rest). */
export function windowShift(before: Values, after: Values, level = 0.95, share = 1): SeriesShift {
  const phi = pooledPhi([before, after]);
  const [first, second] = [levelOf(before, phi), levelOf(after, phi)];
  const total = (first.variance + second.variance) / share;
  const effective = effectivePoints(first.n + second.n, phi);
  const pooled =
    (first.variance + second.variance) ** 2 /
    (first.variance ** 2 / first.terms + second.variance ** 2 / second.terms);
  return shiftOf(second.mean - first.mean, total, { df: pooled, phi, effective, level });
}

/** The mean of differences that are one series themselves. */
export function meanShift(differences: Values, level = 0.95): SeriesShift {
  const phi = singlePhi(differences);
  const own = levelOf(differences, phi);
  const effective = effectivePoints(own.n, phi);
  return shiftOf(own.mean, own.variance, { df: own.terms, phi, effective, level, leastDf: 1 });
}

// One short stretch alone gives a strong correlation too small by more than the first-order bias, and half as surely as
// two: of a day's hours at φ 0.9, one unchanged series in ten was called a change; with this one in fourteen, and of a
// week's the power falls by two in a hundred.
function singlePhi(values: Values): number {
  const phi = pooledPhi([values]);
  return Math.min(LARGEST_PHI, phi + SECOND_ORDER * (phi / meanOfKnown(values).n) ** 2);
}

function effectivePoints(n: number, phi: number): number {
  return (n * (1 - phi)) / (1 + phi);
}

/** Lag-one correlation over all stretches, each around its own mean; r + (1 + 4r)/n̄, between 0 and 0.97. */
export function pooledPhi(stretches: readonly Values[]): number {
  let products = 0;
  let squares = 0;
  let known = 0;
  for (const values of stretches) {
    const { n, mean } = meanOfKnown(values);
    known += n;
    for (let i = 0; i < values.length; i += 1) {
      const own = at(values, i) - mean;
      if (Number.isNaN(own)) continue;
      squares += own * own;
      const previous = i > 0 ? at(values, i - 1) - mean : Number.NaN;
      if (!Number.isNaN(previous)) products += own * previous;
    }
  }
  if (!(squares > 0)) return 0;
  const r = products / squares;
  const corrected = r + ((1 + 4 * r) * stretches.length) / known;
  return Math.min(LARGEST_PHI, Math.max(0, corrected));
}

/** The mean of what is known. */
export function levelMean(values: Values): number {
  return meanOfKnown(values).mean;
}

/** A stretch's mean and the variance of that mean under the correlation given. */
export function levelOf(values: Values, phi: number): Level {
  const { n, mean, constant } = meanOfKnown(values);
  if (constant) return { n, mean, variance: 0, terms: cosineTerms(n) };
  const rest = new Float64Array(Math.max(0, values.length - 1));
  let count = 0;
  for (let i = 1; i < values.length; i += 1) {
    const filtered = at(values, i) - mean - phi * (at(values, i - 1) - mean);
    if (!Number.isNaN(filtered)) rest[count++] = filtered;
  }
  const terms = cosineTerms(count);
  const longRun = cosineVariance(rest.subarray(0, count), terms) / (1 - phi) ** 2;
  return { n, mean, variance: longRun / n, terms };
}

// Constant values have their own mean, without the last digits that a sum loses.
function meanOfKnown(values: Values): { n: number; mean: number; constant: boolean } {
  let n = 0;
  let total = 0;
  let first = Number.NaN;
  let constant = true;
  for (let i = 0; i < values.length; i += 1) {
    const value = at(values, i);
    if (Number.isNaN(value)) continue;
    if (n === 0) first = value;
    else if (value !== first) constant = false;
    n += 1;
    total += value;
  }
  return { n, mean: constant ? first : total / n, constant };
}

type Known = { df: number; phi: number; effective: number; level: number; leastDf?: number };

function shiftOf(shift: number, variance: number, known: Known): SeriesShift {
  const { df, phi, effective, level, leastDf = SMALLEST_DF } = known;
  if (!(variance > 0)) {
    const p = shift === 0 ? 1 : 0;
    return { shift, low: shift, high: shift, se: 0, df: leastDf, p, phi, effective };
  }
  const se = Math.sqrt(variance);
  const bounded = Math.min(df, Math.max(effective - 2, leastDf));
  const half = se * studentQuantile((1 + level) / 2, bounded);
  const p = twoSidedStudent(shift / se, bounded);
  return { shift, low: shift - half, high: shift + half, se, df: bounded, p, phi, effective };
}
