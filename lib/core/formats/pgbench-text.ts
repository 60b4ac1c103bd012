import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { printedLines } from "./reading/source-text.ts";

/**
 * The figures at the end. Where the file has several ends (one run after another), each is a run. The lines of -P
 * are left alone: the total says the same.
 */
export const pgbenchText: Format = {
  name: "pgbench",
  tool: "pgbench",
  detects:
    "text with “transaction type:”, “number of clients:” and “tps =” (pgbench, with or without -P and -r)",
  gives: "summary",
  detect: (head) => {
    const text = printedLines(head);
    return (
      /^(transaction type|number of clients):/m.test(text) ||
      /^progress: [\d.]+ s, [\d.]+ tps, lat/m.test(text) ||
      /^pgbench \(\d/m.test(text)
    );
  },
  parse,
};

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const reports = text.split(/^(?=transaction type:)/m).filter((part) => /^transaction type:/.test(part));
  const whole = reports.filter((report) => /^tps = [\d.]+ \(.*\)/m.test(report));
  if (reports.length === 0 || whole.length < reports.length) {
    throw faultyFile(fileName, "the line “tps =” is missing: pgbench did not end, or the text is cut off.");
  }
  const first = whole[0] ?? "";
  return {
    format: "pgbench",
    tool: "pgbench",
    version: /^pgbench \((?:PostgreSQL\) )?([\d.]+)/m.exec(text)?.[1] ?? null,
    runs: whole.map((report, index) => {
      const run = readReport(report, fileName);
      return whole.length === 1 ? run : { ...run, name: `${fileName}, report ${index}` };
    }),
    environment: {
      clients: numberIn(/^number of clients: (\d+)/m, first),
      threads: numberIn(/^number of threads: (\d+)/m, first),
      scalingFactor: numberIn(/^scaling factor: (\d+)/m, first),
      queryMode: /^query mode: (\S+)/m.exec(first)?.[1] ?? null,
      durationSeconds: numberIn(/^duration: (\d+) s/m, first),
      rateLimited: lagOf(first) !== null,
      scheduledRate: scheduledRate(first),
    },
    warnings: [],
  };
}

function readReport(report: string, fileName: string) {
  const processed = numberIn(/^number of transactions actually processed: (\d+)/m, report);
  if (processed === null)
    throw faultyFile(fileName, "the number of transactions actually processed is missing.");
  const failed = numberIn(/^number of failed transactions: (\d+)/m, report) ?? 0;
  const skipped = numberIn(/^number of transactions skipped: (\d+)/m, report) ?? 0;
  return loadRun(fileName, {
    latencyMs: { mean: latencyAverage(report) },
    requests: processed + failed + skipped,
    errors: failed + skipped,
    perSecond: transactionsPerSecond(report),
    goodPerSecond: transactionsPerSecond(report),
  });
}

/** Only with -R. */
function lagOf(report: string): number | null {
  return numberIn(/^rate limit schedule lag: avg ([\d.]+) /m, report);
}

/** About what -R asked for: what was done where the server kept up, and what it had to skip; else not known. */
function scheduledRate(report: string): number | null {
  const [lag, done] = [lagOf(report), transactionsPerSecond(report)];
  const processed = numberIn(/^number of transactions actually processed: (\d+)/m, report);
  if (lag === null || done === null || !processed) return null;
  const skipped = numberIn(/^number of transactions skipped: (\d+)/m, report);
  if (skipped === null && lag > keptUpMs) return null;
  return Number(((done * (processed + (skipped ?? 0))) / processed).toPrecision(3));
}

/** A server that cannot keep the pace falls behind by seconds. */
const keptUpMs = 100;

/** `latency average = 4.304 ms`; before version 9.6 `latency average: 4.304 ms`. */
function latencyAverage(report: string): number | null {
  return numberIn(/^latency average(?: =|:) ([\d.]+) ms/m, report);
}

/** Up to version 13 there were two such lines; the one without the time for connecting is the steady rate. */
function transactionsPerSecond(report: string): number | null {
  return numberIn(/^tps = ([\d.]+) \((?:excluding|without)/m, report) ?? numberIn(/^tps = ([\d.]+)/m, report);
}

function numberIn(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : null;
}
