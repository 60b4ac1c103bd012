/**
 * What a chart is: a plain value that holds everything it shows, decided once.
 *
 * The same value is stored with its measurement, drawn on screen, in HTML, PDF and DOCX, and read as a table. Numbers
 * are in the metric's own unit, times in milliseconds since 1970; `null` is missing and drawn as a gap, never as zero.
 * How wide it is drawn and in which theme is not part of it.
 */

import type { Outcome, Verdict } from "#lib/core/statistics/verdict.ts";
import { standingOf } from "#lib/core/statistics/verdict.ts";

/** What the colour and the fill say: an outcome, or a number that was only reported. */
export type Tone = Outcome | "reported";

export type ChartText = {
  /** The finding, as a sentence without a full stop. */
  title: string;
  /** System, metric, statistic and unit. */
  subtitle: string;
  /** Where from, when frozen, and "simulated" where it is. */
  source: string;
  /** The drawing in words. */
  alt: string;
  simulated: boolean;
};

export type Span = { from: number; to: number };
export type Level = { median: number | null; low: number | null; high: number | null };
/** A recorded change near the one that is shown. */
export type Neighbour = { at: number; label: string };

export type RunsSide = Level & { n: number; values: number[] };
export type RunsChart = ChartText & {
  kind: "runs";
  unit: string;
  tone: Tone;
  fromZero: boolean;
  before: RunsSide;
  after: RunsSide;
};

export type Points = { at: number[]; values: (number | null)[] };
export type SeriesChart = ChartText & {
  kind: "series";
  unit: string;
  tone: Tone;
  fromZero: boolean;
  timeZone: string;
  points: Points;
  gaps: Span[];
  before: Level & Span;
  after: Level & Span;
  change: Neighbour;
  /** Roll-out and settling: in neither window. */
  rollout: Span | null;
  others: Neighbour[];
};

export type Shift = { at: number; relative: number; change: string | null; tone: Tone };
export type HistoryChart = ChartText & {
  kind: "history";
  unit: string;
  fromZero: boolean;
  timeZone: string;
  points: Points;
  gaps: Span[];
  levels: (Level & Span)[];
  shifts: Shift[];
  target: number | null;
  /** A milder threshold before that of the alert. */
  warnLimit: number | null;
  alertLimit: number | null;
  alerts: number[];
  changes: Neighbour[];
  /** An earlier stretch: its end is not now. */
  isPast: boolean;
};

export type PlaceboChart = ChartText & {
  kind: "placebo";
  tone: Tone;
  label: string;
  /** The same comparison at times without a recorded change, as relative effects. */
  contrasts: { at: string; relative: number }[];
  /** Whether the contrasts lie a day or more apart. */
  daily: boolean;
  effect: { relative: number; low: number; high: number };
};

export type EffectLine = ChartText & {
  kind: "effect";
  tone: Tone;
  better: "lower" | "higher";
  /** Percent only. Effects in points or in the metric's unit are named, not drawn. */
  shown: "percent" | "points" | "absolute" | "none";
  relative: number | null;
  low: number | null;
  high: number | null;
  minimumEffect: number;
  prediction: { low: number; high: number } | null;
  /** How far the line reaches to the worse and to the better side; equal within one table. */
  reach: Reach;
};
export type Reach = { worse: number; better: number };

export type TargetTrend = ChartText & {
  kind: "trend";
  unit: string;
  labels: string[];
  values: (number | null)[];
  target: number;
  met: boolean;
};

export type Chart = RunsChart | SeriesChart | HistoryChart | PlaceboChart | EffectLine | TargetTrend;

export type ChartTable = {
  columns: { title: string; kind: "text" | "number" }[];
  rows: string[][];
};

export function toneOf(verdict: Pick<Verdict, "outcome" | "reason">): Tone {
  return standingOf(verdict) === "reported" ? "reported" : verdict.outcome;
}
