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
export function withoutSpikes(given: Values): Float64Array {
  const half = 3;
  const values = new Float64Array(given);
  const far = 5 * Math.max(stepFreeDeviation(values), 1e-12);
  const clipped = values.slice();
  const around = new Float64Array(2 * half);
  for (let i = 0; i < values.length; i += 1) {
    let count = 0;
    for (let j = Math.max(0, i - half); j <= Math.min(values.length - 1, i + half); j += 1) {
      if (j !== i) around[count++] = at(values, j);
    }
    const centre = smallMedian(around, count);
    const distance = Math.abs(at(values, i) - centre);
    if (distance <= far) continue;
    for (let k = 0; k < count; k += 1) around[k] = Math.abs(at(around, k) - centre);
    if (distance > 3 * (1.4826 * smallMedian(around, count))) clipped[i] = centre;
  }
  return clipped;
}

// Sorts the first few in place, by insertion.
function smallMedian(values: Float64Array, count: number): number {
  for (let i = 1; i < count; i += 1) {
    const value = at(values, i);
    let place = i;
    while (place > 0 && at(values, place - 1) > value) {
      values[place] = at(values, place - 1);
      place -= 1;
    }
    values[place] = value;
  }
  const half = count >> 1;
  return count % 2 === 1 ? at(values, half) : (at(values, half - 1) + at(values, half)) / 2;
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
