/** Why a shift between two windows need not be the change's: what else falls into the same time. */

import type { SeriesShift } from "./prewhitened.ts";
import { loadShift } from "./series-company.ts";
import type { SeriesInput } from "./series-input.ts";
import { onsetElsewhere } from "./series-onset.ts";
import type { SeriesSides } from "./series-sides.ts";
import type { Trend } from "./series-trend.ts";
import type { Finding } from "./verdict-rule.ts";

export type Confounding =
  | { cause: "change"; name: string }
  | { cause: "load"; name: string; ratio: number }
  | { cause: "trend"; rising: boolean }
  /** Milliseconds from the change to the shift; negative before it. */
  | { cause: "onset"; distance: number }
  /** The level moved once more inside a window, so far from the change. */
  | { cause: "inside"; distance: number };

type Seen = {
  shift: SeriesShift;
  finding: Finding;
  trend: Trend | null;
  level: { before: Float64Array; after: Float64Array };
  /** The level has each time of the week once a side. */
  mirrored: boolean;
};

/** Null where nothing else is known that could explain what was found. */
export function confoundingOf(input: SeriesInput, sides: SeriesSides, seen: Seen): Confounding | null {
  const other = otherChange(input, sides);
  if (other) return { cause: "change", name: other.name };
  if (seen.finding === "same") return null;
  const ratio = loadShift(input, sides, seen.shift);
  if (ratio !== null && input.load) return { cause: "load", name: input.load.name, ratio };
  const trend = trendInTheWay(seen);
  if (trend) return trend;
  if (seen.finding !== "moved" || seen.trend) return null;
  const distance = onsetElsewhere(seen.level.before, seen.level.after, seen.mirrored);
  return distance === null ? null : { cause: "onset", distance: distance * sides.grid.step };
}

function otherChange({ otherChanges = [] }: SeriesInput, { before, after }: SeriesSides) {
  const [from, until] = [before.points[0]?.at ?? 0, after.points.at(-1)?.at ?? 0];
  return otherChanges.find(({ at }) => at > from && at <= until);
}

/**
 * A trend that goes on is looked at by its step: where this shows nothing, the two means differ by the trend. A trend that
 * ends explains a shift the way it went, unless there is a step that way too; a shift against it is not its doing.
 */
function trendInTheWay({ trend, finding, shift }: Seen): Confounding | null {
  if (!trend) return null;
  const rising = trend.slope > 0;
  if (trend.goesOn) return finding === "unknown" ? { cause: "trend", rising } : null;
  if (finding !== "moved" || shift.shift > 0 !== rising) return null;
  const { step } = trend;
  const stepped = step.p < 0.05 && step.shift > 0 === rising;
  return stepped ? null : { cause: "trend", rising };
}
