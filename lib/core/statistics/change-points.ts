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
  stepProbability,
} from "./segment-comparison.ts";
import { at, sumOfSquares } from "./sequence.ts";

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
};

const shortestSegment = 4;
const stepLimit = 0.0003;
const differenceLimit = 0.02;
/** How far the pooled correlation may drift before all tests are done anew, not only the neighbours'. */
const correlationSlack = 0.002;

export function changePoints(
  values: readonly (number | null)[],
  { season }: ChangePointOptions = {},
): ChangePoint[] {
  const raw = Float64Array.from(values, (value) => value ?? Number.NaN).map((value) =>
    Number.isFinite(value) ? value : Number.NaN,
  );
  const cycle = seasonOf(raw, season);
  const level = cycle ? withoutSeason(raw, cycle) : raw;
  const places: number[] = [];
  for (let i = 0; i < level.length; i += 1) if (!Number.isNaN(at(level, i))) places.push(i);
  if (places.length < 2 * shortestSegment + 2) return [];
  const series = withoutSpikes(Float64Array.from(places, (i) => at(level, i)));
  const segments = confirmed(series, candidates(series));
  return described(segments, places);
}

/** Least squares segments at a price of one and a half long-run variances times ln n. */
function candidates(series: Float64Array): number[] {
  const correlation = Math.min(0.95, Math.max(0, stepFreeCorrelation(series)));
  const rest = Math.max(1 - correlation, 1e-3);
  const innovations = stepFreeDeviation(series) ** 2 / rest;
  const longRun = Math.min(
    (innovations * (1 + correlation)) / rest,
    (4 * sumOfSquares(series)) / series.length,
  );
  return optimalPartition(series, 1.5 * longRun * Math.log(series.length), shortestSegment).changePoints;
}

/** Takes the weakest candidate away until every one that is left passes both tests. */
function confirmed(series: Float64Array, points: number[]): Segment[] {
  const starts = [0, ...points];
  const segments = starts.map((start, i) => segmentOf(series, start, starts[i + 1] ?? series.length));
  let correlation = pooledCorrelation(segments);
  const doubt = (i: number): number => {
    const [before, after] = [segments[i], segments[i + 1]];
    if (!before || !after) return 0;
    const step = stepProbability(series, before, after, correlation) / stepLimit;
    return Math.max(step, segmentDifference(before, after, correlation).p / differenceLimit);
  };
  let doubts = points.map((_, i) => doubt(i));
  let exact = true;
  for (;;) {
    const worst = indexOfLargest(doubts);
    if (worst < 0 || (exact && at(doubts, worst) < 1)) return segments;
    if (at(doubts, worst) >= 1) {
      const [before, after] = [segments[worst], segments[worst + 1]];
      if (!before || !after) return segments;
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

function indexOfLargest(values: readonly number[]): number {
  let largest = values.length - 1;
  for (let i = 0; i < values.length; i += 1) if (at(values, i) > at(values, largest)) largest = i;
  return largest;
}

function described(segments: readonly Segment[], places: readonly number[]): ChangePoint[] {
  const correlation = pooledCorrelation(segments);
  return segments.slice(1).flatMap((after, i) => {
    const before = segments[i];
    if (!before) return [];
    const { difference, low, high } = segmentDifference(before, after, correlation);
    const longRun = (longRunVariance(before, correlation) + longRunVariance(after, correlation)) / 2;
    const reach = Math.ceil((11 * longRun) / difference ** 2);
    const place = (index: number) => at(places, Math.min(after.end - 1, Math.max(before.start, index)));
    return {
      index: at(places, after.start),
      effect: difference,
      low,
      high,
      relative: before.mean > 0 ? difference / before.mean : null,
      indexLow: place(after.start - reach),
      indexHigh: place(after.start + reach),
    };
  });
}
