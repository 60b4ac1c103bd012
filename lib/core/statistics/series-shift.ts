/**
 * How far the level moved from one window to the other, with its uncertainty: first what repeats is taken away, then
 * values far from the rest are drawn in, then the pre-whitened test is made.
 */

import { huberPair, huberValues } from "./huber.ts";
import { meanShift, type SeriesShift, windowShift } from "./prewhitened.ts";
import { coversPeriod, weeklyPairs, withoutProfile } from "./season.ts";
import { stepsPerDay, stepsPerWeek } from "./series-grid.ts";
import { HOUR, type SeriesInput } from "./series-input.ts";
import { periodSeen } from "./series-period.ts";
import type { SeriesSides } from "./series-sides.ts";

/** What repeats is dealt with by pairing times of the week, by taking a profile away, or not at all. */
export type SeasonUsed =
  | { way: "weeks"; span: number }
  | { way: "profile"; period: number }
  | { way: "none" };

export type ComparedWindows = {
  own: SeriesShift;
  season: SeasonUsed;
  /** What repeats does not occur often enough in the windows. */
  uncovered: boolean;
  /** Both windows on the scale and without what repeats, as far as that was taken away. */
  level: { before: Float64Array; after: Float64Array };
  /** How much of the variance is left in it. */
  share: number;
};

/** Null where there is too little to estimate anything by. */
export function compareWindows(
  input: SeriesInput,
  sides: SeriesSides,
  how: { robust: boolean; level: number },
): ComparedWindows | null {
  const { before, after, grid } = sides;
  if (Math.min(before.stretch.known, after.stretch.known) < 4) return null;
  const shiftOf = (first: Float64Array, second: Float64Array, share?: number) =>
    windowShift(
      ...(how.robust ? huberPair(first, second) : ([first, second] as [Float64Array, Float64Array])),
      how.level,
      share,
    );
  const plain = { before: before.stretch.values, after: after.stretch.values };
  const weekly = input.season === undefined && grid.step <= 12 * HOUR;
  const pairs = weekly ? weeklyPairs(before.stretch, after.stretch, stepsPerWeek(grid)) : null;
  if (pairs) {
    const own = meanShift(how.robust ? huberValues(pairs.values).values : pairs.values, how.level);
    const season = { way: "weeks", span: pairs.values.length * grid.step } as const;
    const offset = after.stretch.first - before.stretch.first;
    const level = withoutProfile(plain.before, plain.after, stepsPerWeek(grid), offset);
    return { own, season, uncovered: false, level, share: level.share };
  }
  const period = periodOf(input, sides);
  if (period === 0) {
    const own = shiftOf(plain.before, plain.after);
    return { own, season: { way: "none" }, uncovered: false, level: plain, share: 1 };
  }
  const offset = after.stretch.first - before.stretch.first;
  const rid = withoutProfile(plain.before, plain.after, period, offset);
  const uncovered = ![plain.before, plain.after].every((values) => coversPeriod(values, period, 2));
  const own = shiftOf(rid.before, rid.after, rid.share);
  return { own, season: { way: "profile", period }, uncovered, level: rid, share: rid.share };
}

/** In steps: the declared period, else the day where the windows hold one, else what is seen to repeat. */
function periodOf(input: SeriesInput, { grid, before, after, blockSize }: SeriesSides): number {
  if (input.season === "none") return 0;
  if (input.season !== undefined) return Math.max(2, Math.round(input.season / blockSize));
  const perDay = stepsPerDay(grid);
  const shortest = Math.min(before.stretch.values.length, after.stretch.values.length);
  if (perDay >= 2 && shortest >= perDay) return perDay;
  const offset = after.stretch.first - before.stretch.first;
  return periodSeen(before.stretch.values, after.stretch.values, offset) ?? 0;
}
