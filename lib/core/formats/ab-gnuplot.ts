import type { Format, ParsedFile } from "./parsed.ts";
import { requestsInFlight } from "./reading/concurrency.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { readNumber } from "./reading/numbers.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines } from "./reading/source-text.ts";

/** The table of `ab -g`: a row per request, sorted by its time, in whole ms; `ttime` is the time of the whole request. */
export const abGnuplot: Format = {
  name: "ab-gnuplot",
  tool: "ab",
  detects: "a tab separated table with the columns starttime, seconds, ctime, dtime, ttime, wait (ab -g)",
  gives: "samples",
  detect: (head) => /^starttime\tseconds\tctime\tdtime\tttime/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const tally = new RequestTally();
  let first: number | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let inFlightMs = 0;
  let columns: string[] = [];
  for (const { line, fields } of rowsOf(text, "\t", fileName)) {
    if (columns.length === 0) {
      columns = fields.map((field) => field.trim());
      if (!columns.includes("ttime"))
        throw faultyFile(fileName, "the header line of ab -g is missing.", line);
      continue;
    }
    if (fields.length !== columns.length) {
      throw faultyFile(
        fileName,
        `the line has ${fields.length} fields, the header has ${columns.length}.`,
        line,
      );
    }
    const latencyMs = readNumber(fields[columns.indexOf("ttime")] ?? "");
    const seconds = readNumber(fields[columns.indexOf("seconds")] ?? "");
    if (typeof latencyMs !== "number" || typeof seconds !== "number") {
      throw faultyFile(fileName, `${quoted(fields.join(" "))} has no time.`, line);
    }
    first = Math.min(first ?? seconds, seconds);
    last = Math.max(last, seconds);
    inFlightMs += latencyMs;
    tally.add({ sentAt: null, latencyMs, isGood: true, bytes: null });
  }
  if (first === null) throw faultyFile(fileName, "there is no request below the header.");
  const run = tally.run(fileName, isoTime(first * 1000), null);
  // The table holds times only: whether a request failed is not in it.
  const quantities = run.quantities
    .filter((one) => one.name.startsWith("latency."))
    .map((one) => (one.name === "latency.mean" ? one : { ...one, resolution: 1 }));
  return {
    format: "ab-gnuplot",
    tool: "ab",
    version: null,
    runs: [{ ...run, quantities, errorRate: null }],
    environment: loadOf(inFlightMs / 1000, last - first),
    warnings: [],
  };
}

/** Requests begin at whole seconds in the table: in a short test they do not tell how long it took. */
const shortestSeconds = 10;

/** ab keeps its clients busy, so that the time of all requests over the time of the test is how many were in flight. */
function loadOf(inFlightSeconds: number, seconds: number): ParsedFile["environment"] {
  const average = seconds < shortestSeconds ? null : requestsInFlight(inFlightSeconds / seconds);
  return average === null ? {} : { requestsInFlight: average };
}
