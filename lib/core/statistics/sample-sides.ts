/**
 * The two sides of a comparison on the scale on which they are compared: logarithms for positive quantities (a change
 * is a ratio), points for ratios, the plain scale where a value is zero or negative.
 */

import { groupBySitting, orderOfRuns, severalSittings } from "./run-order.ts";
import { defaultMinimumEffect, type SampleRun, type SamplesInput } from "./samples-input.ts";
import { at, mean, median, medianOfSorted, sorted, variance } from "./sequence.ts";

export type Scale = "log" | "points" | "plain";

export type Side = {
  /** Runs that have a value. */
  runs: (SampleRun & { value: number })[];
  missing: number;
  /** What is compared, on the scale: runs, or the means of sittings where these are known. */
  units: number[];
  /** The same in ascending order, for all that goes by ranks. */
  ordered: Float64Array;
  /** Runs behind each unit. */
  sizes: number[];
};

export type Sides = {
  scale: Scale;
  before: Side;
  after: Side;
  clustered: boolean;
  /** After minus before of the sittings that took turns, on the scale; null where they did not. */
  pairs: number[] | null;
  /** Variance inside sittings, on the scale; null where units are single runs. */
  within: number | null;
  /** The smallest effect that matters. */
  delta: number;
};

export function sidesOf(input: SamplesInput): Sides {
  const usable = { before: usableRuns(input.before), after: usableRuns(input.after) };
  const scale = scaleOf(input, [...usable.before, ...usable.after]);
  const clustered = severalSittings(usable.before) && severalSittings(usable.after);
  const side = (runs: Side["runs"], all: SampleRun[]): Side & { groups: number[][] } => {
    const values = runs.map(({ value }) => toScale(value, scale));
    const groups = clustered ? groupBySitting(runs).map((places) => places.map((i) => at(values, i))) : [];
    const units = clustered ? groups.map((own) => (own.length > 2 ? median(own) : mean(own))) : values;
    const sizes = clustered ? groups.map((own) => own.length) : units.map(() => 1);
    return { runs, missing: all.length - runs.length, units, ordered: sorted(units), sizes, groups };
  };
  const [before, after] = [side(usable.before, input.before), side(usable.after, input.after)];
  const within = clustered ? pooledWithin([...before.groups, ...after.groups]) : null;
  const delta = input.minimumEffect ?? defaultMinimumEffect(input.kind);
  const taking =
    clustered && before.units.length === after.units.length && before.units.length >= FEWEST_PAIRS;
  const pairs =
    taking && tookTurns(input) ? after.units.map((unit, i) => unit - (before.units[i] ?? Number.NaN)) : null;
  return { scale, before, after, clustered, pairs, within, delta };
}

const FEWEST_PAIRS = 3;

function tookTurns(input: SamplesInput): boolean {
  const { order, from } = orderOfRuns(input);
  return order === "interleaved" && from !== "sittings";
}

/** A shift on the scale as a share of before; null where before is not positive, or values lie around zero. */
export function relativeSize(shift: number, sides: Pick<Sides, "scale" | "before" | "after">): number | null {
  if (sides.scale === "log") return Math.expm1(shift);
  const centre = centreOf(sides.before, sides.scale);
  if (!(centre > 0)) return null;
  const nonNegative = [...sides.before.units, ...sides.after.units].every((value) => value >= 0);
  return nonNegative ? Math.max(-1, shift / centre) : null;
}

/** A shift on the scale in the terms of the smallest effect that matters. */
export function sizeForRule(shift: number, sides: Sides): number {
  if (sides.scale === "log") return Math.expm1(shift);
  if (sides.scale === "points") return shift;
  const reference =
    Math.abs(centreOf(sides.before, sides.scale)) || Math.abs(centreOf(sides.after, sides.scale)) || 1;
  return shift / reference;
}

/** The median from five on, which is what ranks compare; the mean of fewer and of shares, as Welch's test compares. */
export function centreOf({ units, ordered }: Side, scale: Scale): number {
  return units.length >= 5 && scale !== "points" ? medianOfSorted(ordered) : mean(units);
}

export function fromScale(value: number, scale: Scale): number {
  return scale === "log" ? Math.exp(value) : value;
}

function toScale(value: number, scale: Scale): number {
  return scale === "log" ? Math.log(value) : value;
}

function scaleOf(input: SamplesInput, runs: { value: number }[]): Scale {
  if (input.kind === "ratio") return "points";
  return runs.every(({ value }) => value > 0) ? "log" : "plain";
}

function usableRuns(runs: SampleRun[]): Side["runs"] {
  return runs.filter((run): run is Side["runs"][number] => run.value !== null && Number.isFinite(run.value));
}

function pooledWithin(groups: number[][]): number | null {
  const several = groups.filter((group) => group.length > 1);
  const df = several.reduce((total, group) => total + group.length - 1, 0);
  if (df === 0) return null;
  return several.reduce((total, group) => total + variance(group) * (group.length - 1), 0) / df;
}
