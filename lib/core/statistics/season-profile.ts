/** A cycle of fixed length in a series whose level may move: found, measured phase by phase, and taken out. */

import { medianDeviation } from "./robust-spread.ts";
import { runningMedian } from "./running-median.ts";
import { at, median, type Values } from "./sequence.ts";

/** Lengths that calendars make. */
const usual = [24, 168, 7, 12];
/** Fewer repeats do not show a cycle; one that nobody named has to show itself more often. */
const fewestRepeats = { given: 4, lookedFor: 8 };

export type Season = { length: number; profile: Float64Array; strength: number };

/** The cycle to take out of a series (missing values NaN): of the given length or looked for; null where none is clear. */
export function seasonOf(values: Values, length?: number): Season | null {
  const repeats = length === undefined ? fewestRepeats.lookedFor : fewestRepeats.given;
  const lengths = (length === undefined ? usual : [length]).filter((one) => values.length >= repeats * one);
  let strongest: Season | null = null;
  for (const one of lengths) {
    const season = profileOf(values, one);
    if (season && season.strength > (strongest?.strength ?? 0)) strongest = season;
  }
  return strongest;
}

export function withoutSeason(values: Values, { length, profile }: Season): Float64Array {
  return Float64Array.from(values, (value, i) => value - at(profile, i % length));
}

// Medians per phase of what is left of a running median; kept where they explain a fifth of the spread and the series
// resembles itself one cycle later.
function profileOf(values: Values, length: number): Season | null {
  const n = values.length;
  if (length < 2) return null;
  const trend = runningMedian(values, length >> 1);
  const detrended = Float64Array.from(values, (value, i) => value - at(trend, i));
  const profile = Float64Array.from({ length }, (_, phase) => {
    const known: number[] = [];
    for (let i = phase; i < n; i += length) {
      if (!Number.isNaN(at(detrended, i))) known.push(at(detrended, i));
    }
    return known.length > 0 ? median(known) : 0;
  });
  const centre = profile.reduce((a, b) => a + b, 0) / length;
  for (let phase = 0; phase < length; phase += 1) profile[phase] = at(profile, phase) - centre;
  const known = detrended.filter((value) => !Number.isNaN(value));
  const rest = withoutSeason(detrended, { length, profile, strength: 0 }).filter(
    (value) => !Number.isNaN(value),
  );
  const strength = 1 - (medianDeviation(rest) / Math.max(medianDeviation(known), 1e-12)) ** 2;
  const repeats = selfLikeness(detrended, length) > 2 / Math.sqrt(known.length);
  return strength > 0.2 && repeats ? { length, profile, strength } : null;
}

// Autocorrelation at a lag over the pairs that are there.
function selfLikeness(values: Float64Array, lag: number): number {
  let [total, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    total += value;
    count += 1;
  }
  const centre = total / count;
  let [products, squares] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    const value = at(values, i) - centre;
    if (Number.isNaN(value)) continue;
    squares += value * value;
    const earlier = i >= lag ? at(values, i - lag) - centre : Number.NaN;
    if (!Number.isNaN(earlier)) products += value * earlier;
  }
  return squares > 0 ? products / squares : 0;
}
