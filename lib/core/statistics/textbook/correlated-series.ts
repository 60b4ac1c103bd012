/** Textbook estimates for correlated series. The verdict does not use them; ours is checked and compared with them. */

import { autocorrelation, autocovariance } from "../autocorrelation.ts";
import { cosineTerms, cosineVariance } from "../long-run-variance.ts";
import { at, mean, type Values, variance } from "../sequence.ts";
import { studentQuantile, twoSidedStudent } from "../special/student.ts";
import { welchDf } from "../welch.ts";

/** Newey & West (1987), Bartlett weights up to `lags`. */
export function neweyWestVariance(values: Values, lags: number): number {
  const centre = mean(values);
  let total = autocovariance(values, 0, centre);
  for (let lag = 1; lag <= lags; lag += 1) {
    total += 2 * (1 - lag / (lags + 1)) * autocovariance(values, lag, centre);
  }
  return total;
}

/** Geyer's initial monotone sequence: the factor by which correlation multiplies the variance of a mean. */
export function geyerTime(values: Values): number {
  let total = -1;
  let smallest = Number.POSITIVE_INFINITY;
  for (let lag = 0; lag + 1 < values.length; lag += 2) {
    const pair = autocorrelation(values, lag) + autocorrelation(values, lag + 1);
    if (pair <= 0) break;
    smallest = Math.min(smallest, pair);
    total += 2 * smallest;
  }
  return total;
}

/** Effective size by the spectrum at zero of an autoregression whose order AIC chooses (as in coda). */
export function autoregressiveSize(values: Values): number {
  const n = values.length;
  const highest = Math.min(n - 1, Math.floor(10 * Math.log10(n)));
  const covariances = Array.from({ length: highest + 1 }, (_, lag) => autocovariance(values, lag));
  const fits = levinson(covariances);
  const aic = fits.map((fit, order) => n * Math.log(fit.variance) + 2 * order);
  const order = aic.indexOf(Math.min(...aic));
  const fit = fits[order];
  if (!fit) return n;
  const innovations = (fit.variance * n) / (n - (order + 1));
  const spectrum = innovations / (1 - fit.coefficients.reduce((a, b) => a + b, 0)) ** 2;
  return (n * variance(values)) / spectrum;
}

export type TwoWindows = {
  difference: number;
  varianceBefore: number;
  varianceAfter: number;
  termsBefore: number;
  termsAfter: number;
  df: number;
  t: number;
  p: number;
  low: number;
  high: number;
};

/** Two windows by cosine variances without pre-whitening. */
export function cosineComparison(before: Values, after: Values, level = 0.95): TwoWindows {
  const [termsBefore, termsAfter] = [cosineTerms(before.length), cosineTerms(after.length)];
  const varianceBefore = cosineVariance(before, termsBefore) / before.length;
  const varianceAfter = cosineVariance(after, termsAfter) / after.length;
  const difference = mean(after) - mean(before);
  const se = Math.sqrt(varianceBefore + varianceAfter);
  const df = welchDf(varianceBefore, termsBefore, varianceAfter, termsAfter);
  const half = studentQuantile((1 + level) / 2, df) * se;
  return {
    difference,
    varianceBefore,
    varianceAfter,
    termsBefore,
    termsAfter,
    df,
    t: difference / se,
    p: twoSidedStudent(difference / se, df),
    low: difference - half,
    high: difference + half,
  };
}

// Levinson & Durbin: autoregressions of order 0, 1, … from their autocovariances.
function levinson(covariances: readonly number[]): { coefficients: number[]; variance: number }[] {
  let coefficients: number[] = [];
  let spread = at(covariances, 0);
  const fits = [{ coefficients, variance: spread }];
  for (let order = 1; order < covariances.length; order += 1) {
    const explained = coefficients.reduce((total, phi, i) => total + phi * at(covariances, order - 1 - i), 0);
    const reflection = (at(covariances, order) - explained) / spread;
    const reversed = coefficients.toReversed();
    coefficients = [...coefficients.map((phi, i) => phi - reflection * at(reversed, i)), reflection];
    spread *= 1 - reflection ** 2;
    fits.push({ coefficients, variance: spread });
  }
  return fits;
}
