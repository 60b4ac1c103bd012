/**
 * Does a gain hold? Compares the latest window with those from before and after the change: the share of the gain that is
 * kept, (now − before)/(after − before), with Fieller's interval, allowing for correlation inside the windows.
 */

import { withoutSpikes } from "./robust-spread.ts";
import { longRunVariance, pooledCorrelation, type Segment, segmentOf } from "./segment-comparison.ts";
import { at, median } from "./sequence.ts";
import { studentQuantile } from "./special/student.ts";
import type { Better } from "./verdict.ts";

export type GainWatch = {
  /** `holding`: no loss that matters is shown; `fading`: part is lost; `lost`: what is left cannot be told from none. */
  state: "holding" | "fading" | "lost";
  /** Share of the gain that is kept, with its 95 % interval; a bound is null where the gain is too faint to have one. */
  kept: number;
  low: number | null;
  high: number | null;
};

/** Values in order; `phase` is the place of the first one in the cycle. */
export type WatchWindow = { values: readonly (number | null)[]; phase?: number };

export type GainWatchOptions = {
  better: Better;
  /** The smallest relative change that matters. */
  minimumEffect?: number;
  /** Length of the cycle in points, taken out of all windows alike. */
  season?: number;
};

/** Fewer points in a window show nothing. */
const fewestPoints = 8;

/** null where a window has too few points, or there was no gain to keep. */
export function gainWatch(
  windows: { before: WatchWindow; after: WatchWindow; now: WatchWindow },
  { better, minimumEffect = 0.02, season }: GainWatchOptions,
): GainWatch | null {
  const levels = levelsOf([windows.before, windows.after, windows.now], season);
  if (levels === null) return null;
  const { before, after, now, variance, df } = levels;
  const gain = after - before;
  if (gain === 0 || gain < 0 !== (better === "lower")) return null;
  const t = studentQuantile(0.975, df);
  const kept = (now - before) / gain;
  const [low, high] = fieller(now - before, gain, variance, t);
  const lossProven = high !== null && high < 1;
  const loss = Math.abs(now - after);
  const matters = loss >= minimumEffect * Math.abs(after);
  if (!lossProven || !matters) return { state: "holding", kept, low, high };
  return { state: low === null || low <= 0 ? "lost" : "fading", kept, low, high };
}

type Levels = {
  before: number;
  after: number;
  now: number;
  variance: { before: number; after: number; now: number };
  df: number;
};

function levelsOf(windows: readonly WatchWindow[], season: number | undefined): Levels | null {
  const cleared = withoutCommonSeason(windows, season);
  if (cleared.some((values) => values.length < fewestPoints)) return null;
  const segments = cleared.map((values) => segmentOf(withoutSpikes(values), 0, values.length));
  const correlation = pooledCorrelation(segments);
  const [before, after, now] = segments.map((segment) => levelOf(segment, correlation));
  if (!before || !after || !now) return null;
  const count = segments.reduce((sum, { n }) => sum + n, 0);
  const worth = (count * (1 - correlation)) / (1 + correlation) - 3;
  const df = Math.max(1.5, Math.min(worth, before.df, after.df, now.df));
  const variance = { before: before.variance, after: after.variance, now: now.variance };
  return { before: before.mean, after: after.mean, now: now.mean, variance, df };
}

function levelOf(segment: Segment, correlation: number) {
  const variance = longRunVariance(segment, correlation) / segment.n;
  return { mean: segment.mean, variance, df: segment.later.length };
}

/** One profile for all windows: medians per phase of the distances from each window's own median. */
function withoutCommonSeason(windows: readonly WatchWindow[], season = 1): Float64Array[] {
  const placed = windows.map(({ values, phase = 0 }) =>
    values.flatMap((value, i) => (value === null ? [] : [{ value, phase: (phase + i) % season }])),
  );
  const centres = placed.map((points) => (points.length > 0 ? median(points.map(({ value }) => value)) : 0));
  const byPhase = Array.from({ length: season }, (): number[] => []);
  for (const [w, points] of placed.entries()) {
    for (const { value, phase } of points) byPhase[phase]?.push(value - at(centres, w));
  }
  const profile = byPhase.map((distances) => (season > 1 && distances.length > 0 ? median(distances) : 0));
  return placed.map((points) => Float64Array.from(points, ({ value, phase }) => value - at(profile, phase)));
}

/**
 * Fieller's interval of (now − before)/(after − before), which share the level before. Unbounded where the gain itself is
 * not away from zero.
 */
function fieller(
  rest: number,
  gain: number,
  variance: Levels["variance"],
  t: number,
): [number | null, number | null] {
  const ofRest = variance.now + variance.before;
  const ofGain = variance.after + variance.before;
  const shared = variance.before;
  const square = gain * gain - t * t * ofGain;
  if (!(square > 0)) return [null, null];
  const middle = rest * gain - t * t * shared;
  const root = Math.sqrt(Math.max(0, middle * middle - square * (rest * rest - t * t * ofRest)));
  return [(middle - root) / square, (middle + root) / square];
}
