/** Availability probes (1 answered, 0 not) as two windows of a series. */

import { FEWEST_OUTAGES, type ProbeShift, type ProbeWindow, probeShift, probeWindow } from "./outages.ts";
import type { SeriesShift } from "./prewhitened.ts";
import { DAY, type SeriesInput } from "./series-input.ts";
import type { SeriesSide, SeriesSides } from "./series-sides.ts";

export type Probes = {
  before: ProbeWindow;
  after: ProbeWindow;
  found: ProbeShift;
  shift: SeriesShift;
  /** Too few outages to say how often they happen. */
  rare: boolean;
};

/** Null where the points are anything else than answered or not. */
export function probesOf(input: SeriesInput, sides: SeriesSides, level: number): Probes | null {
  if (input.kind !== "ratio") return null;
  const all = [...sides.before.points, ...sides.after.points];
  if (!all.every(({ value }) => value === 0 || value === 1)) return null;
  const step = sides.grid.step / sides.blockSize;
  const perDay = Math.round(DAY / step);
  // What counts as a failure is the worse of the two.
  const bad = input.better === "higher" ? 0 : 1;
  const window = ({ points }: SeriesSide) =>
    probeWindow(
      points.map(({ value }) => (value === bad ? 1 : 0)),
      perDay,
    );
  const [before, after] = [window(sides.before), window(sides.after)];
  const found = probeShift(before, after, level);
  const sign = input.better === "higher" ? 1 : -1;
  const bounds = [sign * found.low, sign * found.high].sort((a, b) => a - b) as [number, number];
  return {
    before,
    after,
    found,
    shift: {
      shift: sign * found.shift,
      low: bounds[0],
      high: bounds[1],
      se: found.se,
      df: 1e6,
      p: found.p,
      phi: 0,
      effective: (before.probes + after.probes) / found.design,
    },
    rare: Math.max(before.outages.length, after.outages.length) < FEWEST_OUTAGES,
  };
}
