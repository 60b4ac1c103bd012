/**
 * A metric that was climbing before the change and goes on climbing has not been moved by it. Where the window before has
 * a trend, the step at the change is looked at instead of the two means.
 */

import { levelOf, pooledPhi, type SeriesShift } from "./prewhitened.ts";
import { at, type Values } from "./sequence.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

export type Trend = {
  /** Per step, on the scale, in the window before. */
  slope: number;
  /** The trend goes on after the change. */
  goesOn: boolean;
  /** The step at the change, with one slope for both windows where the trend goes on, else with one each. */
  step: SeriesShift;
};

// Strict before, because correlated noise seems to have trends; lenient after, where it only has to go on.
const TREND_P = 0.005;
const UNLIKE_P = 0.05;
/** Of the spread of a window that a line explains: nearly all, whatever a test for correlated noise says. */
const NEARLY_A_LINE = 0.9;
/** A trend that goes on keeps this much of its slope. */
const LEAST_OF_SLOPE = 0.25;

/** Null where the window before has no trend. `offset` is the distance of the windows' first steps. */
export function trendBefore(before: Values, after: Values, offset: number, level: number): Trend | null {
  const lines = [lineOf(before, 0), lineOf(after, offset)] as const;
  const phi = pooledPhi(lines.map(({ rest }) => rest));
  const first = fitted(lines[0], phi);
  const p = twoSidedStudent(first.slope / Math.sqrt(first.slopeVariance), first.df);
  if (!(p < TREND_P) && explainedBy(first) < NEARLY_A_LINE) return null;
  const second = fitted(lines[1], phi);
  const unlike = (second.slope - first.slope) / Math.sqrt(first.slopeVariance + second.slopeVariance);
  const ratio = second.slope / first.slope;
  const goesOn =
    ratio >= LEAST_OF_SLOPE &&
    ratio <= 1 / LEAST_OF_SLOPE &&
    !(twoSidedStudent(unlike, Math.min(first.df, second.df)) < UNLIKE_P);
  return {
    slope: first.slope,
    goesOn,
    step: goesOn ? commonStep(first, second, phi, level) : ownStep(first, second, phi, level),
  };
}

type Line = {
  n: number;
  slope: number;
  mean: number;
  meanTime: number;
  spreadOfTimes: number;
  end: number;
  start: number;
  rest: Float64Array;
};
type Fitted = Line & { longRun: number; df: number; slopeVariance: number };

function explainedBy({ slope, spreadOfTimes, rest }: Line): number {
  let left = 0;
  for (const value of rest) if (!Number.isNaN(value)) left += value * value;
  const along = slope * slope * spreadOfTimes;
  return along > 0 ? along / (along + left) : 0;
}

function fitted(line: Line, phi: number): Fitted {
  const { variance, n, terms } = levelOf(line.rest, phi);
  const longRun = variance * n;
  return { ...line, longRun, df: Math.max(1.5, terms - 1), slopeVariance: longRun / line.spreadOfTimes };
}

function lineOf(values: Values, offset: number): Line {
  let [n, sumT, sumX] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i))) continue;
    n += 1;
    sumT += offset + i;
    sumX += at(values, i);
  }
  const [meanTime, mean] = [sumT / n, sumX / n];
  let [spreadOfTimes, products] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i))) continue;
    spreadOfTimes += (offset + i - meanTime) ** 2;
    products += (offset + i - meanTime) * (at(values, i) - mean);
  }
  const slope = products / spreadOfTimes;
  const rest = Float64Array.from(values, (x, i) => x - mean - slope * (offset + i - meanTime));
  return { n, slope, mean, meanTime, spreadOfTimes, start: offset, end: offset + values.length - 1, rest };
}

function commonStep(first: Fitted, second: Fitted, phi: number, level: number): SeriesShift {
  const times = first.spreadOfTimes + second.spreadOfTimes;
  const slope = (first.slope * first.spreadOfTimes + second.slope * second.spreadOfTimes) / times;
  const distance = second.meanTime - first.meanTime;
  const longRun = (first.longRun * first.n + second.longRun * second.n) / (first.n + second.n);
  const variance = first.longRun / first.n + second.longRun / second.n + (distance ** 2 * longRun) / times;
  return stepShift(second.mean - first.mean - slope * distance, variance, first, second, phi, level);
}

function ownStep(first: Fitted, second: Fitted, phi: number, level: number): SeriesShift {
  const middle = (first.end + second.start) / 2;
  const reach = (line: Fitted) => middle - line.meanTime;
  const value = (line: Fitted) => line.mean + line.slope * reach(line);
  const variance = (line: Fitted) => line.longRun / line.n + reach(line) ** 2 * line.slopeVariance;
  return stepShift(
    value(second) - value(first),
    variance(first) + variance(second),
    first,
    second,
    phi,
    level,
  );
}

function stepShift(
  shift: number,
  variance: number,
  first: Fitted,
  second: Fitted,
  phi: number,
  level: number,
): SeriesShift {
  const se = Math.sqrt(variance);
  const df = Math.min(first.df, second.df);
  const half = se * studentQuantile((1 + level) / 2, df);
  const effective = ((first.n + second.n) * (1 - phi)) / (1 + phi);
  return {
    shift,
    low: shift - half,
    high: shift + half,
    se,
    df,
    p: twoSidedStudent(shift / se, df),
    phi,
    effective,
  };
}
