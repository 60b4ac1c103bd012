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
};

export type Run = {
  /** The file, and the part of it where a file holds several runs. */
  name: string;
  /** ISO 8601 in UTC, where the file tells. Decides whether runs were interleaved. */
  startedAt: string | null;
  quantities: Quantity[];
  /** Time-stamped points by quantity name, where the file has them: `at` in milliseconds since 1970, `value` null for a gap. */
  series: Record<string, { at: number; value: number | null }[]>;
  /** Single values by quantity name in the file's order, where it has them (`latency`: requests in ms; `time`: s; `value`). */
  samples: Record<string, number[]>;
  errorRate: number | null;
};

export type ParsedFile = {
  format: string;
  tool: string;
  version: string | null;
  runs: Run[];
  environment: Environment;
  warnings: Warning[];
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
};

export type ParseOptions = {
  /** Plain tables: which column holds the value. */
  column?: string;
  /** `key=value` selections (label sets, query ids). */
  select?: Record<string, string>;
};
