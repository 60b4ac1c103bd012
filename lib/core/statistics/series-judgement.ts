import { huberValues } from "./huber.ts";
import { type Placebo, placeboOf, plainLevel } from "./placebo.ts";
import { levelOf, meanShift, pooledPhi, type SeriesShift, windowShift } from "./prewhitened.ts";
import { coversPeriod, weeklyPairs, withoutProfile } from "./season.ts";
import { stepsPerDay, stepsPerWeek } from "./series-grid.ts";
import { FEWEST_EFFECTIVE, FEWEST_POINTS, HOUR, MOST_MISSING, type SeriesInput } from "./series-input.ts";
import { type SeriesSide, type SeriesSides, seriesSides } from "./series-sides.ts";
import { studentQuantile } from "./special/student.ts";
import type { Reason } from "./verdict.ts";
import { type Finding, findingOf } from "./verdict-rule.ts";

/** What repeats is dealt with by pairing whole weeks, by taking a profile away, or not at all. */
export type SeasonUsed =
  | { way: "weeks"; weeks: number }
  | { way: "profile"; period: number }
  | { way: "none" };

/** All that the points say, before directions are looked at. */
export type SeriesJudgement = {
  sides: SeriesSides | null;
  season: SeasonUsed;
  finding: Finding;
  reason: Extract<Reason, "too-few" | "too-noisy" | "missing-data" | "confounded"> | null;
  /** Why, in words that fit the sentence of the reason. */
  detail: string | null;
  shift: SeriesShift | null;
  placebo: Placebo | null;
  limited: number;
  smallestDetectable: number | null;
  method: string;
};

export function judgeSeries(input: SeriesInput): SeriesJudgement {
  const sides = seriesSides(input);
  if (!sides) return { ...NOTHING, detail: null };
  const level = input.confidence ?? 0.95;
  const lacking = lackOf(sides);
  const robust = input.kind !== "ratio";
  const compared = compare(input, sides, robust, level);
  if (!compared) {
    return { ...NOTHING, sides, reason: lacking?.reason ?? "too-few", detail: lacking?.detail ?? null };
  }
  const { own, season, limited } = compared;
  const placebo = placeboFor(input, sides, own, season, robust, level);
  const shift = widened(own, placebo);
  const mde = Math.abs(sizeForRule(detectable(shift, level), sides));
  const finding = findingOf({
    effect: sizeForRule(shift.shift, sides),
    low: sizeForRule(shift.low, sides),
    high: sizeForRule(shift.high, sides),
    p: shift.p,
    alpha: 1 - level,
    smallestDetectable: mde,
    delta: sides.delta,
  });
  const constant = own.se === 0;
  // The test holds its error rate at two or three independent points too; only what it does not show is left open.
  const few = !constant && finding !== "moved" && own.effective < FEWEST_EFFECTIVE;
  const reason =
    lacking?.reason ?? compared.reason ?? (few ? "too-few" : finding === "unknown" ? "too-noisy" : null);
  return {
    sides,
    season,
    finding: reason === null ? finding : "unknown",
    reason,
    detail: lacking?.detail ?? compared.detail ?? (few ? dependent(own.effective) : null),
    shift,
    placebo,
    limited,
    smallestDetectable: mde,
    method: methodOf(sides, season, robust, placebo),
  };
}

const NOTHING: SeriesJudgement = {
  sides: null,
  season: { way: "none" },
  finding: "unknown",
  reason: "missing-data",
  detail: null,
  shift: null,
  placebo: null,
  limited: 0,
  smallestDetectable: null,
  method: "none",
};

type Lack = { reason: "too-few" | "missing-data"; detail: string | null };

function lackOf({ before, after }: SeriesSides): Lack | null {
  if (Math.min(before.points.length, after.points.length) < FEWEST_POINTS)
    return { reason: "too-few", detail: null };
  const gaps = Math.max(before.missing, after.missing);
  if (gaps > MOST_MISSING) return { reason: "missing-data", detail: gapsIn(before, after) };
  return null;
}

function gapsIn(before: SeriesSide, after: SeriesSide): string {
  const side = before.missing > after.missing ? "before" : "after";
  const share = Math.round(100 * Math.max(before.missing, after.missing));
  return `for ${share}\u00a0% of the time ${side} the change, and gaps are not filled`;
}

function dependent(effective: number): string {
  return `neighbouring points follow one another so closely that all of them are worth about ${Math.max(1, Math.round(effective))} independent ones, too few`;
}

type Compared = {
  own: SeriesShift;
  season: SeasonUsed;
  limited: number;
  reason: "too-few" | null;
  detail: string | null;
};

// Gap, season, robust values, test: in this order.
function compare(input: SeriesInput, sides: SeriesSides, robust: boolean, level: number): Compared | null {
  const { before, after, grid } = sides;
  if (Math.min(before.stretch.known, after.stretch.known) < 4) return null;
  const draw = (values: Float64Array) => (robust ? huberValues(values) : { values, limited: 0 });
  const perWeek = stepsPerWeek(grid);
  const weekly = input.season === undefined && grid.step <= 12 * HOUR;
  const pairs = weekly ? weeklyPairs(before.stretch, after.stretch, perWeek) : null;
  if (pairs) {
    const { values, limited } = draw(pairs.values);
    const own = meanShift(values, level);
    return { own, season: { way: "weeks", weeks: pairs.weeks }, limited, reason: null, detail: null };
  }
  const period = periodFor(input, sides);
  const offset = after.stretch.first - before.stretch.first;
  const rid = period > 0 ? withoutProfile(before.stretch.values, after.stretch.values, period, offset) : null;
  const [first, second] = [
    draw(rid?.before ?? before.stretch.values),
    draw(rid?.after ?? after.stretch.values),
  ];
  const own = windowShift(first.values, second.values, level);
  const covered =
    period === 0 || [before, after].every(({ stretch }) => coversPeriod(stretch.values, period, 2));
  return {
    own,
    season: period > 0 ? { way: "profile", period } : { way: "none" },
    limited: first.limited + second.limited,
    reason: covered ? null : "too-few",
    detail: covered ? null : "what repeats must occur at least twice in each window",
  };
}

/** The period whose profile is taken away, in steps: the declared one, else the day where it lies in the windows. */
function periodFor(input: SeriesInput, { grid, before, after, blockSize }: SeriesSides): number {
  if (input.season === "none") return 0;
  if (input.season !== undefined) return Math.max(2, Math.round(input.season / blockSize));
  const perDay = stepsPerDay(grid);
  if (perDay < 2) return 0;
  return Math.min(before.stretch.values.length, after.stretch.values.length) >= perDay ? perDay : 0;
}

function placeboFor(
  input: SeriesInput,
  sides: SeriesSides,
  own: SeriesShift,
  season: SeasonUsed,
  robust: boolean,
  level: number,
): Placebo | null {
  const { before, after, history, grid } = sides;
  const start = history.known > 0 ? history.first : before.stretch.first;
  const end = before.stretch.first + before.stretch.values.length;
  if (start > before.stretch.first) return null;
  const whole = new Float64Array(end - start).fill(Number.NaN);
  whole.set(history.values.subarray(0, Math.max(0, before.stretch.first - start)), 0);
  whole.set(before.stretch.values, before.stretch.first - start);
  const window =
    season.way === "weeks"
      ? season.weeks * stepsPerWeek(grid)
      : Math.min(before.stretch.values.length, after.stretch.values.length);
  const perDay = stepsPerDay(grid);
  return placeboOf({
    history: whole,
    window,
    gap: Math.max(0, after.stretch.first - end),
    lineStep: perDay > 0 && window >= perDay ? perDay : Math.max(1, Math.floor(window / 4)),
    changes: (input.otherChanges ?? []).map(({ at }) => (at - grid.origin) / grid.step - start),
    levelOf: robust ? (values) => plainLevel(huberValues(values).values) : plainLevel,
    shift: own.shift,
    level,
  });
}

// The larger p and the wider interval of the two tests.
function widened(own: SeriesShift, placebo: Placebo | null): SeriesShift {
  const test = placebo?.test;
  if (!test) return own;
  const half = Math.max(own.high - own.shift, test.half);
  const wider = test.half > own.high - own.shift ? { se: test.se, df: test.df } : {};
  return { ...own, ...wider, p: Math.max(own.p, test.p), low: own.shift - half, high: own.shift + half };
}

export function sizeForRule(shift: number, sides: SeriesSides): number {
  if (sides.scale === "log") return Math.expm1(shift);
  if (sides.scale === "points") return shift;
  const levels = [sides.before, sides.after].map(({ stretch }) => Math.abs(levelOf(stretch.values, 0).mean));
  return shift / (levels[0] || levels[1] || 1);
}

// (t for the level + t for a power of 0.8) standard errors.
function detectable({ se, df }: SeriesShift, level: number): number {
  return se * (studentQuantile((1 + level) / 2, df) + studentQuantile(0.8, df));
}

/** The level of one side with its own interval, on the scale. */
export function sideLevel(values: Float64Array, robust: boolean, level: number) {
  const drawn = robust ? huberValues(values).values : values;
  const phi = pooledPhi([drawn]);
  const { mean, variance, terms, n } = levelOf(drawn, phi);
  if (n < 4) return { center: mean, low: null, high: null };
  const half = variance > 0 ? Math.sqrt(variance) * studentQuantile((1 + level) / 2, terms) : 0;
  return { center: mean, low: mean - half, high: mean + half };
}

function methodOf(sides: SeriesSides, season: SeasonUsed, robust: boolean, placebo: Placebo | null): string {
  const scale = { log: "on logarithms", points: "in points", plain: "on the plain scale" }[sides.scale];
  const parts = [
    season.way === "weeks"
      ? "mean of after minus before at the same time of the week"
      : "difference of two means",
    "pre-whitened cosine variance",
    robust ? "huber values" : "",
    scale,
    season.way === "profile" ? `without the profile of ${season.period} points` : "",
    sides.blockSize > 1 ? `in blocks of ${sides.blockSize} points` : "",
    placebo?.test ? "placebo test" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
