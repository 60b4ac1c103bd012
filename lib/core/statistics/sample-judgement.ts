import { type Edges, edgesOf, widenedByEdges } from "./histogram-edges.ts";
import { orderInterval } from "./quantiles.ts";
import { countPairs } from "./ranks.ts";
import { decimalStep } from "./rounding.ts";
import { driftP, inOrder, type KnownOrder, orderOfRuns } from "./run-order.ts";
import { type Shift, type Spreads, secondOpinionDiffers, seenShift, withSessions } from "./sample-shift.ts";
import {
  centreOf,
  fromScale,
  relativeSize,
  type Side,
  type Sides,
  sidesOf,
  sizeForRule,
} from "./sample-sides.ts";
import { lacksCounts, spreadsOf } from "./sample-spreads.ts";
import type { SamplesInput } from "./samples-input.ts";
import { isConstant, mean, variance } from "./sequence.ts";
import { studentQuantile } from "./special/student.ts";
import type { Effect, Reason, SideEstimate } from "./verdict.ts";
import { type Finding, findingOf } from "./verdict-rule.ts";

/** All that the runs say, before directions, errors and environments are looked at. */
export type Judgement = {
  sides: Sides;
  order: KnownOrder;
  /** One summary a side: shown, never judged. */
  summary: boolean;
  finding: Finding;
  /** Why nothing can be said, where the finding is unknown. */
  reason: Extract<Reason, "too-few" | "too-noisy" | "resolution-limited"> | null;
  /** What the spread between sittings does to an unknown finding: alone hides it, or is the larger part of it. */
  session: "none" | "larger" | "hides";
  p: number | null;
  effect: Effect;
  before: SideEstimate;
  after: SideEstimate;
  smallestDetectable: number | null;
  step: number | null;
  /** The buckets that the percentiles of both sides lie in, where they come from histograms. */
  edges: Edges | null;
  drifting: boolean;
  disagreeing: boolean;
  method: string;
};

const DRIFT_P = 0.05;
const FEW = 5;

export function judge(input: SamplesInput): Judgement {
  const sides = sidesOf(input);
  const order = orderOfRuns(input);
  const summary =
    input.summaryOnly === true && sides.before.runs.length === 1 && sides.after.runs.length === 1;
  const spreads = spreadsOf(input, sides, order.order);
  const open = summary || lacksCounts(sides);
  const seen = open ? null : seenShift(sides, spreads);
  const estimate = seen && withSessions(seen, spreads);
  const edges = edgesOf(sides);
  const step = edges || isCounted(input, sides) ? null : roundingStep(sides);
  const rounded = estimate && step !== null ? widenedByRounding(estimate, sides, step) : estimate;
  const shift = rounded && edges ? widenedByEdges(rounded, edges) : rounded;
  const level = spreads.level;
  const finding = shift ? findingFor(shift, sides, level) : "unknown";
  const session = finding === "unknown" && seen ? sessionPart(sides, seen, spreads) : "none";
  return {
    sides,
    order,
    summary,
    finding,
    reason:
      finding === "unknown"
        ? reasonFor(sides, estimate, step !== null || edges !== null, level, session)
        : null,
    session,
    p: shift?.p ?? null,
    effect: effectOf(input, sides, shift),
    before: estimateOf(sides.before, sides, level),
    after: estimateOf(sides.after, sides, level),
    smallestDetectable: shift ? Math.abs(sizeForRule(detectable(shift, level), sides)) : null,
    step,
    edges,
    drifting: order.order === "blocks" && [sides.before, sides.after].some(drifts),
    disagreeing: shift !== null && secondOpinionDiffers(sides, shift, level),
    method: methodOf(sides, estimate, order, summary),
  };
}

function sessionPart(sides: Sides, seen: Shift, { session, level }: Spreads): Judgement["session"] {
  const added = session.before + session.after;
  if (added === 0) return "none";
  if (findingFor(seen, sides, level) !== "unknown") return "hides";
  return added > seen.se ** 2 ? "larger" : "none";
}

function findingFor(shift: Shift, sides: Sides, level: number): Finding {
  return findingOf({
    effect: sizeForRule(shift.shift, sides),
    low: sizeForRule(shift.low, sides),
    high: sizeForRule(shift.high, sides),
    p: shift.p,
    alpha: 1 - level,
    smallestDetectable: Math.abs(sizeForRule(detectable(shift, level), sides)),
    delta: sides.delta,
  });
}

// (t for the level + t for a power of 0.8) standard errors.
function detectable({ se, df }: Shift, level: number): number {
  const bounded = Math.min(df, 1e6);
  return se * (studentQuantile((1 + level) / 2, bounded) + studentQuantile(0.8, bounded));
}

function reasonFor(
  sides: Sides,
  estimate: Shift | null,
  coarse: boolean,
  level: number,
  session: Judgement["session"],
): Judgement["reason"] {
  if (estimate && coarse && findingFor(estimate, sides, level) !== "unknown") return "resolution-limited";
  const few = Math.min(sides.before.units.length, sides.after.units.length) < FEW;
  return few || estimate === null || session !== "none" ? "too-few" : "too-noisy";
}

// Counts, and shares of counted requests, are exact: 0 and 100 % errors lie no rounding step apart.
function isCounted({ kind }: SamplesInput, { scale, before, after }: Sides): boolean {
  const runs = [...before.runs, ...after.runs];
  return kind === "count" || (scale === "points" && runs.every(({ n }) => n !== null && n > 1));
}

// Where both sides are constant they are only known to the step they are rounded to; if equal, to the tool's own.
function roundingStep({ before, after }: Sides): number | null {
  const [x, y] = [before, after].map(({ runs }) => runs.map(({ value }) => value)) as [number[], number[]];
  if (x.length === 0 || y.length === 0 || !isConstant(x) || !isConstant(y)) return null;
  const written = Math.max(...[...before.runs, ...after.runs].map(({ step }) => step ?? 0));
  if (x[0] === y[0]) return written > 0 ? written : null;
  return Math.max(written, decimalStep([...x, ...y]) ?? 0);
}

function widenedByRounding(shift: Shift, sides: Sides, step: number): Shift {
  const [x = 0, y = 0] = [sides.before.runs[0]?.value, sides.after.runs[0]?.value];
  const reach = (by: number) => {
    if (sides.scale !== "log") return by;
    const moved = y - x + by;
    return moved <= -x ? -shift.shift - 1e6 : Math.log1p(moved / x) - shift.shift;
  };
  const [low, high] = [
    Math.min(shift.low, shift.shift + reach(-step)),
    Math.max(shift.high, shift.shift + reach(step)),
  ];
  // So that nothing smaller than the step counts as detectable.
  return { ...shift, low, high, se: Math.max(shift.se, (high - low) / 4) };
}

function effectOf(input: SamplesInput, sides: Sides, shift: Shift | null): Effect {
  const { before, after, scale } = sides;
  if (before.units.length === 0 || after.units.length === 0) return NO_EFFECT;
  const centre = fromScale(centreOf(before, scale), scale);
  const point = shift?.shift ?? centreOf(after, scale) - centreOf(before, scale);
  const inUnits = (value: number | undefined) => {
    if (value === undefined) return null;
    if (scale === "log") return centre * Math.expm1(value);
    return scale === "points" ? Math.min(1 - centre, Math.max(-centre, value)) : value;
  };
  const relative = (value: number | undefined) => (value === undefined ? null : relativeSize(value, sides));
  const enough = Math.min(before.runs.length, after.runs.length) >= 3;
  return {
    relative: relative(point),
    low: relative(shift?.low),
    high: relative(shift?.high),
    absolute: inUnits(point),
    absoluteLow: inUnits(shift?.low),
    absoluteHigh: inUnits(shift?.high),
    superiority: enough ? superiorityOf(input, sides) : null,
  };
}

const NO_EFFECT: Effect = {
  relative: null,
  low: null,
  high: null,
  absolute: null,
  absoluteLow: null,
  absoluteHigh: null,
  superiority: null,
};

// The chance that a run after is better than a run before, ties half.
function superiorityOf(input: SamplesInput, sides: Sides): number {
  const values = (side: Side) => side.runs.map(({ value }) => value);
  const { less, equal, greater } = countPairs(values(sides.before), values(sides.after));
  return ((input.better === "lower" ? less : greater) + equal / 2) / (less + equal + greater);
}

function estimateOf(side: Side, { scale }: Sides, level: number): SideEstimate {
  const n = side.runs.length;
  const units = side.ordered;
  if (units.length === 0) return { n, center: null, low: null, high: null };
  const bounds =
    units.length >= FEW && scale !== "points" ? orderBounds(units, level) : meanBounds(side.units, level);
  const onScale = (value: number | null | undefined) =>
    value === null || value === undefined ? null : fromScale(value, scale);
  return {
    n,
    center: fromScale(centreOf(side, scale), scale),
    low: onScale(bounds?.low),
    high: onScale(bounds?.high),
  };
}

function orderBounds(units: Float64Array, level: number) {
  const { lowRank, highRank } = orderInterval(units.length, 0.5, level);
  return { low: units[lowRank - 1], high: units[highRank - 1] };
}

function meanBounds(units: number[], level: number) {
  if (units.length < 3) return null;
  const half = studentQuantile((1 + level) / 2, units.length - 1) * Math.sqrt(variance(units) / units.length);
  return { low: mean(units) - half, high: mean(units) + half };
}

function drifts(side: Side): boolean {
  const values = inOrder(side.runs).map(({ value }) => value ?? 0);
  return values.length >= FEW && driftP(values) < DRIFT_P;
}

function methodOf(sides: Sides, estimate: Shift | null, { order }: KnownOrder, summary: boolean): string {
  if (summary) return "one reported number a side";
  if (!estimate) return "none";
  const scale = { log: "on logarithms", points: "in points", plain: "on the plain scale" }[sides.scale];
  const unit = sides.clustered ? ", one value a sitting" : "";
  return `${estimate.method} ${scale}${unit}${order === "blocks" ? ", spread between sittings added" : ""}`;
}
