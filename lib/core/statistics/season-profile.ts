/** A cycle of fixed length in a series whose level may move: found, measured phase by phase, and taken out. */

import { medianDeviation } from "./robust-spread.ts";
import { runningMedian } from "./running-median.ts";
import { at, mean, median, type Values } from "./sequence.ts";

export type Season = { length: number; profile: Float64Array };

/** Lengths that calendars make: hours of a day and a week, days of a week, months of a year, and finer grids. */
const usual = [24, 168, 7, 12, 48, 96, 144, 288, 336, 672, 1440];
/** Share of the spread that the profile explains: of all repeats, and that of every other repeat in those between. */
const leastExplained = 0.2;
const leastForeseen = { usual: 0, any: 0.15 };
/** Fewer repeats do not show a cycle. */
const fewestRepeats = 4;
const longestUnnamed = 1500;
/** A cycle shows in this many points; longer series are not searched whole. */
const searched = 20_000;

/** The cycle to take out of a series (missing values NaN): of the given length or looked for; null where none is clear. */
export function seasonOf(values: Float64Array, length?: number): Season | null {
  const chosen = length ?? likeliestLength(values);
  return chosen === null ? null : profileOf(values, chosen);
}

export function withoutSeason(values: Float64Array, { length, profile }: Season): Float64Array {
  return values.map((value, i) => value - at(profile, i % length));
}

/**
 * Multiples of a cycle explain more of what has been seen but foresee less of what has not, so the length is chosen by how
 * well every other repeat foresees those between.
 */
function likeliestLength(values: Float64Array): number | null {
  const from = Math.max(0, (values.length - searched) >> 1);
  const part = values.subarray(from, from + searched);
  const found = lengthsToTry(part)
    .map((length) => ({ length, foreseen: foreseenShare(withoutTrend(part, length), length) }))
    .filter(({ length, foreseen }) => foreseen > leastForeseen[usual.includes(length) ? "usual" : "any"])
    .sort((a, b) => b.foreseen - a.foreseen);
  const [best] = found;
  if (!best) return null;
  const nearlyAsGood = found.filter(({ foreseen }) => foreseen > 0.9 * best.foreseen);
  const simpler = nearlyAsGood.filter(({ length }) => isMultiple(best.length, length));
  const known = nearlyAsGood.find(({ length }) => usual.includes(length) && isNear(length, best.length));
  return simpler.length > 0 ? Math.min(...simpler.map(({ length }) => length)) : (known ?? best).length;
}

function isMultiple(length: number, part: number): boolean {
  const times = length / part;
  return Math.round(times) >= 2 && Math.abs(times - Math.round(times)) < 0.05;
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= 0.03 * other;
}

function foreseenShare(detrended: Float64Array, length: number): number {
  const rest = detrended.slice();
  for (const parity of [0, 1]) {
    const mine = (i: number) => Math.floor(i / length) % 2 === parity;
    const profile = phaseMedians(detrended, length, (i) => !mine(i));
    for (let i = 0; i < rest.length; i += 1) if (mine(i)) rest[i] = at(rest, i) - at(profile, i % length);
  }
  return explainedShare(detrended, rest);
}

/**
 * Lengths at which the series resembles itself more than half a length nearer or farther: usual ones that do so at all,
 * and of the others the three that do so most, with the parts of the first.
 */
function lengthsToTry(values: Float64Array): number[] {
  const most = Math.floor(values.length / fewestRepeats);
  const longest = Math.min(longestUnnamed, most);
  const unlike = new Map<number, number>();
  const unlikeAt = (lag: number) => {
    const known = unlike.get(lag) ?? unlikeness(values, lag);
    unlike.set(lag, known);
    return known;
  };
  const depthAt = (lag: number) =>
    1 - unlikeAt(lag) / Math.min(unlikeAt(Math.ceil(lag / 2)), unlikeAt(Math.floor(1.5 * lag)));
  const dips: { length: number; depth: number }[] = [];
  for (let lag = 3; lag < longest; lag += 1) {
    const here = unlikeAt(lag);
    if (!(here <= unlikeAt(lag - 1) && here <= unlikeAt(lag + 1))) continue;
    const depth = depthAt(lag);
    if (depth > 0.2) dips.push({ length: lag, depth });
  }
  const deepest = dips.sort((a, b) => b.depth - a.depth).map((dip) => dip.length);
  const [first] = deepest;
  const parts = deepest.filter((length) => first !== undefined && isMultiple(first, length));
  const named = usual.filter((length) => length <= most && depthAt(length) > 0.05);
  return [...new Set([...named, ...deepest.slice(0, 3), ...parts.slice(0, 3)])];
}

// Like a variogram, but by roots of distances, which outliers and steps hardly touch; some hundred pairs are enough.
function unlikeness(values: Float64Array, lag: number): number {
  const pairs = values.length - lag;
  const stride = Math.max(1, Math.floor(pairs / 500));
  let [total, count] = [0, 0];
  for (let i = 0; i < pairs; i += stride) {
    const distance = Math.abs(at(values, i + lag) - at(values, i));
    if (Number.isNaN(distance)) continue;
    total += Math.sqrt(distance);
    count += 1;
  }
  return (total / count) ** 4;
}

// Kept where it explains enough of the spread and the series resembles itself one cycle later.
function profileOf(values: Float64Array, length: number): Season | null {
  if (length < 2 || values.length < fewestRepeats * length) return null;
  const detrended = withoutTrend(values, length);
  const season = { length, profile: phaseMedians(detrended, length, () => true) };
  const explained = explainedShare(detrended, withoutSeason(detrended, season));
  const alike = selfLikeness(detrended, length) > 2 / Math.sqrt(values.length);
  return explained > leastExplained && alike ? season : null;
}

function withoutTrend(values: Float64Array, length: number): Float64Array {
  const trend = runningMedian(values, length >> 1);
  return values.map((value, i) => value - at(trend, i));
}

/** The median of each phase over the chosen places, around a mean of zero. */
function phaseMedians(values: Float64Array, length: number, chosen: (i: number) => boolean): Float64Array {
  const profile = new Float64Array(length);
  for (let phase = 0; phase < length; phase += 1) {
    const known: number[] = [];
    for (let i = phase; i < values.length; i += length) {
      if (chosen(i) && !Number.isNaN(at(values, i))) known.push(at(values, i));
    }
    profile[phase] = known.length > 0 ? median(known) : 0;
  }
  const centre = mean(profile);
  return profile.map((value) => value - centre);
}

function explainedShare(whole: Float64Array, rest: Float64Array): number {
  const spread = (values: Float64Array) => medianDeviation(values.filter((value) => !Number.isNaN(value)));
  return 1 - (spread(rest) / Math.max(spread(whole), 1e-12)) ** 2;
}

// Autocorrelation at a lag over the pairs that are there.
function selfLikeness(values: Values, lag: number): number {
  let [total, count] = [0, 0];
  for (let i = 0; i < values.length; i += 1) {
    if (Number.isNaN(at(values, i))) continue;
    total += at(values, i);
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
