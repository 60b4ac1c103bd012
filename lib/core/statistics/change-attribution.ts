/**
 * Which recorded change a change point belongs to. Nearest in time is wrong when two changes share the interval in which
 * the level may have moved: each gets the likelihood of a step at its own time instead, and the answer may be that two
 * fit, or none.
 */

import {
  type ChangePoint,
  type ChangePointOptions,
  describedPoints,
  placeInterval,
  segmentedSeries,
} from "./change-points.ts";
import { innovationVariance, stepEvidence } from "./segment-comparison.ts";
import { at } from "./sequence.ts";

export type RecordedEvent = {
  id: string;
  /** The points of the series, from 0, between which the change took hold: the first it can show in, and the last. */
  from: number;
  to: number;
  scope: "same" | "environment" | "other";
};

type Attribution = {
  /** `recorded`: one change explains it; `ambiguous`: several may; `unexplained`: something else changed here. */
  verdict: "recorded" | "ambiguous" | "unexplained";
  /** The changes that may have done it with their probabilities, the likeliest first. */
  causes: { id: string; confidence: number }[];
};

export type AttributedPoint = ChangePoint & { attribution: Attribution };

const prior = { same: 1, environment: 0.3, other: 0.1, unrecorded: 0.1 };
const sureFrom = 0.8;
const possibleFrom = 0.1;
/** A change may be recorded a little after it took hold. */
const guard = 1;

/** Change points of a series, each with the recorded changes that may have made it. */
export function attributedChangePoints(
  values: readonly (number | null)[],
  events: readonly RecordedEvent[],
  options: ChangePointOptions = {},
): AttributedPoint[] {
  const segmented = segmentedSeries(values, options);
  const { series, places, segments, correlation } = segmented;
  return describedPoints(segmented).map((point, i) => {
    const [before, after] = [segments[i], segments[i + 1]];
    if (!before || !after) return { ...point, attribution: { verdict: "unexplained", causes: [] } };
    const [first, last] = placeInterval(before, after, correlation);
    const reach = Math.max(after.start - first, last - after.start) + guard;
    const { from, explained } = stepEvidence(series, before, after, correlation, reach);
    const noise = innovationVariance(series, before, after, correlation);
    const best = at(explained, after.start - from);
    const likelihood = (place: number) => {
      const here = explained[place - from];
      if (here === undefined || place < first - guard || place > last) return 0;
      return noise > 0 ? Math.exp((here - best) / (2 * noise)) : Number(place === after.start);
    };
    const weights = events.map((event) => ({
      id: event.id,
      weight: prior[event.scope] * likeliest(event, places, likelihood),
    }));
    return { ...point, attribution: judged(weights) };
  });
}

/** The greatest likelihood of a step while the change took hold. */
function likeliest(event: RecordedEvent, places: Uint32Array, likelihood: (place: number) => number): number {
  let greatest = 0;
  for (let place = placeAt(places, event.from); place < places.length; place += 1) {
    greatest = Math.max(greatest, likelihood(place));
    if (at(places, place) >= event.to) break;
  }
  return greatest;
}

/** The first known value at or after a point of the input. */
function placeAt(places: Uint32Array, index: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(places, middle) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}

function judged(weights: readonly { id: string; weight: number }[]): Attribution {
  const total = weights.reduce((sum, { weight }) => sum + weight, prior.unrecorded);
  const causes = weights
    .map(({ id, weight }) => ({ id, confidence: weight / total }))
    .filter(({ confidence }) => confidence > possibleFrom)
    .sort((a, b) => b.confidence - a.confidence);
  const [first] = causes;
  if (!first) return { verdict: "unexplained", causes };
  if (first.confidence >= sureFrom) return { verdict: "recorded", causes: [first] };
  return { verdict: causes.length > 1 ? "ambiguous" : "unexplained", causes };
}
