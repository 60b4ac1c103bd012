/**
 * Two windows that were written at different steps (15 s before, 60 s after). Neighbours of the finer one depend on one
 * another more, and on the coarser grid nothing is missing that was never to be there. Of the finer one every so many
 * points are taken, as if it had been asked at the coarser step; averages would be another quantity (of percentiles
 * none at all), and what is drawn in at a far point would differ between the sides.
 */

import { stepOf } from "./series-grid.ts";
import { FEWEST_POINTS, type SeriesInput, type SeriesPoint } from "./series-input.ts";
import { duration } from "./series-words.ts";
import { sortNumbers } from "./sort-numbers.ts";
import type { Warning } from "./verdict.ts";

/** Steps this much alike are the same, written down by a clock. */
const ALIKE = 1.5;
/** The share of neighbours that must lie one step apart: what has gaps at random has no coarser step. */
const REGULAR = 0.8;

/** The same comparison with both sides at the coarser step, and what was done in words; as given where they are alike. */
export function inOneStep(input: SeriesInput): { input: SeriesInput; warnings: Warning[] } {
  const [before, after] = [ownStep(input.before), ownStep(input.after)];
  if (before === null || after === null) return { input, warnings: [] };
  const coarse = Math.max(before, after);
  if (coarse < ALIKE * Math.min(before, after)) return { input, warnings: [] };
  const [first, second] = [duration(before), duration(after)];
  const message = `The points lie ${first} apart before and ${second} apart after; of the ${before < after ? "first" : "second"} one in ${duration(coarse)} is compared.`;
  const finer = before < after ? "before" : "after";
  return {
    input: {
      ...input,
      [finer]: thinned(input[finer], coarse),
      ...(input.history ? { history: thinned(input.history, coarse) } : {}),
    },
    warnings: [{ code: "steps-differ", message }],
  };
}

/** Null where the points are too few, or too irregular, to have one. */
function ownStep(points: readonly SeriesPoint[]): number | null {
  if (points.length < FEWEST_POINTS) return null;
  const step = stepOf(points);
  if (step === null) return null;
  const times = sortNumbers(Float64Array.from(points, ({ at }) => at));
  let regular = 0;
  for (let i = 1; i < times.length; i += 1) {
    if (Math.abs((times[i] ?? 0) - (times[i - 1] ?? 0) - step) <= 0.1 * step) regular += 1;
  }
  return regular >= REGULAR * (times.length - 1) ? step : null;
}

/** The first point of each step. */
function thinned(points: readonly SeriesPoint[], step: number): SeriesPoint[] {
  const ordered = [...points].sort((a, b) => a.at - b.at);
  const origin = ordered[0]?.at ?? 0;
  let latest = -1;
  return ordered.filter(({ at }) => {
    const cell = Math.floor((at - origin) / step + 1e-6);
    if (cell === latest) return false;
    latest = cell;
    return true;
  });
}
