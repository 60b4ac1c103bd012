import { huberValues } from "./huber.ts";
import { plainLevel } from "./placebo.ts";
import { mean, variance } from "./sequence.ts";
import type { SeriesSides } from "./series-sides.ts";

const LEAST_WINDOWS = 6;
const UNUSUAL = 2;

/**
 * Is the window before far from what the history was? Changes are made after bad days, and the days after those are
 * better by themselves.
 */
export function unusualBefore({ before, history }: Pick<SeriesSides, "before" | "history">): boolean {
  const window = before.stretch.values.length;
  const levels: number[] = [];
  for (let end = history.values.length; end >= window; end -= window) {
    const values = history.values.subarray(end - window, end).filter((value) => !Number.isNaN(value));
    if (values.length * 2 >= window) levels.push(plainLevel(huberValues(values).values));
  }
  if (levels.length < LEAST_WINDOWS) return false;
  const known = before.stretch.values.filter((value) => !Number.isNaN(value));
  const own = plainLevel(huberValues(known).values);
  return Math.abs(own - mean(levels)) > UNUSUAL * Math.sqrt(variance(levels));
}
