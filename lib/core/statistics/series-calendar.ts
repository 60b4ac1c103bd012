/**
 * What the hours of the day and the days of the week may do to windows that do not hold them whole.
 *
 * As far as the windows show it (a weekend and working days in the same window, a slope through the morning), it is
 * estimated and taken off; as far as they do not, a spread known from elsewhere stays, as it does for samples of one
 * sitting. Both at once: a regression on the calendar with normal priors around no influence.
 */

import { at } from "./sequence.ts";
import type { Grid, Stretch } from "./series-grid.ts";
import { DAY, WEEK } from "./series-input.ts";

/** How far the day's cycle of an ordinary service swings to either side, as a logarithm. */
const DAY_SWING = 0.2;
/** By how much a weekend differs from working days, as a logarithm. */
const WEEKEND_SPREAD = 0.2;
/** Less than this on the logarithmic scale is not worth naming. */
const SMALL = 0.002;

export type Allowance = {
  /** The variance of what stays unknown, to be added to that of the shift. */
  variance: number;
  why: "day" | "weekend" | null;
};

export const NO_ALLOWANCE: Allowance = { variance: 0, why: null };

export type WithoutCalendar = { allowance: Allowance; before: Float64Array; after: Float64Array };

export type CalendarInput = {
  before: Stretch;
  after: Stretch;
  grid: Grid;
  /** Long-run variance of a point. */
  longRun: number;
  /** How much one unit of the logarithm is on the scale of the values. */
  unit: number;
  /** The profile of the day was taken away already. */
  withoutDay: boolean;
};

/** Null where the windows are so long, or so short, that the calendar does nothing to them. */
export function withoutCalendar(input: CalendarInput): WithoutCalendar | null {
  const { before, after, grid, unit } = input;
  const longest = Math.max(before.values.length, after.values.length) * grid.step;
  if (longest >= WEEK) return null;
  const influences = [
    { of: weekendAt, spread: WEEKEND_SPREAD, why: "weekend" as const },
    ...(input.withoutDay
      ? []
      : [Math.cos, Math.sin].map((wave) => ({
          of: (time: number) => wave((2 * Math.PI * time) / DAY),
          spread: DAY_SWING / Math.SQRT2,
          why: "day" as const,
        }))),
  ];
  const windows = [before, after].map((stretch) =>
    centred(
      stretch,
      grid,
      influences.map(({ of }) => of),
    ),
  );
  const [first, second] = windows;
  if (!first || !second) return null;
  const distance = second.means.map((mean, i) => mean - at(first.means, i));
  const precision = influences.map((influence, i) =>
    influences.map((_, j) => {
      const data =
        input.longRun > 0
          ? (at(at2(first.squares, i), j) + at(at2(second.squares, i), j)) / input.longRun
          : 0;
      return data + (i === j ? 1 / (influence.spread * unit) ** 2 : 0);
    }),
  );
  const pull = influences.map((_, i) =>
    input.longRun > 0 ? (at(first.products, i) + at(second.products, i)) / input.longRun : 0,
  );
  const weights = solve(precision, pull);
  const shares = solve(precision, distance);
  const parts = distance.map((part, i) => part * at(shares, i));
  const variance = parts.reduce((a, b) => a + b, 0);
  if (!(variance > (SMALL * unit) ** 2)) return null;
  const why = at(parts, 0) > variance / 2 ? "weekend" : "day";
  const less = ({ first: start, values }: Stretch) =>
    values.map((value, i) => {
      const time = grid.origin + (start + i) * grid.step;
      return value - influences.reduce((total, { of }, k) => total + at(weights, k) * of(time), 0);
    });
  return { allowance: { variance, why }, before: less(before), after: less(after) };
}

function at2(rows: number[][], index: number): number[] {
  return rows[index] ?? [];
}

type Centred = { means: number[]; squares: number[][]; products: number[] };

// Means of the influences over the known points, and their products around these means.
function centred({ first, values }: Stretch, grid: Grid, influences: ((time: number) => number)[]): Centred {
  const known: { value: number; of: number[] }[] = [];
  values.forEach((value, i) => {
    if (Number.isNaN(value)) return;
    const time = grid.origin + (first + i) * grid.step;
    known.push({ value, of: influences.map((influence) => influence(time)) });
  });
  const n = known.length;
  const centre = known.reduce((total, { value }) => total + value, 0) / n;
  const means = influences.map((_, i) => known.reduce((total, { of }) => total + at(of, i), 0) / n);
  const over = (one: (row: (typeof known)[number]) => number) =>
    known.reduce((total, row) => total + one(row), 0);
  return {
    means,
    squares: influences.map((_, i) =>
      influences.map((__, j) => over(({ of }) => (at(of, i) - at(means, i)) * (at(of, j) - at(means, j)))),
    ),
    products: influences.map((_, i) =>
      over(({ value, of }) => (value - centre) * (at(of, i) - at(means, i))),
    ),
  };
}

/** 1 on a Saturday or Sunday (UTC), else 0. */
export function weekendAt(time: number): number {
  // 1 January 1970 was a Thursday.
  const day = (((Math.floor(time / DAY) + 4) % 7) + 7) % 7;
  return day === 0 || day === 6 ? 1 : 0;
}

// Gauss for a small positive definite system.
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, at(right, i)]);
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    const pivot = rows[column] ?? [];
    for (let row = column + 1; row < n; row += 1) {
      const factor = at(rows[row] ?? [], column) / at(pivot, column);
      rows[row] = (rows[row] ?? []).map((value, k) => value - factor * at(pivot, k));
    }
  }
  const solution = new Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row -= 1) {
    const own = rows[row] ?? [];
    const rest = solution.reduce((total, value, k) => (k > row ? total + at(own, k) * value : total), 0);
    solution[row] = (at(own, n) - rest) / at(own, row);
  }
  return solution;
}
