/**
 * The verdict of two windows of a time series around a change.
 *
 * The unit is the point in its order of time: neighbouring points depend on one another, days and weeks repeat, and the
 * series moves by itself. How the shift is estimated stands in prewhitened.ts, what repeats in season.ts, what the
 * series does by itself in placebo.ts, how all is judged in verdict-rule.ts. `seriesWindows` cuts the windows.
 */

import { isNotComparable, sharedEnvironment } from "./comparability.ts";
import { ENGINE } from "./engine.ts";
import { errorsRose } from "./error-rise.ts";
import { countPairs } from "./ranks.ts";
import { roundedVerdict } from "./rounding.ts";
import { fromScale } from "./sample-sides.ts";
import { defaultMinimumEffect } from "./samples-input.ts";
import { seedOf } from "./seed.ts";
import { sentenceOf } from "./sentence.ts";
import { mean } from "./sequence.ts";
import { judgeCutSeries } from "./series-cut.ts";
import { usablePoints } from "./series-grid.ts";
import type { SeriesInput, SeriesPoint } from "./series-input.ts";
import { isRobust, type SeriesJudgement } from "./series-judgement.ts";
import { centerOf, windowLevel } from "./series-side-level.ts";
import type { SeriesSides } from "./series-sides.ts";
import { inOneStep } from "./series-steps.ts";
import { seriesFacts, seriesWarnings } from "./series-words.ts";
import type { Effect, Reason, SideEstimate, Verdict } from "./verdict.ts";

export type { SeriesInput, SeriesPoint } from "./series-input.ts";

/** A verdict and what stands behind it. */
export type AssessedSeries = {
  verdict: Verdict;
  /** Null where there is nothing to test. */
  p: number | null;
  /** The same comparison where nothing was changed, the oldest first; `at` is when the second window begins. */
  earlier: EarlierContrast[];
};

type EarlierContrast = { at: number; relative: number };

export function compareSeries(input: SeriesInput): Verdict {
  return assessSeries(input).verdict;
}

export function assessSeries(given: SeriesInput): AssessedSeries {
  const { input, warnings } = inOneStep(given);
  const judged = judgeCutSeries(input);
  const found = draftOf(input, judged);
  const draft = { ...found, seed: seedOf(seedParts(given)), warnings: [...warnings, ...found.warnings] };
  const sentence = sentenceOf(draft, seriesFacts(input, judged, draft));
  return {
    verdict: roundedVerdict({ ...draft, sentence }),
    p: judged.shift?.p ?? null,
    earlier: earlierOf(input, judged),
  };
}

function draftOf(input: SeriesInput, judged: SeriesJudgement): Omit<Verdict, "sentence" | "seed"> {
  const effect = effectOf(input, judged);
  return {
    metric: input.metric,
    unit: input.unit,
    better: input.better,
    ...outcomeOf(input, judged, effect),
    grade: "series",
    before: estimateOf(input, judged, "before"),
    after: estimateOf(input, judged, "after"),
    effect,
    smallestDetectable: judged.smallestDetectable,
    minimumEffect: input.minimumEffect ?? defaultMinimumEffect(input.kind),
    confidence: input.confidence ?? 0.95,
    method: judged.method,
    engine: ENGINE,
    environment: sharedEnvironment(input.environment),
    warnings: seriesWarnings(input, judged),
    errorRate: { before: input.errorRate?.before ?? null, after: input.errorRate?.after ?? null },
    placebo: judged.placebo?.line ?? null,
  };
}

// Points as short texts: a series may have millions.
function seedParts({ label: _, before, after, history, controls, load, ...rest }: SeriesInput): unknown {
  const written = (points: SeriesPoint[] = []) => points.map(({ at, value }) => `${at} ${value}`).join();
  const named = ({ name, points }: { name: string; points: SeriesPoint[] }) => [name, written(points)];
  return {
    ...rest,
    minimumEffect: rest.minimumEffect ?? defaultMinimumEffect(rest.kind),
    before: written(before),
    after: written(after),
    history: written(history),
    controls: controls?.map(named),
    load: load && named(load),
  };
}

type Decision = Pick<Verdict, "outcome" | "reason">;

function outcomeOf(input: SeriesInput, judged: SeriesJudgement, effect: Effect): Decision {
  if (judged.reason !== "missing-data" && isNotComparable(input)) return inconclusive("not-comparable");
  if (judged.reason) return inconclusive(judged.reason);
  if (judged.finding === "same") return { outcome: "unchanged", reason: null };
  const good = ((effect.absolute ?? 0) < 0 ? "lower" : "higher") === input.better;
  if (!good) return { outcome: "regressed", reason: null };
  return errorsRose(input.errorRate) ? inconclusive("errors-rose") : { outcome: "improved", reason: null };
}

function inconclusive(reason: Reason): Decision {
  return { outcome: "inconclusive", reason };
}

function effectOf(input: SeriesInput, { sides, shift, probes }: SeriesJudgement): Effect {
  if (!sides) return NO_EFFECT;
  const { after, scale } = sides;
  const centre = centreBefore(input, sides, probes);
  const point = shift?.shift ?? centerOf(after.stretch.values, isRobust(input)) - centre;
  const inUnits = (value: number | undefined) => {
    if (value === undefined) return null;
    if (scale === "points") return Math.min(1 - centre, Math.max(-centre, value));
    return scale === "log" ? Math.exp(centre) * Math.expm1(value) : value;
  };
  const relative = (value: number | undefined) =>
    value === undefined ? null : relativeOf(value, scale, centre);
  return {
    relative: finite(relative(point)),
    low: finite(relative(shift?.low)),
    high: finite(relative(shift?.high)),
    absolute: finite(inUnits(point)),
    absoluteLow: finite(inUnits(shift?.low)),
    absoluteHigh: finite(inUnits(shift?.high)),
    superiority: superiorityOf(input, sides),
  };
}

function centreBefore(
  input: SeriesInput,
  { before }: SeriesSides,
  probes: SeriesJudgement["probes"],
): number {
  if (probes) return mean(before.points.map(({ value }) => value));
  return centerOf(before.stretch.values, isRobust(input));
}

function relativeOf(size: number, scale: SeriesSides["scale"], centre: number): number | null {
  if (scale === "log") return Math.expm1(size);
  return centre > 0 ? size / centre : null;
}

function earlierOf(input: SeriesInput, { sides, placebo, probes }: SeriesJudgement): EarlierContrast[] {
  if (!sides || !placebo) return [];
  const { grid, scale } = sides;
  const centre = centreBefore(input, sides, probes);
  return placebo.earlier.flatMap(({ place, size }) => {
    const relative = finite(relativeOf(size, scale, centre));
    return relative === null ? [] : [{ at: grid.origin + place * grid.step, relative }];
  });
}

// What is too large for a number is not known.
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
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

// The chance that a point after is better than a point before, ties half.
function superiorityOf(input: SeriesInput, { before, after }: NonNullable<SeriesJudgement["sides"]>): number {
  const values = ({ stretch }: typeof before) => stretch.values.filter((value) => !Number.isNaN(value));
  const { less, equal, greater } = countPairs(values(before), values(after));
  return ((input.better === "lower" ? less : greater) + equal / 2) / (less + equal + greater);
}

function estimateOf(
  input: SeriesInput,
  { sides, probes, season }: SeriesJudgement,
  name: "before" | "after",
): SideEstimate {
  const n = sides?.[name].points.length ?? usablePoints(input[name], input.exclusions).length;
  if (!sides) return { n, center: null, low: null, high: null };
  if (probes) {
    const { probes: all, failed } = probes[name];
    const { low, high } = probes.found[name];
    const share = 1 - failed / all;
    return input.better === "higher"
      ? { n, center: share, low, high }
      : { n, center: 1 - share, low: 1 - high, high: 1 - low };
  }
  const { center, low, high } = windowLevel(sides, name, season, {
    robust: isRobust(input),
    level: input.confidence ?? 0.95,
  });
  const onScale = (value: number | null) => finite(value === null ? null : fromScale(value, sides.scale));
  return { n, center: onScale(center), low: onScale(low), high: onScale(high) };
}
