/** What other series over the same time say: where the change was not made, and how much work there was. */

import { huberPair } from "./huber.ts";
import { type SeriesShift, windowShift } from "./prewhitened.ts";
import { at, type Values } from "./sequence.ts";
import { type Grid, type Stretch, stretchOf, usablePoints } from "./series-grid.ts";
import type { SeriesInput } from "./series-input.ts";
import type { SeriesSides } from "./series-sides.ts";
import { withoutCycle } from "./without-cycle.ts";

export type Controlled = {
  sides: SeriesSides;
  /** By how much of what the controls do the metric follows them, learned before the change. */
  weight: number;
  names: string[];
};

const LEAST_POINTS = 12;

/** Both windows and the history without what the controls explain; null where none can be used. */
export function withoutControls(input: SeriesInput, sides: SeriesSides): Controlled | null {
  const controls = (input.controls ?? []).flatMap(({ name, points }) => {
    const stretch = onGrid(points, input, sides);
    return stretch && covers(stretch, sides) ? [{ name, stretch }] : [];
  });
  if (controls.length === 0) return null;
  const joint = (cell: number) => {
    const known = controls
      .map(({ stretch }) => valueAt(stretch, cell))
      .filter((value) => !Number.isNaN(value));
    return known.length === controls.length ? known.reduce((a, b) => a + b, 0) / known.length : Number.NaN;
  };
  const inWindow = (stretch: Stretch) => stretch.values.map((_, i) => joint(stretch.first + i));
  const before = inWindow(sides.before.stretch);
  const weight = weightOf(before, sides, input.season);
  const centre = averageOf(before);
  const less = (stretch: Stretch): Stretch => {
    const values = stretch.values.map((value, i) => value - weight * (joint(stretch.first + i) - centre));
    return { first: stretch.first, values, known: values.filter((value) => !Number.isNaN(value)).length };
  };
  return {
    sides: {
      ...sides,
      before: { ...sides.before, stretch: less(sides.before.stretch) },
      after: { ...sides.after, stretch: less(sides.after.stretch) },
      history: less(sides.history),
    },
    weight,
    names: controls.map(({ name }) => name),
  };
}

function covers(control: Stretch, { before, after }: SeriesSides): boolean {
  return [before, after].every(({ stretch }) => {
    const known = stretch.values.filter(
      (value, i) => !Number.isNaN(value + valueAt(control, stretch.first + i)),
    );
    return known.length >= Math.max(LEAST_POINTS, 0.8 * stretch.known);
  });
}

// Days and nights move most series, whether they have anything to do with one another or not.
function weightOf(
  control: Float64Array,
  { before, grid }: SeriesSides,
  season: SeriesInput["season"],
): number {
  const { first, values } = before.stretch;
  const both = values.map((value, i) => value + at(control, i));
  const [own, theirs] = [values, control].map((one) =>
    withoutCycle(
      { first, known: 0, values: one.map((value, i) => (Number.isNaN(at(both, i)) ? Number.NaN : value)) },
      grid,
      season,
    ),
  );
  return own && theirs ? slopeOf(theirs, own) : slopeOf(control, values);
}

// A metric does not run against its controls, nor more than twice as far.
function slopeOf(control: Values, values: Values): number {
  const [centre, own] = [averageOf(control, values), averageOf(values, control)];
  let [products, squares] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const [x, y] = [at(control, i) - centre, at(values, i) - own];
    if (Number.isNaN(x + y)) continue;
    products += x * y;
    squares += x * x;
  }
  return squares > 0 ? Math.min(2, Math.max(0, products / squares)) : 0;
}

function averageOf(values: Values, where: Values = values): number {
  let [total, count] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i) + at(where, i))) continue;
    total += at(values, i);
    count += 1;
  }
  return count > 0 ? total / count : 0;
}

function valueAt({ first, values }: Stretch, cell: number): number {
  return values[cell - first] ?? Number.NaN;
}

function onGrid(points: SeriesInput["before"], input: SeriesInput, sides: SeriesSides): Stretch | null {
  const usable = usablePoints(points, input.exclusions).filter(
    ({ value }) => sides.scale !== "log" || (value ?? 0) > 0,
  );
  if (usable.length < LEAST_POINTS) return null;
  const logs = sides.scale === "log";
  const scaled = logs
    ? usable.map(({ at, value }) => ({ at, value: Math.log(value ?? Number.NaN) }))
    : usable;
  return stretchOf(scaled, sides.grid);
}

const LOAD_P = 0.01;
/** A smaller change of the load explains nothing worth naming. */
const LOAD_MOVES = 0.1;

/** The shift of the load as a ratio, where it moved and the metric moved the same way; null elsewhere. */
export function loadShift(
  input: SeriesInput,
  { before, after, grid }: SeriesSides,
  shift: SeriesShift,
): number | null {
  if (!input.load || input.kind === "rate") return null;
  const windows = [before, after].map(({ points, span }) => {
    const [from, until] = [points[0]?.at ?? 0, (points[0]?.at ?? 0) + span];
    return logsOf(input, from, until, grid);
  });
  const [first, second] = windows;
  if (!first || !second || Math.min(first.length, second.length) < LEAST_POINTS) return null;
  const load = windowShift(...huberPair(first, second));
  const moved = load.p < LOAD_P && Math.abs(Math.expm1(load.shift)) >= LOAD_MOVES;
  return moved && load.shift * shift.shift > 0 ? Math.expm1(load.shift) : null;
}

function logsOf(input: SeriesInput, from: number, until: number, grid: Grid): Float64Array | null {
  const inside = usablePoints(input.load?.points ?? [], input.exclusions).filter(
    ({ at, value }) => at >= from && at < until && (value ?? 0) > 0,
  );
  return inside.length > 0
    ? stretchOf(
        inside.map(({ at, value }) => ({ at, value: Math.log(value ?? Number.NaN) })),
        grid,
      ).values
    : null;
}
