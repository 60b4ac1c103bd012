import { haveSpread, huberPair, huberValues } from "./huber.ts";
import { type Placebo, placeboOf, plainLevel } from "./placebo.ts";
import { levelMean, type SeriesShift, windowShift } from "./prewhitened.ts";
import { at } from "./sequence.ts";
import { type Allowance, NO_ALLOWANCE, withoutCalendar } from "./series-calendar.ts";
import { type Controlled, withoutControls } from "./series-company.ts";
import { type Confounding, confoundingOf } from "./series-confounding.ts";
import { isDrift } from "./series-drift.ts";
import { stepsPerDay, stepsPerWeek } from "./series-grid.ts";
import { FEWEST_EFFECTIVE, FEWEST_POINTS, MOST_MISSING, type SeriesInput } from "./series-input.ts";
import { type Probes, probesOf } from "./series-probes.ts";
import { type ComparedWindows, compareWindows, type SeasonUsed } from "./series-shift.ts";
import { type SeriesSides, seriesSides } from "./series-sides.ts";
import { type Trend, trendBefore } from "./series-trend.ts";
import { weeklyTrend } from "./series-weekly-trend.ts";
import { normalQuantile } from "./special/normal.ts";
import { studentQuantile, twoSidedStudent } from "./special/student.ts";
import type { Reason } from "./verdict.ts";
import { type Finding, findingOf } from "./verdict-rule.ts";

/** All that the points say, before directions and errors are looked at. */
export type SeriesJudgement = {
  sides: SeriesSides | null;
  season: SeasonUsed;
  finding: Finding;
  reason: Extract<Reason, "too-few" | "too-noisy" | "missing-data" | "confounded"> | null;
  /** What is lacking, where the reason is too few or missing. */
  lack: "points" | "gaps" | "repeats" | "independent" | "outages" | null;
  confounding: Confounding | null;
  shift: SeriesShift | null;
  placebo: Placebo | null;
  allowance: Allowance;
  /** The allowance alone hides what the points show. */
  hidden: boolean;
  trend: Trend | null;
  /** Windows that were cut where the level moved once more inside them. */
  cut?: { before: boolean; after: boolean };
  controlled: Controlled | null;
  /** Where the points are probes, answered or not. */
  probes: Probes | null;
  smallestDetectable: number | null;
  method: string;
};

type Level = { robust: boolean; level: number };

export function judgeSeries(input: SeriesInput): SeriesJudgement {
  const given = seriesSides(input);
  if (!given) return NOTHING;
  const how = { robust: isRobust(input), level: input.confidence ?? 0.95 };
  const probes = probesOf(input, given, how.level);
  if (probes) return judgeProbes(input, given, probes, how);
  const controlled = withoutControls(input, given);
  const sides = controlled?.sides ?? given;
  const lack = lackOf(given);
  const plain = compareWindows(input, sides, how);
  if (!plain) return { ...NOTHING, sides: given, reason: reasonOf(lack ?? "points"), lack: lack ?? "points" };
  const { compared, allowance } = lessCalendar(sides, plain, how);
  const offset = sides.after.stretch.first - sides.before.stretch.first;
  const mirrored = compared.season.way === "weeks";
  const trend = mirrored
    ? weeklyTrend(sides, compared.own, how.level, placesOf(input, sides))
    : trendAround(plain, compared, offset, how.level);
  const own = trend?.goesOn ? trend.step : compared.own;
  const placebo = placeboFor(input, sides, compared.season, own, how);
  const unallowed = widened(own, placebo);
  const shift = allowed(unallowed, allowance, how.level);
  // A step against the way the level went is what two lines make of a bend.
  const bent = !mirrored && trend?.goesOn === true && trend.step.shift * compared.own.shift < 0;
  const tested = findingFor(shift, sides, how.level);
  const found = bent && tested === "moved" ? "unknown" : tested;
  const drifts = mirrored && !trend && found === "moved" && isDrift(sides, shift);
  const known = confoundingOf(input, given, {
    shift,
    finding: found,
    trend,
    level: compared.level,
    mirrored,
  });
  const confounding: Confounding | null =
    known ?? (drifts ? { cause: "trend", rising: shift.shift > 0 } : null);
  const lacking = lack ?? (compared.uncovered ? "repeats" : isScarce(own, found) ? "independent" : null);
  const reason = confounding
    ? "confounded"
    : lacking
      ? reasonOf(lacking)
      : found === "unknown"
        ? "too-noisy"
        : null;
  return {
    sides: given,
    season: compared.season,
    finding: reason === null ? found : "unknown",
    reason,
    lack: lacking,
    confounding,
    shift,
    placebo,
    allowance,
    hidden: reason === "too-noisy" && findingFor(unallowed, sides, how.level) !== "unknown",
    trend,
    controlled,
    probes: null,
    smallestDetectable: Math.abs(sizeForRule(detectable(shift, how.level), sides)),
    method: methodOf(sides, compared, { how, placebo, allowance, trend, controlled }),
  };
}

/**
 * A steady climb and a morning look alike for some hours. So a trend is looked for with the day in the values and without
 * it, and of what is left of the shift the less certain counts.
 */
function trendAround(
  plain: ComparedWindows,
  compared: ComparedWindows,
  offset: number,
  level: number,
): Trend | null {
  const trendOf = (one: ComparedWindows["level"]) => trendBefore(one.before, one.after, offset, level);
  const own = trendOf(compared.level);
  if (compared === plain) return own;
  const whole = trendOf(plain.level);
  if (!whole?.goesOn) return own;
  const { p } = own?.goesOn ? own.step : compared.own;
  return whole.step.p > p ? whole : own;
}

function judgeProbes(input: SeriesInput, sides: SeriesSides, probes: Probes, how: Level): SeriesJudgement {
  const placebo = placeboFor(input, sides, { way: "none" }, probes.shift, how);
  const shift = widened(probes.shift, placebo);
  const found = findingFor(shift, sides, how.level);
  const level = { before: sides.before.stretch.values, after: sides.after.stretch.values };
  const other = confoundingOf(input, sides, {
    shift,
    finding: "unknown",
    trend: null,
    level,
    mirrored: false,
  });
  const lack = lackOf(sides) ?? (probes.rare && found !== "same" ? "outages" : null);
  const reason = other ? "confounded" : lack ? reasonOf(lack) : found === "unknown" ? "too-noisy" : null;
  const count = Math.round(10 * probes.found.design) / 10;
  return {
    ...NOTHING,
    sides,
    finding: reason === null ? found : "unknown",
    reason,
    lack,
    confounding: other,
    shift,
    placebo,
    probes,
    smallestDetectable: detectable(shift, how.level),
    method: `newcombe's difference of two shares, of which ${count} count as one${placebo?.test ? ", placebo test" : ""}`,
  };
}

/** Ratios are shares of a whole: a few bad minutes are what they are about, and are not drawn in. */
export function isRobust({ kind }: Pick<SeriesInput, "kind">): boolean {
  return kind !== "ratio";
}

const NOTHING: SeriesJudgement = {
  sides: null,
  season: { way: "none" },
  finding: "unknown",
  reason: "missing-data",
  lack: null,
  confounding: null,
  shift: null,
  placebo: null,
  allowance: NO_ALLOWANCE,
  hidden: false,
  trend: null,
  controlled: null,
  probes: null,
  smallestDetectable: null,
  method: "none",
};

function reasonOf(lack: NonNullable<SeriesJudgement["lack"]>): "too-few" | "missing-data" {
  return lack === "gaps" ? "missing-data" : "too-few";
}

function lackOf({ before, after }: SeriesSides): "points" | "gaps" | null {
  if (Math.min(before.points.length, after.points.length) < FEWEST_POINTS) return "points";
  return Math.max(before.missing, after.missing) > MOST_MISSING ? "gaps" : null;
}

// The test holds its error rate at two or three independent points too; only what it does not show is left open.
function isScarce(own: SeriesShift, finding: Finding): boolean {
  return own.se > 0 && finding !== "moved" && own.effective < FEWEST_EFFECTIVE;
}

function findingFor(shift: SeriesShift, sides: SeriesSides, level: number): Finding {
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

function placeboFor(
  input: SeriesInput,
  { before, after, history, grid }: SeriesSides,
  season: SeasonUsed,
  own: SeriesShift,
  { robust, level }: Level,
): Placebo | null {
  const start = history.known > 0 ? history.first : before.stretch.first;
  const end = before.stretch.first + before.stretch.values.length;
  if (start > before.stretch.first) return null;
  const whole = new Float64Array(end - start).fill(Number.NaN);
  whole.set(history.values.subarray(0, Math.max(0, before.stretch.first - start)), 0);
  whole.set(before.stretch.values, before.stretch.first - start);
  const shortest = Math.min(before.stretch.values.length, after.stretch.values.length);
  const perWeek = stepsPerWeek(grid);
  const weeks = season.way === "weeks" ? Math.floor((shortest + 1) / perWeek) * perWeek : 0;
  const perDay = stepsPerDay(grid);
  const window = weeks || shortest;
  const placebo = placeboOf({
    history: whole,
    window,
    gap: Math.max(0, after.stretch.first - end),
    lineStep: perDay > 0 && window >= perDay ? perDay : Math.max(1, Math.floor(window / 4)),
    changes: (input.otherChanges ?? []).map(({ at }) => (at - grid.origin) / grid.step - start),
    levelOf: robust ? (values) => plainLevel(huberValues(values).values) : plainLevel,
    shift: own.shift,
    level,
  });
  const earlier = (placebo?.earlier ?? []).map(({ place, size }) => ({ place: place + start, size }));
  return placebo && { ...placebo, earlier };
}

/** Where on the grid other changes are recorded. */
function placesOf(input: SeriesInput, { grid }: SeriesSides): number[] {
  return (input.otherChanges ?? []).map(({ at }) => (at - grid.origin) / grid.step);
}

// The larger p and the wider interval of the two tests.
function widened(own: SeriesShift, placebo: Placebo | null): SeriesShift {
  const test = placebo?.test;
  if (!test) return own;
  const half = Math.max(own.high - own.shift, test.half);
  const wider = test.half > own.high - own.shift ? { se: test.se, df: test.df } : {};
  return { ...own, ...wider, p: Math.max(own.p, test.p), low: own.shift - half, high: own.shift + half };
}

// Twice, because the first spread still holds what the calendar does. Points far from the rest are drawn in before, to
// where the calendar puts the rest: a few of them would pass for an hour of the day.
function lessCalendar(sides: SeriesSides, plain: ComparedWindows, { robust, level }: Level) {
  let compared = plain;
  let allowance = NO_ALLOWANCE;
  if (plain.season.way === "weeks") return { compared, allowance };
  const isDrawn = robust && haveSpread(plain.level.before, plain.level.after);
  const draw = (one: ComparedWindows["level"]): [Float64Array, Float64Array] =>
    isDrawn ? huberPair(one.before, one.after) : [one.before, one.after];
  const { before, after } = sides;
  for (let round = 0; round < 2; round += 1) {
    if (!(compared.own.se > 0)) break;
    const [first, second] = draw(compared.level);
    const given = (name: "before" | "after", drawn: Float64Array) =>
      drawn.map((value, i) => value + at(plain.level[name], i) - at(compared.level[name], i));
    const near = { before: given("before", first), after: given("after", second) };
    const found = withoutCalendar({
      before: { ...before.stretch, values: near.before },
      after: { ...after.stretch, values: near.after },
      grid: sides.grid,
      longRun: compared.own.se ** 2 / (1 / before.stretch.known + 1 / after.stretch.known),
      unit: unitOfLog(sides),
      withoutDay: plain.season.way === "profile" && plain.season.period === stepsPerDay(sides.grid),
    });
    if (!found) break;
    allowance = found.allowance;
    const less = (name: "before" | "after") =>
      plain.level[name].map((value, i) => value - at(near[name], i) + at(found[name], i));
    const left = { before: less("before"), after: less("after") };
    compared = {
      ...plain,
      own: windowShift(...draw(left), level, plain.share),
      level: left,
    };
  }
  return { compared, allowance };
}

// Half widths add as squares, so that an added spread never makes an interval narrower.
function allowed(shift: SeriesShift, { variance }: Allowance, level: number): SeriesShift {
  if (!(variance > 0)) return shift;
  const half = Math.sqrt((shift.high - shift.shift) ** 2 + normalQuantile((1 + level) / 2) ** 2 * variance);
  const se = Math.sqrt(shift.se ** 2 + variance);
  const p = twoSidedStudent((shift.shift / half) * studentQuantile((1 + level) / 2, shift.df), shift.df);
  return { ...shift, se, p, low: shift.shift - half, high: shift.shift + half };
}

// How much one unit of the logarithm is on the scale. Near 0 and near 1 a ratio moves like its smaller part.
function unitOfLog({ scale, before, after }: SeriesSides): number {
  if (scale === "log") return 1;
  const level = (levelMean(before.stretch.values) + levelMean(after.stretch.values)) / 2;
  return scale === "points" ? Math.max(0, level * (1 - level)) : Math.abs(level);
}

function sizeForRule(shift: number, sides: SeriesSides): number {
  if (sides.scale === "log") return Math.expm1(shift);
  if (sides.scale === "points") return shift;
  const [first = 0, second = 0] = [sides.before, sides.after].map(({ stretch }) =>
    Math.abs(levelMean(stretch.values)),
  );
  return shift / (first || second || 1);
}

// (t for the level + t for a power of 0.8) standard errors.
function detectable({ se, df }: SeriesShift, level: number): number {
  return se * (studentQuantile((1 + level) / 2, df) + studentQuantile(0.8, df));
}

type Parts = Pick<SeriesJudgement, "placebo" | "allowance" | "trend" | "controlled"> & { how: Level };

function methodOf(sides: SeriesSides, { season }: ComparedWindows, parts: Parts): string {
  const scale = { log: "on logarithms", points: "in points", plain: "on the plain scale" }[sides.scale];
  const what = parts.trend?.goesOn
    ? "step at the change beside one trend"
    : season.way === "weeks"
      ? "mean of after minus before at the same time of the week"
      : "difference of two means";
  const all = [
    what,
    "pre-whitened cosine variance",
    parts.how.robust ? "huber values" : "",
    scale,
    season.way === "profile" ? `without the profile of ${season.period} points` : "",
    parts.controlled ? "less what the controls did" : "",
    sides.blockSize > 1 ? `in blocks of ${sides.blockSize} points` : "",
    parts.placebo?.test ? "placebo test" : "",
    parts.allowance.variance > 0 ? "spread between hours and days added" : "",
  ];
  return all.filter((part) => part !== "").join(", ");
}
