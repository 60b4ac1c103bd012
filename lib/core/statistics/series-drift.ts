/**
 * A series that only climbs looks changed in whole weeks too: each week is higher than the one before, at every hour of it.
 * Growth from week to week shows it where the history is long (series-weekly-trend.ts); where it is not, the slope inside
 * the windows does. It takes a verdict back where it is the same on both sides and comes to as much as was found.
 */

import { huberPair } from "./huber.ts";
import { levelOf, pooledPhi, type SeriesShift } from "./prewhitened.ts";
import { withoutProfile } from "./season.ts";
import { at } from "./sequence.ts";
import { weekendAt } from "./series-calendar.ts";
import { type Stretch, stepsPerDay } from "./series-grid.ts";
import type { SeriesSides } from "./series-sides.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";

const SLOPE_P = 0.005;
const UNLIKE_P = 0.05;
const ALIKE = 0.25;
/** How much of what was found the slope has to come to, at least. */
const LEAST = 0.5;

/** Does the slope inside both windows come to the shift between them? */
export function isDrift(sides: SeriesSides, shift: SeriesShift): boolean {
  const { before, after, grid } = sides;
  const period = stepsPerDay(grid);
  if (period < 2) return false;
  const offset = after.stretch.first - before.stretch.first;
  const rid = withoutProfile(before.stretch.values, after.stretch.values, period, offset);
  const drawn = huberPair(rid.before, rid.after);
  const lines = [before.stretch, after.stretch].map(({ first }, side) =>
    lineOf({ first, values: drawn[side] ?? new Float64Array(), known: 0 }, sides),
  );
  const [one, other] = lines;
  if (!one || !other || !(one.times > 0) || !(other.times > 0)) return false;
  const phi = pooledPhi(lines.map(({ rest }) => rest));
  const [first, second] = [one, other].map(({ rest, times }) => {
    const { variance, n, terms } = levelOf(rest, phi);
    return { variance: (variance * n) / times, terms };
  });
  if (!first || !second) return false;
  const times = one.times + other.times;
  const slope = (one.slope * one.times + other.slope * other.times) / times;
  const variance = (first.variance * one.times ** 2 + second.variance * other.times ** 2) / times ** 2;
  const df = Math.max(1.5, first.terms + second.terms - 2);
  if (!(twoSidedStudent(slope / Math.sqrt(variance), df) < SLOPE_P)) return false;
  // A step inside one window is no climb: both climb alike, and each as fast as a quarter of the other at least.
  const unlike =
    (one.slope - other.slope) / Math.hypot(Math.sqrt(first.variance), Math.sqrt(second.variance));
  if (twoSidedStudent(unlike, df) < UNLIKE_P) return false;
  if (!(one.slope / other.slope >= ALIKE && other.slope / one.slope >= ALIKE)) return false;
  const distance = offset + (after.stretch.values.length - before.stretch.values.length) / 2;
  const explained = slope * distance;
  const half = studentQuantile(0.975, df) * Math.hypot(shift.se, Math.sqrt(variance) * distance);
  return explained / shift.shift >= LEAST && Math.abs(shift.shift - explained) <= half;
}

type Line = { slope: number; times: number; rest: Float64Array };

/** A slope beside a level for working days and one for weekends. */
function lineOf({ first, values }: Stretch, { grid }: SeriesSides): Line {
  const groups = [0, 1].map(() => ({ n: 0, time: 0, value: 0 }));
  const groupOf = (i: number) => groups[weekendAt(grid.origin + (first + i) * grid.step)];
  values.forEach((value, i) => {
    const group = groupOf(i);
    if (Number.isNaN(value) || !group) return;
    group.n += 1;
    group.time += i;
    group.value += value;
  });
  const centred = (i: number) => {
    const { n, time, value } = groupOf(i) ?? { n: 1, time: 0, value: 0 };
    return { time: i - time / n, value: at(values, i) - value / n };
  };
  let [times, products] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const { time, value } = centred(i);
    if (Number.isNaN(value)) continue;
    times += time * time;
    products += time * value;
  }
  const slope = products / times;
  const rest = Float64Array.from(values, (_, i) => {
    const { time, value } = centred(i);
    return value - slope * time;
  });
  return { slope, times, rest };
}
