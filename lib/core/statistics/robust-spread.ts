/** Spread, correlation and outliers of a series whose level may have moved: all from neighbours, none from the mean. */

import { at, median, type Values, variance } from "./sequence.ts";

/** 1.4826 × the median distance from the median: the standard deviation where values are normal. */
export function medianDeviation(values: Float64Array): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}

/** Standard deviation by the differences of neighbours, which a step touches once only. */
export function stepFreeDeviation(values: Values): number {
  const steps = differences(values, 1);
  const robust = medianDeviation(steps) / Math.SQRT2;
  if (robust > 0) return robust;
  const plain = steps.length > 1 ? Math.sqrt(variance(steps) / 2) : 0;
  return plain > 0 ? plain : 1e-12;
}

/** Lag-one correlation that ignores steps: med²|y(i+2) − y(i)| / med²|y(i+1) − y(i)| − 1 (Chakar et al. 2017). */
export function stepFreeCorrelation(values: Values): number {
  const near = differences(values, 1).map(Math.abs);
  const far = differences(values, 2).map(Math.abs);
  const base = median(near) || near.reduce((a, b) => a + b, 0) / near.length;
  return base > 0 && far.length > 0 ? median(far) ** 2 / base ** 2 - 1 : 0;
}

/**
 * Hampel's filter: a value more than five step-free deviations and three median deviations from its six neighbours is
 * replaced by their median. A real step has neighbours on its side and stays.
 */
export function withoutSpikes(values: Values): Float64Array {
  const half = 3;
  const far = 5 * Math.max(stepFreeDeviation(values), 1e-12);
  const clipped = Float64Array.from(values);
  for (let i = 0; i < values.length; i += 1) {
    const around: number[] = [];
    for (let j = Math.max(0, i - half); j <= Math.min(values.length - 1, i + half); j += 1) {
      if (j !== i) around.push(at(values, j));
    }
    const centre = smallMedian(around);
    const distance = Math.abs(at(values, i) - centre);
    if (distance <= far) continue;
    const spread = 1.4826 * smallMedian(around.map((value) => Math.abs(value - centre)));
    if (distance > 3 * spread) clipped[i] = centre;
  }
  return clipped;
}

function smallMedian(values: number[]): number {
  const ordered = values.toSorted((a, b) => a - b);
  const half = ordered.length >> 1;
  return ordered.length % 2 === 1 ? at(ordered, half) : (at(ordered, half - 1) + at(ordered, half)) / 2;
}

/** Medians of more steps than this are no better. */
const enough = 200_000;

function differences(values: Values, lag: number): Float64Array {
  const stride = Math.max(1, Math.floor(values.length / enough));
  const steps = new Float64Array(Math.max(0, Math.ceil((values.length - lag) / stride)));
  for (let i = 0; i < steps.length; i += 1) {
    steps[i] = at(values, i * stride + lag) - at(values, i * stride);
  }
  return steps;
}
