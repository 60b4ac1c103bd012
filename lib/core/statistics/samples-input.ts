import type { Better, MetricKind } from "./verdict.ts";

/** One run: a process, a load test, a page load. Never a request, however many of those stand behind the value. */
export type SampleRun = {
  name: string;
  /** `null` or not finite: the run has no value. It is counted and left out. */
  value: number | null;
  /** ISO 8601 in UTC, where known. */
  startedAt: string | null;
  /** How many requests or iterations stand behind the value, where known. */
  n: number | null;
  /** Standard error of the value's logarithm that its single requests alone give: the run cannot be surer than that. */
  logError?: number;
  /** By how much more the value errs because slow requests come together; absent: no more. */
  burst?: number;
  /** The step in which the tool wrote the value (whole ms: 1), where it is coarse enough to matter. */
  step?: number;
  /** Of a histogram: the edges between which the value lies with 95 % confidence; no upper one in the open bucket. */
  bounds?: { low: number; high: number | null };
  /** Runs made in one go carry the same name (one hyperfine file of ten repeats). Absent: a sitting is not known. */
  sitting?: string | null;
};

export type RunOrder = "interleaved" | "blocks";
export type EnvironmentRecord = Record<string, string | number | boolean | null>;

export type SamplesInput = {
  metric: string;
  unit: string;
  better: Better;
  kind: MetricKind;
  /** Smallest change that matters: relative (default 0.02); for ratios absolute (default 0.0005, 0.05 points). */
  minimumEffect?: number;
  before: SampleRun[];
  after: SampleRun[];
  /** As stated by a person. Absent: from timestamps, else from sittings, else blocks. */
  order?: RunOrder;
  /** Standard deviation of logarithms between sittings: the metric's own, else 0.05. */
  sessionLogSd?: number;
  /** The same between runs, used below three runs a side: the metric's own, else 0.10 (tails 0.25, the longest 0.4). */
  runLogSd?: number;
  /** Each value is a tool's own summary. One summary a side stays "reported". */
  summaryOnly?: boolean;
  environment?: { before: EnvironmentRecord; after: EnvironmentRecord };
  /** Compares unlike environments all the same; the reason is kept and printed. */
  override?: { reason: string };
  /** One error rate a side; with the number of requests, chance can be told from a rise. */
  errorRate?: {
    before: number | null;
    after: number | null;
    beforeN?: number | null;
    afterN?: number | null;
  };
  /** The load tool held the rate, so that throughput could not rise. */
  heldByLoad?: boolean;
  /** The load tool waits for answers: the throughput after as a ratio to that before is what load it offered. */
  offeredLoad?: number;
  /** Default 0.95. */
  confidence?: number;
  /** How people call the metric; else its name in words. */
  label?: string;
  /** Hashes of the files; part of the seed. */
  seedParts?: string[];
};

export const SESSION_LOG_SD = 0.05;

/**
 * Percentiles from p90 on vary more from run to run than what lies in the middle, and the longest of all most: over
 * the runs of a real pack by a logarithm of 0.41, where one stall in a run makes the difference.
 */
export function defaultRunLogSd(metric: string, kind: MetricKind): number {
  if (metric.endsWith(".max")) return 0.4;
  return kind === "ratio" || /\.p9\d(\.\d+)?$/.test(metric) ? 0.25 : 0.1;
}

export function defaultMinimumEffect(kind: MetricKind): number {
  return kind === "ratio" ? 0.0005 : 0.02;
}
