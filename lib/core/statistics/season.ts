/** What repeats: profiles of the day or of any period, and the pairing of whole weeks hour by hour. */

import { at, type Values } from "./sequence.ts";

export type WithoutProfile = {
  before: Float64Array;
  after: Float64Array;
  profile: Float64Array;
  /**
   * How much of the variance is left: the common profile of few repeats took a share of it, half where each phase occurs
   * once a side.
   */
  share: number;
};

/**
 * Both windows without the one profile they share: a level per window and a value per phase are fitted together
 * (least squares by turns), the profile is taken away. `offset` is the distance of the windows' first steps.
 */
export function withoutProfile(
  before: Values,
  after: Values,
  period: number,
  offset: number,
): WithoutProfile {
  const windows = [
    { values: Float64Array.from(before), shift: 0, level: 0 },
    { values: Float64Array.from(after), shift: offset, level: 0 },
  ];
  const profile = new Float64Array(period);
  const phaseOf = (i: number, shift: number) => (((i + shift) % period) + period) % period;
  for (let round = 0; round < 60; round += 1) {
    let moved = 0;
    for (const window of windows) {
      let total = 0;
      let count = 0;
      window.values.forEach((value, i) => {
        if (Number.isNaN(value)) return;
        total += value - at(profile, phaseOf(i, window.shift));
        count += 1;
      });
      const level = total / count;
      moved = Math.max(moved, Math.abs(level - window.level));
      window.level = level;
    }
    if (round > 0 && moved <= 1e-13 * Math.max(...windows.map(({ level }) => Math.abs(level)), 1e-300)) break;
    fitProfile(profile, windows, phaseOf);
  }
  const [first, second] = windows.map(({ values, shift }) =>
    values.map((value, i) => value - at(profile, phaseOf(i, shift))),
  ) as [Float64Array, Float64Array];
  return {
    before: first,
    after: second,
    profile,
    share: 1 - 1 / Math.max(2, repeatsOf(windows, period, phaseOf)),
  };
}

// How often a phase is known on average, of those that are known at all.
function repeatsOf(windows: Window[], period: number, phaseOf: PhaseOf): number {
  const counts = new Uint32Array(period);
  for (const { values, shift } of windows) {
    values.forEach((value, i) => {
      const phase = phaseOf(i, shift);
      if (!Number.isNaN(value)) counts[phase] = at(counts, phase) + 1;
    });
  }
  const known = counts.filter((times) => times > 0);
  return known.reduce((total, times) => total + times, 0) / known.length;
}

type PhaseOf = (i: number, shift: number) => number;
type Window = { values: Float64Array; shift: number; level: number };

function fitProfile(profile: Float64Array, windows: Window[], phaseOf: PhaseOf) {
  const totals = new Float64Array(profile.length);
  const counts = new Float64Array(profile.length);
  for (const { values, shift, level } of windows) {
    values.forEach((value, i) => {
      if (Number.isNaN(value)) return;
      const phase = phaseOf(i, shift);
      totals[phase] = at(totals, phase) + value - level;
      counts[phase] = at(counts, phase) + 1;
    });
  }
  let sum = 0;
  for (let phase = 0; phase < profile.length; phase += 1) {
    profile[phase] = at(counts, phase) > 0 ? at(totals, phase) / at(counts, phase) : 0;
    sum += at(profile, phase);
  }
  const mean = sum / profile.length;
  for (let phase = 0; phase < profile.length; phase += 1) profile[phase] = at(profile, phase) - mean;
}

/** Does every phase of the period occur at least `times` times among the known values? */
export function coversPeriod(values: Values, period: number, times: number): boolean {
  const counts = new Uint32Array(period);
  for (let i = 0; i < values.length; i += 1) {
    if (!Number.isNaN(at(values, i))) counts[i % period] = (counts[i % period] ?? 0) + 1;
  }
  return counts.every((count) => count >= times);
}

type Placed = { first: number; values: Float64Array };

/**
 * After minus before at the same time of the week, in the order of after; NaN where either is a gap. Over as many whole
 * weeks as both windows hold (the last of before, the first of after), or over windows that lie a whole number of weeks
 * apart. Null where neither is so.
 */
export function weeklyPairs(before: Placed, after: Placed, perWeek: number): { values: Float64Array } | null {
  const shortest = Math.min(before.values.length, after.values.length);
  // A window that lacks one point of a week has the week.
  const weeks = Math.floor((shortest + 1) / perWeek);
  if (weeks >= 1) return { values: cyclicPairs(before, after, weeks * perWeek) };
  const apart = after.first - before.first;
  if (apart < perWeek || apart % perWeek !== 0) return null;
  const values = after.values.slice(0, shortest).map((value, i) => value - at(before.values, i));
  return { values };
}

function cyclicPairs(before: Placed, after: Placed, span: number): Float64Array {
  const firstBefore = before.first + before.values.length - span;
  return after.values.slice(0, span).map((value, i) => {
    const distance = (((after.first + i - firstBefore) % span) + span) % span;
    return value - (before.values[firstBefore - before.first + distance] ?? Number.NaN);
  });
}
