/** The level of each window by itself, with its own interval. */

import { huberValues } from "./huber.ts";
import { levelMean, levelOf, pooledPhi } from "./prewhitened.ts";
import { withoutProfile } from "./season.ts";
import { stepsPerWeek } from "./series-grid.ts";
import type { SeasonUsed } from "./series-shift.ts";
import type { SeriesSides } from "./series-sides.ts";
import { studentQuantile } from "./special/student.ts";

type How = { robust: boolean; level: number };
export type SideLevel = { center: number; low: number | null; high: number | null };

/** The level of one side, on the scale. */
export function centerOf(values: Float64Array, robust: boolean): number {
  return levelMean(robust ? huberValues(values).values : values);
}

/** The level of values that repeat nothing, with its own interval, on the scale. */
export function sideLevel(values: Float64Array, how: How): SideLevel {
  return around(centerOf(values, how.robust), values, 1, how);
}

/**
 * The level of one of two compared windows. What repeats makes a level no less certain; so the interval is that of the
 * rest.
 */
export function windowLevel(
  sides: SeriesSides,
  name: "before" | "after",
  season: SeasonUsed,
  how: How,
): SideLevel {
  const { values } = sides[name].stretch;
  if (season.way === "none") return sideLevel(values, how);
  const { before, after, grid } = sides;
  const period = season.way === "weeks" ? stepsPerWeek(grid) : season.period;
  const offset = after.stretch.first - before.stretch.first;
  const rest = withoutProfile(before.stretch.values, after.stretch.values, period, offset);
  return around(centerOf(values, how.robust), rest[name], rest.share, how);
}

function around(center: number, rest: Float64Array, share: number, { robust, level }: How): SideLevel {
  const drawn = robust ? huberValues(rest).values : rest;
  const { variance, terms, n } = levelOf(drawn, pooledPhi([drawn]));
  if (n < 4) return { center, low: null, high: null };
  const half = variance > 0 ? Math.sqrt(variance / share) * studentQuantile((1 + level) / 2, terms) : 0;
  return { center, low: center - half, high: center + half };
}
