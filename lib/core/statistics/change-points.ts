/**
 * Where the level of a series moved, without knowing when anything was changed.
 *
 * Usual methods call a change in most correlated series. Here the price of a change point is scaled by the long-run
 * variance, and each candidate must pass two tests that allow for correlation, beside its neighbours; the weakest is
 * taken away until all pass. A cycle is taken out and spikes are clipped first; missing values are left out, never filled.
 */

import { optimalPartition } from "./optimal-partitioning.ts";
import { stepFreeCorrelation, stepFreeDeviation, withoutSpikes } from "./robust-spread.ts";
import { seasonOf, withoutSeason } from "./season-profile.ts";
import {
  longRunVariance,
  pooledCorrelation,
  type Segment,
  segmentDifference,
  segmentOf,
  stepEvidence,
  stepProbability,
} from "./segment-comparison.ts";
import { at, sumOfSquares } from "./sequence.ts";
import { gridPlaces } from "./time-grid.ts";

export type ChangePoint = {
  /** The first point of the new level, from 0. */
  index: number;
  /** New level minus old one, in the series' unit, with its 95 % interval. */
  effect: number;
  low: number;
  high: number;
  /** Effect over the old level; null where that is not positive. */
  relative: number | null;
  /** The 95 % interval of the place (Bai 1997). */
  indexLow: number;
  indexHigh: number;
};

export type ChangePointOptions = {
  /** Length of the cycle in points; looked for when not given, none for 1. */
  season?: number;
  /** The values' times, ascending, so that the cycle keeps its hours across missing rows. */
  times?: readonly number[];
};

const shortestSegment = 4;
/** At 200 points; falls with the square root of the length, so that long series do not fill with false points. */
const stepLimit = 0.0001;
const differenceLimit = 0.02;
/** How far the pooled correlation may drift before all tests are done anew, not only the neighbours'. */
const correlationSlack = 0.002;

export function changePoints(
  values: readonly (number | null)[],
  options: ChangePointOptions = {},
): ChangePoint[] {
  return describedPoints(segmentedSeries(values, options));
}

export type SegmentedSeries = {
  /** The known values, without their cycle and spikes, and where each stands in the input. */
  series: Float64Array;
  places: Uint32Array;
  segments: Segment[];
  correlation: number;
};

/** A series cut into its levels: what change points are described and attributed from. */
export function segmentedSeries(
  values: readonly (number | null)[],
  { season, times }: ChangePointOptions,
): SegmentedSeries {
  const grid = times ? gridPlaces(times) : null;
  const raw = new Float64Array(grid ? at(grid, values.length - 1) + 1 : values.length).fill(Number.NaN);
  const places = new Uint32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    raw[grid ? at(grid, i) : i] = value;
    places[count++] = i;
  }
  const cycle = seasonOf(raw, season);
  const level = cycle ? withoutSeason(raw, cycle) : raw;
  const known = level.filter((value) => !Number.isNaN(value));
  const still = { series: known, places: places.subarray(0, count), segments: [], correlation: 0 };
  if (count < 2 * shortestSegment + 2) return still;
  const series = withoutSpikes(known);
  const points = candidates(series);
  if (points.length === 0) return still;
  let segments = confirmed(series, points);
  for (let round = 0; round < 3 && segments.length > 1; round += 1) {
    const moved = sharpened(series, segments);
    if (moved === null) break;
    segments = confirmed(series, moved);
  }
  return { ...still, series, segments, correlation: pooledCorrelation(segments) };
}

/** Least squares segments at a price of one long-run variance times ln n: rather too many, the tests sort them out. */
function candidates(series: Float64Array): number[] {
  const correlation = Math.min(0.95, Math.max(0, stepFreeCorrelation(series)));
  const rest = Math.max(1 - correlation, 1e-3);
  const innovations = stepFreeDeviation(series) ** 2 / rest;
  const longRun = Math.min(
    (innovations * (1 + correlation)) / rest,
    (4 * sumOfSquares(series)) / series.length,
  );
  return optimalPartition(series, longRun * Math.log(series.length), shortestSegment).changePoints;
}

/** Takes the weakest candidate away until every one that is left passes both tests. */
function confirmed(series: Float64Array, points: number[]): Segment[] {
  const starts = [0, ...points];
  const segments = starts.map((start, i) => segmentOf(series, start, starts[i + 1] ?? series.length));
  let correlation = pooledCorrelation(segments);
  const limit = stepLimit * Math.min(1, Math.sqrt(200 / series.length));
  const doubt = (i: number): number => {
    const [before, after] = [segments[i], segments[i + 1]];
    if (!before || !after) return 0;
    const step = stepProbability(series, before, after, correlation) / limit;
    return Math.max(step, segmentDifference(before, after, correlation).p / differenceLimit);
  };
  let doubts = points.map((_, i) => doubt(i));
  let exact = true;
  for (;;) {
    const worst = indexOfLargest(doubts);
    if (worst < 0 || (exact && at(doubts, worst) < 1)) return segments;
    if (at(doubts, worst) >= 1) {
      const [before, after] = [segments[worst], segments[worst + 1]];
      if (!before || !after || doubts.length === 1) return [];
      segments.splice(worst, 2, segmentOf(series, before.start, after.end));
      doubts.splice(worst, 1);
    }
    const pooled = pooledCorrelation(segments);
    exact = at(doubts, indexOfLargest(doubts)) < 1 || Math.abs(pooled - correlation) > correlationSlack;
    if (exact) {
      correlation = pooled;
      doubts = doubts.map((_, i) => doubt(i));
    } else {
      for (const i of [worst - 1, worst]) if (i >= 0 && i < doubts.length) doubts[i] = doubt(i);
    }
  }
}

/** Steps are looked for this far around where least squares put them. */
const reach = 20;

/** The points moved to where their steps are sharpest; null where none moves. */
function sharpened(series: Float64Array, segments: readonly Segment[]): number[] | null {
  const correlation = pooledCorrelation(segments);
  let moved = false;
  const points: number[] = [];
  for (const [i, after] of segments.entries()) {
    const before = segments[i - 1];
    if (!before) continue;
    const { from, explained } = stepEvidence(series, before, after, correlation, reach);
    let [best, most] = [after.start, at(explained, after.start - from)];
    const first = Math.max(from, (points.at(-1) ?? 0) + shortestSegment);
    for (let place = first; place <= after.end - shortestSegment; place += 1) {
      if (at(explained, place - from) > most) [best, most] = [place, at(explained, place - from)];
    }
    points.push(best);
    if (best !== after.start) moved = true;
  }
  return moved ? points : null;
}

function indexOfLargest(values: readonly number[]): number {
  let largest = values.length - 1;
  for (let i = 0; i < values.length; i += 1) if (at(values, i) > at(values, largest)) largest = i;
  return largest;
}

export function describedPoints({ segments, places, correlation }: SegmentedSeries): ChangePoint[] {
  return segments.slice(1).flatMap((after, i) => {
    const before = segments[i];
    if (!before) return [];
    const { difference, low, high } = segmentDifference(before, after, correlation);
    const [first, last] = placeInterval(before, after, correlation);
    return {
      index: at(places, after.start),
      effect: difference,
      low,
      high,
      relative: before.mean > 0 ? difference / before.mean : null,
      indexLow: at(places, first),
      indexHigh: at(places, last),
    };
  });
}

/** First and last place at which the new level may have begun: ⌈11 LRV/δ²⌉ to both sides (Bai 1997). */
export function placeInterval(before: Segment, after: Segment, correlation: number): [number, number] {
  const longRun = (longRunVariance(before, correlation) + longRunVariance(after, correlation)) / 2;
  const half = Math.ceil((11 * longRun) / (after.mean - before.mean) ** 2);
  return [Math.max(before.start, after.start - half), Math.min(after.end - 1, after.start + half)];
}
