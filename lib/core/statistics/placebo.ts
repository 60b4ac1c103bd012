/**
 * The same contrast at earlier times, when nothing was changed: what the series does by itself.
 *
 * The line describes (how many earlier contrasts, how many as large). The test joins the verdict where the history is
 * twelve windows long: it holds its error rate under long memory and random walks too, at the cost of power.
 */

import { at, type Values } from "./sequence.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

export type Placebo = {
  line: { contrasts: number; asLarge: number };
  /** Those of the line one by one, on the scale of the comparison; `place` is where in the history the second window begins. */
  earlier: { place: number; size: number }[];
  /** Null where the history is too short for a test. */
  test: { p: number; se: number; df: number; half: number } | null;
};

export type PlaceboPlan = {
  /** Everything before the change on the scale of the comparison, at equal steps; NaN for gaps. */
  history: Float64Array;
  /** Points of one window, and points between the two (roll-out). */
  window: number;
  gap: number;
  /** Distance of the contrasts of the line, in points. */
  lineStep: number;
  /** Places in `history` at which something else is recorded to have been changed. */
  changes: number[];
  /** The level of a window. */
  levelOf: (values: Values) => number;
  shift: number;
  level: number;
};

const LEAST_WINDOWS = 12;
const LEAST_CONTRASTS = 7;
const STEPS_PER_WINDOW = 4;
const LEAST_KNOWN = 0.5;

/** Null where not even the line can be drawn. */
export function placeboOf(plan: PlaceboPlan): Placebo | null {
  const { history, window, shift } = plan;
  const line = contrasts(plan, plan.lineStep);
  if (line.length < LEAST_CONTRASTS) return null;
  const asLarge = line.filter(({ size }) => Math.abs(size) >= Math.abs(shift)).length;
  const windows = history.length / window;
  const test = windows >= LEAST_WINDOWS ? testOf(plan, windows) : null;
  return { line: { contrasts: line.length, asLarge }, earlier: line.toReversed(), test };
}

function testOf(plan: PlaceboPlan, windows: number): Placebo["test"] {
  const step = Math.max(1, Math.floor(plan.window / STEPS_PER_WINDOW));
  const possible = Math.floor((plan.history.length - 2 * plan.window - plan.gap) / step) + 1;
  const sizes = contrasts(plan, step);
  // Contrasts that other changes or gaps take away leave less to judge by.
  const df = 0.75 * (windows - 1) * (sizes.length / possible);
  if (df < 2) return null;
  const se = Math.sqrt(sizes.reduce((total, { size }) => total + size * size, 0) / sizes.length);
  const p = se > 0 ? twoSidedStudent(plan.shift / se, df) : plan.shift === 0 ? 1 : 0;
  return { p, se, df, half: se * studentQuantile((1 + plan.level) / 2, df) };
}

function contrasts(
  { history, window, gap, changes, levelOf }: PlaceboPlan,
  step: number,
): Placebo["earlier"] {
  const levels = new Map<number, number | null>();
  const level = (start: number) => {
    const known = levels.get(start);
    if (known !== undefined) return known;
    const values = history.subarray(start, start + window).filter((value) => !Number.isNaN(value));
    const found = values.length >= LEAST_KNOWN * window ? levelOf(values) : null;
    levels.set(start, found);
    return found;
  };
  const sizes: Placebo["earlier"] = [];
  const span = 2 * window + gap;
  for (let end = history.length; end >= span; end -= step) {
    const start = end - span;
    if (changes.some((place) => place > start && place < end)) continue;
    const place = start + window + gap;
    const [first, second] = [level(start), level(place)];
    if (first !== null && second !== null) sizes.push({ place, size: second - first });
  }
  return sizes;
}

/** The mean of values without gaps. */
export function plainLevel(values: Values): number {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += at(values, i);
  return total / values.length;
}
