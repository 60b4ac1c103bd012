import { attributedChangePoints, type RecordedEvent } from "#lib/core/statistics/change-attribution.ts";
import { type ChangePoint, changePoints } from "#lib/core/statistics/change-points.ts";
import { type Random, seededRandom } from "#lib/core/statistics/random.ts";
import { matches } from "#lib/core/statistics/segmentation-scores.ts";
import { at, median } from "#lib/core/statistics/sequence.ts";
import { shiftAlarm } from "#lib/core/statistics/shift-alarm.ts";
import { correlated } from "#lib/core/statistics/simulated-series.ts";
import { type LabelledSeries, labelledSeries, scenarios } from "./labelled-series.ts";

/** Simulations with a known truth, in short form for the tests and in long form for the bench. */

/** Share of series without any change in which a change point is reported. */
export function falseAlarmRate(
  { seed, trials, n }: { seed: number; trials: number; n: number },
  draw: (random: Random, n: number) => number[],
): number {
  const random = seededRandom(seed);
  let alarms = 0;
  for (let trial = 0; trial < trials; trial += 1) {
    if (changePoints(draw(random, n)).length > 0) alarms += 1;
  }
  return alarms / trials;
}

export function dailySeries(random: Random, n: number): number[] {
  const phase = random.uniform() * 2 * Math.PI;
  return Array.from(
    correlated(random, n, 0.3),
    (value, i) => value + 2 * Math.sin((2 * Math.PI * i) / 24 + phase),
  );
}

/** `perScenario` series for each correlation of 0, 0.3 and 0.6 and each scenario with changes. */
export function labelledSet(seed: number, perScenario: number): LabelledSeries[] {
  const random = seededRandom(seed);
  return [0, 0.3, 0.6].flatMap((correlation) =>
    scenarios.flatMap((scenario) =>
      Array.from({ length: perScenario }, () => labelledSeries(random, scenario, correlation)),
    ),
  );
}

export type DetectionScore = { precision: number; recall: number; f1: number };

/** Over all points of all series; a point counts where it lies within five points of a true one. */
export function detectionScore(
  set: readonly LabelledSeries[],
  detect: (values: number[]) => number[],
): DetectionScore {
  let [hits, found, truth] = [0, 0, 0];
  for (const { values, changePoints: known } of set) {
    const points = detect(values);
    hits += matches(known, points, 5);
    found += points.length;
    truth += known.length;
  }
  return { precision: hits / found, recall: hits / truth, f1: (2 * hits) / (found + truth) };
}

export type LocationScore = {
  points: number;
  medianError: number;
  ninthDecileError: number;
  covered: number;
};

/** How far found points lie from their true place, and how often the interval of the place holds it. */
export function locationScore(set: readonly LabelledSeries[]): LocationScore {
  const errors: number[] = [];
  let covered = 0;
  for (const { values, changePoints: known } of set) {
    for (const point of changePoints(values)) {
      const truth = nearestOf(known, point.index);
      if (truth === null || Math.abs(truth - point.index) > 10) continue;
      errors.push(Math.abs(truth - point.index));
      if (point.indexLow <= truth && truth <= point.indexHigh) covered += 1;
    }
  }
  errors.sort((a, b) => a - b);
  return {
    points: errors.length,
    medianError: at(errors, errors.length >> 1),
    ninthDecileError: at(errors, Math.floor(errors.length * 0.9)),
    covered: covered / errors.length,
  };
}

export type AttributionScore = {
  points: number;
  right: number;
  nearestRight: number;
  ambiguous: number;
  sureButWrong: number;
};

/** The true change and three others within twenty points of it are recorded: which one is named? */
export function attributionScore(set: readonly LabelledSeries[], seed: number): AttributionScore {
  const random = seededRandom(seed);
  const count = { points: 0, right: 0, nearestRight: 0, ambiguous: 0, sureButWrong: 0 };
  for (const { values, changePoints: known } of set) {
    const truth = at(known, 0);
    const events = withDecoys(random, truth);
    for (const point of attributedChangePoints(values, events)) {
      if (Math.abs(point.index - truth) > 5 || nearestOf(known, point.index) !== truth) continue;
      const { verdict, causes } = point.attribution;
      count.points += 1;
      if (causes[0]?.id === "true") count.right += 1;
      else if (verdict === "recorded") count.sureButWrong += 1;
      if (verdict === "ambiguous") count.ambiguous += 1;
      if (nearestEvent(events, point) === "true") count.nearestRight += 1;
    }
  }
  const share = (value: number) => value / count.points;
  return {
    points: count.points,
    right: share(count.right),
    nearestRight: share(count.nearestRight),
    ambiguous: share(count.ambiguous),
    sureButWrong: share(count.sureButWrong),
  };
}

function withDecoys(random: Random, truth: number): RecordedEvent[] {
  const events: RecordedEvent[] = [{ id: "true", from: truth, to: truth, scope: "same" }];
  while (events.length < 4) {
    const place = truth - 20 + random.integer(41);
    if (events.some((event) => event.from === place)) continue;
    events.push({ id: `decoy ${events.length}`, from: place, to: place, scope: "same" });
  }
  return events;
}

function nearestEvent(events: readonly RecordedEvent[], { index }: ChangePoint): string | undefined {
  return events.toSorted((a, b) => Math.abs(a.from - index) - Math.abs(b.from - index))[0]?.id;
}

function nearestOf(places: readonly number[], index: number): number | null {
  return places.toSorted((a, b) => Math.abs(a - index) - Math.abs(b - index))[0] ?? null;
}

export type WatchScore = { falseAlarms: number; found: number; medianDelay: number };

/** 168 values of the past, 500 new ones: nothing happens, or a shift of two deviations in their middle. */
export function watchScore(
  { seed, trials }: { seed: number; trials: number },
  correlation: number,
): WatchScore {
  const random = seededRandom(seed);
  const watched = (shift: number) => {
    const values = Array.from(correlated(random, 668, correlation));
    const later = values.slice(168).map((value, i) => (i < 250 ? value : value + shift));
    return shiftAlarm(values.slice(0, 168), later, { better: "lower", horizon: 500 });
  };
  let falseAlarms = 0;
  const delays: number[] = [];
  for (let trial = 0; trial < trials; trial += 1) {
    if (watched(0) !== null) falseAlarms += 1;
    const alarm = watched(2);
    if (alarm && alarm.noticedAt >= 250) delays.push(alarm.noticedAt - 250);
  }
  return { falseAlarms: falseAlarms / trials, found: delays.length / trials, medianDelay: median(delays) };
}
