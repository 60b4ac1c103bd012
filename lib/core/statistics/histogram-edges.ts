/**
 * Percentiles read from histograms are known to their buckets only: the interval of each side goes out to the edges that
 * its binomial ranks fall between, and where both touch the same bucket nothing can be told apart (evidence §3 d).
 */

import type { Shift } from "./sample-shift.ts";
import type { Side, Sides } from "./sample-sides.ts";
import { median } from "./sequence.ts";

export type Edges = { before: Range; after: Range };
type Range = { low: number; high: number };

/** Null unless every run of both sides is read from a histogram and ratios can be taken. */
export function edgesOf({ scale, before, after }: Sides): Edges | null {
  if (scale !== "log") return null;
  const [first, second] = [rangeOf(before), rangeOf(after)];
  return first && second ? { before: first, after: second } : null;
}

/** The middle of the runs' edges, as the middle of their values is what is compared. */
function rangeOf({ runs }: Side): Range | null {
  const bounds = runs.flatMap((run) => (run.bounds ? [run.bounds] : []));
  if (bounds.length === 0 || bounds.length < runs.length) return null;
  return {
    low: median(bounds.map(({ low }) => low)),
    high: median(bounds.map(({ high }) => high ?? Number.POSITIVE_INFINITY)),
  };
}

/** A shift on the scale of logarithms, whose interval holds all that the buckets leave open. */
export function widenedByEdges(shift: Shift, { before, after }: Edges): Shift {
  const low = Math.min(shift.low, Math.log(after.low / before.high));
  const high = Math.max(shift.high, Math.log(after.high / before.low));
  // So that nothing smaller than the buckets counts as detectable.
  return { ...shift, low, high, se: Math.max(shift.se, (high - low) / 4) };
}
