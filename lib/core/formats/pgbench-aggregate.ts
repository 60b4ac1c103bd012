import type { Format, ParsedFile, Point } from "./parsed.ts";
import { pacedRate, requestsInFlight } from "./reading/concurrency.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { loadRun } from "./reading/load-summary.ts";
import { firstLines, linesOf } from "./reading/source-text.ts";

/** Interval start, transactions, Σ latency and Σ latency² in µs, min, max; then lag, skipped and failures by version. */
const lineShape = /^\d{9,11} \d+ \d+ \d+ \d+ \d+( \d+){0,11}\s*$/;

export const pgbenchAggregate: Format = {
  name: "pgbench-aggregate",
  tool: "pgbench",
  detects: "lines of 6 to 17 whole numbers that begin with a Unix time (pgbench --log --aggregate-interval)",
  gives: "series",
  detect: (head) => lineShape.test(firstLines(head, 1)[0] ?? ""),
  parse,
  runKey: (fileName) => /^(.*\.\d+)\.\d+$/.exec(fileName)?.[1] ?? (/\.\d+$/.test(fileName) ? fileName : null),
};

type Interval = { at: number; transactions: number; sumMicros: number; maxMicros: number; failed: number };

function parse(text: string, fileName: string): ParsedFile {
  const intervals = readIntervals(text, fileName);
  const transactions = sumOf(intervals, (one) => one.transactions);
  const failed = sumOf(intervals, (one) => one.failed);
  if (transactions === 0) throw faultyFile(fileName, "there is no transaction in it.");
  const run = loadRun(fileName, {
    startedAt: isoTime((intervals[0]?.at ?? 0) * 1000),
    latencyMs: {
      mean: sumOf(intervals, (one) => one.sumMicros) / transactions / 1000,
      max: Math.max(...intervals.map((one) => one.maxMicros)) / 1000,
    },
    requests: transactions + failed,
    errors: failed,
    perSecond: steadyRate(intervals),
  });
  return {
    format: "pgbench-aggregate",
    tool: "pgbench",
    version: null,
    runs: [{ ...run, series: seriesOf(intervals) }],
    environment: {
      requestsInFlight: requestsInFlight(inFlight(intervals)),
      pacedRate: pacedRate(inFlight(intervals), steadyRate(intervals)),
    },
    warnings: [],
  };
}

/** Threads write a file each; their lines of one interval are added up. */
function readIntervals(text: string, fileName: string): Interval[] {
  const byStart = new Map<number, Interval>();
  for (const [line, number] of linesOf(text)) {
    if (line.trim() === "") continue;
    if (!lineShape.test(line))
      throw faultyFile(fileName, `${quoted(line, 60)} is no line of such a log.`, number);
    const fields = line.trim().split(" ").map(Number);
    const [at = 0, transactions = 0, sumMicros = 0, , , maxMicros = 0] = fields;
    const failed = failuresIn(fields);
    const known = byStart.get(at);
    if (!known) byStart.set(at, { at, transactions, sumMicros, maxMicros, failed });
    else {
      known.transactions += transactions;
      known.sumMicros += sumMicros;
      known.maxMicros = Math.max(known.maxMicros, maxMicros);
      known.failed += failed;
    }
  }
  return [...byStart.values()].sort((one, other) => one.at - other.at);
}

/** Column 11 counts skipped transactions; from version 15 on columns 14 and 15 count failed ones. */
function failuresIn(fields: number[]): number {
  const skipped = fields.length === 11 || fields.length >= 15 ? (fields[10] ?? 0) : 0;
  return skipped + (fields.length >= 15 ? (fields[13] ?? 0) + (fields[14] ?? 0) : 0);
}

/** The first and the last interval are seldom whole. */
function steady(intervals: Interval[]): Interval[] {
  return intervals.length > 2 ? intervals.slice(1, -1) : intervals;
}

function steadyRate(intervals: Interval[]): number | null {
  const whole = steady(intervals);
  const step = intervalSeconds(intervals);
  return whole.length === 0 ? null : sumOf(whole, (one) => one.transactions) / (whole.length * step);
}

/** The sum of the latencies by the time they fell into: about the number of clients, which the log does not name. */
function inFlight(intervals: Interval[]): number | null {
  const whole = steady(intervals);
  if (intervals.length <= 2) return null;
  return sumOf(whole, (one) => one.sumMicros) / 1e6 / (whole.length * intervalSeconds(intervals));
}

function intervalSeconds(intervals: Interval[]): number {
  const steps = intervals.slice(1).map((one, index) => one.at - (intervals[index]?.at ?? one.at));
  return steps.length === 0 ? 1 : Math.max(1, Math.min(...steps));
}

function seriesOf(intervals: Interval[]): Record<string, Point[]> {
  const step = intervalSeconds(intervals);
  const points = (value: (one: Interval) => number | null): Point[] =>
    intervals.map((one) => ({ at: one.at * 1000, value: value(one) }));
  return {
    "latency.mean": points((one) =>
      one.transactions === 0 ? null : one.sumMicros / one.transactions / 1000,
    ),
    throughput: points((one) => one.transactions / step),
  };
}

function sumOf(intervals: Interval[], value: (one: Interval) => number): number {
  return intervals.reduce((sum, one) => sum + value(one), 0);
}
