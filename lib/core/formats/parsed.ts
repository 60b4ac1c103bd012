/**
 * What a result file is once read: the same shape for every tool.
 *
 * A file holds one or more runs; a run is the unit of independence (a process, a load test), never a request. Inside a
 * run a quantity may come as single values in time order, as time-stamped points, or only as one number.
 */

import type { Better, MetricKind, Warning } from "#lib/core/statistics/verdict.ts";

export type Environment = Record<string, string | number | boolean | null>;

export type Quantity = {
  /** Name of the importer's list: `latency.p95`, `throughput`, `error-rate`, `time.mean`, `value` … */
  name: string;
  unit: string;
  kind: MetricKind;
  /** `null` where the name does not tell which direction is better. */
  better: Better | null;
  /** The one number of this run (mean, percentile, rate). `null` where it cannot be had. */
  value: number | null;
  /** How many single values (requests, iterations) the number rests on, where known. */
  n: number | null;
  /** The step in which the tool writes the number (whole ms: 1), where it is coarse enough to matter. */
  resolution?: number;
  /** Of a histogram: the edges between which the number lies with 95 % confidence; `high` is null in the open bucket. */
  bounds?: { low: number; high: number | null };
};

/** A point of a series: `at` in milliseconds since 1970, `value` null for a gap. */
export type Point = { at: number; value: number | null };

export type Run = {
  /** The file, and the part of it where a file holds several runs. */
  name: string;
  /** ISO 8601 in UTC, where the file tells. Decides whether runs were interleaved. */
  startedAt: string | null;
  quantities: Quantity[];
  /**
   * What a single value is: a run of its own (a process, a repeat), a request inside this run, or a point of a series
   * that goes on before and after this file (monitoring); then the file is a window, not a run.
   */
  each: "run" | "request" | "point";
  /**
   * Single values in the file's order, where it has them: under a quantity's own name, or under its first word
   * (`latency` for all of `latency.mean`, `latency.p95` …; requests in ms, commands under `time` in s).
   */
  samples: Record<string, number[]>;
  /** Time-stamped points by quantity name, where the file has them. */
  series: Record<string, Point[]>;
  errorRate: number | null;
};

export type ParsedFile = {
  format: string;
  tool: string;
  version: string | null;
  runs: Run[];
  environment: Environment;
  warnings: Warning[];
  /** Counted since this process started, and not from an earlier scrape: later scrapes of it hold all that this one has. */
  countedFrom?: string;
  /** The runs are repeats of one test: all of them count. Otherwise they are different things, and one is chosen. */
  repeats?: boolean;
};

export type Format = {
  name: string;
  tool: string;
  /** In words: what the file is recognised by. */
  detects: string;
  gives: "samples" | "series" | "summary";
  /** From the first kilobytes of the file; never throws. */
  detect: (head: string, fileName: string) => boolean;
  /** The whole text. Throws AppError INVALID naming the line and the fault; never returns half a file. */
  parse: (text: string, fileName: string, options: ParseOptions) => ParsedFile;
  /** The same line by line, for files that are too long to hold in memory. */
  reader?: (fileName: string) => LineReader;
  /** Files of one side with the same key are parts of one run and are read as one (a log per thread). */
  runKey?: (fileName: string) => string | null;
};

export type LineReader = {
  /** A line without its end, and its number from 1. Throws as `parse` does. */
  line: (text: string, number: number) => void;
  end: () => ParsedFile;
};

export type ParseOptions = {
  /** Plain tables: which column holds the value. */
  column?: string;
  /** The quantity asked for: a plain column of that name is read, and a text in it is a fault. */
  metric?: string;
  /** `key=value` selections (label sets, query ids). */
  select?: Record<string, string>;
  /** Counters that only grow: the earlier snapshot, from which this one is counted. */
  since?: { name: string; text: string };
};
