/**
 * The shift between two groups of runs, with its uncertainty.
 *
 * Five units a side or more: Hodges–Lehmann with the interval of the exact Mann–Whitney test; Brunner & Munzel's test
 * from ten a side where the sides differ in number or in spread. Three or four: Welch's t. Ratios are shares of a whole:
 * their means are compared, not the middle of their days, most of which have no failure at all. Sittings that took turns
 * are compared pair by pair, because what differs from one sitting to the next is the same for both sides. One or two: the spread comes
 * from elsewhere and is updated by what the few runs themselves show. Where each side was measured in one sitting, the
 * spread between sittings is added to each side's variance: no test on the runs can see it.
 */

import { brunnerMunzel } from "./brunner-munzel.ts";
import { shiftWithInterval } from "./hodges-lehmann.ts";
import { mannWhitney } from "./mann-whitney.ts";
import { type Sides, sizeForRule } from "./sample-sides.ts";
import { isConstant, mean, sumOfSquares, variance } from "./sequence.ts";
import { normalQuantile, normalTail } from "./special/normal.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";
import { welch, welchDf } from "./welch.ts";

export type Shift = {
  shift: number;
  low: number;
  high: number;
  se: number;
  df: number;
  p: number;
  method: string;
};

export type Spreads = {
  /** Added to the variance of each side; 0 where runs were interleaved. */
  session: { before: number; after: number };
  /** Variance of one unit, from elsewhere; used below three units a side. */
  unit: number;
  /** The least variance of each side's mean (binomial, for ratios with known counts). */
  floor: { before: number; after: number };
  level: number;
};

/** What a spread from elsewhere is worth, in degrees of freedom. */
const ELSEWHERE_DF = 4;

const RANK_UNITS = 5;
const BRUNNER_UNITS = 10;

/** As the runs show it, without what differs between sittings. Null where they are too few for the confidence. */
export function seenShift(sides: Sides, spreads: Spreads): Shift | null {
  const few = Math.min(sides.before.units.length, sides.after.units.length);
  if (few === 0) return null;
  if (sides.pairs) return pairedShift(sides, sides.pairs, spreads.level);
  if (few >= RANK_UNITS) {
    return sides.scale === "points" ? shareShift(sides, spreads) : rankShift(sides, spreads);
  }
  return few >= 3 ? welchShift(sides, spreads) : borrowedShift(sides, spreads);
}

export function withSessions(seen: Shift, { session, level }: Spreads): Shift {
  return withAddedSpread(seen, session.before + session.after, level);
}

// Half widths add as squares, so that an added spread never makes an interval narrower.
function withAddedSpread(shift: Shift, added: number, level: number): Shift {
  if (!(added > 0)) return shift;
  const reach = normalQuantile((1 + level) / 2) ** 2 * added;
  const se = Math.sqrt(shift.se ** 2 + added);
  return {
    ...shift,
    se,
    low: shift.shift - Math.sqrt((shift.shift - shift.low) ** 2 + reach),
    high: shift.shift + Math.sqrt((shift.high - shift.shift) ** 2 + reach),
    p: Math.max(shift.p, 2 * normalTail(Math.abs(shift.shift) / se)),
  };
}

function rankShift(sides: Sides, { level, floor }: Spreads): Shift | null {
  const [x, y] = [sides.before.ordered, sides.after.ordered];
  const { estimate, interval } = shiftWithInterval(x, y, level);
  if (!interval) return null;
  const { p, name } = rankTest(sides);
  const se = (interval.high - interval.low) / (2 * normalQuantile((1 + level) / 2));
  const df = x.length + y.length - 2;
  const method = `hodges-lehmann shift, ${name}`;
  const shift = { shift: estimate, low: interval.low, high: interval.high, se, df, p, method };
  return isConstant(x) && isConstant(y) ? withAddedSpread(shift, floor.before + floor.after, level) : shift;
}

// Means of skewed shares are less sure than Welch's test says; both tests have to see it.
function shareShift(sides: Sides, spreads: Spreads): Shift {
  const means = welchShift(sides, spreads);
  const ranks = rankTest(sides);
  return { ...means, p: Math.max(means.p, ranks.p), method: `${means.method} of means, ${ranks.name}` };
}

// A few pairs may agree by chance more than the runs inside the sittings allow: these give the least spread.
function pairedShift({ before, after, within }: Sides, pairs: number[], level: number): Shift {
  const inside = (sizes: number[]) => mean(sizes.map((size) => (size > 2 ? Math.PI / 2 : 1) / size));
  const least = (within ?? 0) * (inside(before.sizes) + inside(after.sizes));
  const se = Math.sqrt(Math.max(variance(pairs), least) / pairs.length);
  return studentShift(mean(pairs), se, pairs.length - 1, level, "paired t-test");
}

function rankTest({ before, after }: Sides): { p: number; name: string } {
  const [x, y] = [before.ordered, after.ordered];
  const ratio = variance(before.units) / variance(after.units);
  const unlike = x.length !== y.length || ratio > 2 || ratio < 0.5;
  if (Math.min(x.length, y.length) >= BRUNNER_UNITS && unlike) {
    const { p } = brunnerMunzel(x, y);
    if (p !== null) return { p, name: "brunner-munzel test" };
  }
  const { p, exact } = mannWhitney(x, y);
  return { p, name: `${exact ? "exact" : "normal"} mann-whitney test` };
}

function welchShift(sides: Sides, { floor, level }: Spreads): Shift {
  const [x, y] = [sides.before.units, sides.after.units];
  const shareX = Math.max(variance(x) / x.length, floor.before);
  const shareY = Math.max(variance(y) / y.length, floor.after);
  const df = welchDf(shareX, x.length - 1, shareY, y.length - 1);
  return studentShift(mean(y) - mean(x), Math.sqrt(shareX + shareY), df, level, "welch t-test");
}

function borrowedShift(sides: Sides, { unit, floor, level }: Spreads): Shift {
  const [x, y] = [sides.before.units, sides.after.units];
  const ownDf = x.length + y.length - 2;
  const own = sumOfSquares(x) + sumOfSquares(y);
  const df = ELSEWHERE_DF + ownDf;
  const pooled = (ELSEWHERE_DF * unit + own) / df;
  const se = Math.sqrt(Math.max(pooled / x.length, floor.before) + Math.max(pooled / y.length, floor.after));
  return studentShift(mean(y) - mean(x), se, df, level, "t-test with a spread known from elsewhere");
}

function studentShift(shift: number, se: number, df: number, level: number, method: string): Shift {
  if (!(se > 0)) {
    return { shift, low: shift, high: shift, se: 0, df, p: shift === 0 ? 1 : 0, method };
  }
  const half = se * studentQuantile((1 + level) / 2, df);
  return { shift, low: shift - half, high: shift + half, se, df, p: twoSidedStudent(shift / se, df), method };
}

/** Do means and ranks tell the same? They do not where a side has two modes or a few runs far away. */
export function secondOpinionDiffers(sides: Sides, shift: Shift, level: number): boolean {
  const [x, y] = [sides.before.units, sides.after.units];
  if (Math.min(x.length, y.length) < RANK_UNITS) return false;
  const means = welch(x, y, level).difference;
  const outside = means < shift.low || means > shift.high;
  const opposite = Math.sign(means) * Math.sign(shift.shift) < 0;
  const both = [means, shift.shift].every((size) => Math.abs(sizeForRule(size, sides)) >= sides.delta);
  return outside || (opposite && both);
}
