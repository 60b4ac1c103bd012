import type { EnvironmentRecord } from "./samples-input.ts";
import type { Better, MetricKind } from "./verdict.ts";

/** A point of a time series: `at` in milliseconds since 1970; `value` null for a gap, which is never filled. */
export type SeriesPoint = { at: number; value: number | null };

/** A stretch of time that says nothing about the change (maintenance, an incident): from inclusive, until exclusive. */
export type Exclusion = { from: number; until: number; reason: string };

/**
 * Two windows of one series around a change. `seriesWindows` cuts them out of a series; whoever has them already (two
 * files) hands them over as they are. Points may come in any order.
 */
export type SeriesInput = {
  metric: string;
  unit: string;
  better: Better;
  kind: MetricKind;
  /** Smallest change that matters: relative (default 0.02); for ratios absolute (default 0.0005, 0.05 points). */
  minimumEffect?: number;
  before: SeriesPoint[];
  /** The window after: what lies in the roll-out and while it settled belongs to neither window. */
  after: SeriesPoint[];
  /** Points earlier than the window before, for the placebo. Other changes in it are named in `otherChanges`. */
  history?: SeriesPoint[];
  exclusions?: Exclusion[];
  /** Points of one period, or none. Absent: the day, the week and whatever repeats in the windows is looked for. */
  season?: number | "none";
  /** The same metric where the change was not made, over the same time: what moves there too is no effect. */
  controls?: { name: string; points: SeriesPoint[] }[];
  /** How much work there was over the same time: a metric that moves with it has not been moved by the change. */
  load?: { name: string; points: SeriesPoint[] };
  /** Other recorded changes of the same thing. One inside a window makes the verdict confounded. */
  otherChanges?: { at: number; name: string }[];
  environment?: { before: EnvironmentRecord; after: EnvironmentRecord };
  /** Compares unlike environments all the same; the reason is kept and printed. */
  override?: { reason: string };
  /** One error rate a side: a faster result with more errors is no improvement. */
  errorRate?: {
    before: number | null;
    after: number | null;
    beforeN?: number | null;
    afterN?: number | null;
  };
  /** Default 0.95. */
  confidence?: number;
  /** How people call the metric; else its name in words. */
  label?: string;
  /** Hashes of the files; part of the seed. */
  seedParts?: string[];
};

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** Fewer points a side say nothing, whatever they are. */
export const FEWEST_POINTS = 24;
/** With fewer independent points in both windows together only a change can be told, not its absence. */
export const FEWEST_EFFECTIVE = 10;
/** A window with more gaps than this is not judged. */
export const MOST_MISSING = 0.2;
