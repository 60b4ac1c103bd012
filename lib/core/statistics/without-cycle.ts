import { at, type Values } from "./sequence.ts";
import { weekendAt } from "./series-calendar.ts";
import { type Grid, type Stretch, stepsPerDay } from "./series-grid.ts";
import type { SeriesInput } from "./series-input.ts";

/** A cycle is known from this many repeats on. */
const FEWEST_REPEATS = 2;
/** With fewer values left nothing can be learned. */
const LEAST_LEFT = 12;

/**
 * Values less what lies at the same time of the day, working days and weekends apart where both repeat (or at the same
 * place of a declared season): what two series do beyond the cycle that both have. Values at times that occur once are
 * NaN. Null where the window holds no two cycles.
 */
export function withoutCycle(
  { first, values }: Stretch,
  grid: Grid,
  season: SeriesInput["season"],
): Float64Array | null {
  const period = typeof season === "number" ? season : season === "none" ? 0 : stepsPerDay(grid);
  // A window that lacks the one point that was being taken has the cycle.
  if (period < 2 || values.length + 1 < FEWEST_REPEATS * period) return null;
  const phases = Uint32Array.from(values, (_, i) => (((first + i) % period) + period) % period);
  const apart = phases.map((phase, i) => phase + period * weekendAt(grid.origin + (first + i) * grid.step));
  return (typeof season === "number" ? null : lessPhases(values, apart)) ?? lessPhases(values, phases);
}

function lessPhases(values: Values, phases: Uint32Array): Float64Array | null {
  const totals = new Float64Array(phases.reduce((most, phase) => Math.max(most, phase), 0) + 1);
  const counts = new Uint32Array(totals.length);
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i))) continue;
    const phase = at(phases, i);
    totals[phase] = at(totals, phase) + at(values, i);
    counts[phase] = at(counts, phase) + 1;
  }
  const left = Float64Array.from(values, (value, i) => {
    const count = at(counts, at(phases, i));
    return count >= FEWEST_REPEATS ? value - at(totals, at(phases, i)) / count : Number.NaN;
  });
  return known(left) >= LEAST_LEFT ? left : null;
}

function known(values: Values): number {
  let count = 0;
  for (let i = 0; i < values.length; i += 1) if (!Number.isNaN(at(values, i))) count += 1;
  return count;
}
