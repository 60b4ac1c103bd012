import type { Format, ParsedFile } from "./parsed.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readDuration, readSize } from "./reading/measures.ts";
import { printedLines } from "./reading/source-text.ts";

/** Percentiles are there only with --latency; lines about errors only where there were some. */
export const wrkText: Format = eachReport(
  {
    name: "wrk",
    tool: "wrk",
    detects: "text with “Running … test @”, “Thread Stats” and “Requests/sec:” (wrk, wrk2)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      return (
        /^Running .+ test @ /m.test(text) &&
        /^\s*(Thread Stats\s+Avg|\d+ threads? and \d+ connections?)/m.test(text)
      );
    },
    parse,
  },
  /^Running .+ test @ /,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const total = /^\s*(\d+) requests in ([\d.a-z]+), ([\d.]+\s*[KMGT]?B) read/m.exec(text);
  const perSecond = /^Requests\/sec:\s+([\d.]+)/m.exec(text)?.[1];
  if (!total || perSecond === undefined || !/^Transfer\/sec:\s+[\d.]+\s*[KMGT]?B/m.test(text)) {
    throw faultyFile(
      fileName,
      "the line “Requests/sec:” or “Transfer/sec:” is missing: the output of wrk looks cut off.",
    );
  }
  const requests = Number(total[1]);
  const socket = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text);
  const socketErrors = socket ? socket.slice(1).reduce((sum, count) => sum + Number(count), 0) : 0;
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  const seconds = (readDuration(total[2] ?? "") ?? 0) / 1000;
  const bytes = readSize(total[3] ?? "");
  const run = loadRun(fileName, {
    latencyMs: latencies(text, fileName),
    answers: requests,
    requests: requests + socketErrors,
    errors: socketErrors + refused,
    perSecond: Number(perSecond),
    bytesPerSecond: bytes === null || seconds === 0 ? null : bytes / seconds,
    bytesPerResponse: bytes === null || requests === 0 ? null : bytes / requests,
  });
  return {
    format: "wrk",
    tool: "wrk",
    version: null,
    runs: [run],
    environment: environmentOf(text, seconds),
    warnings: [],
  };
}

function latencies(text: string, fileName: string): Record<string, number | null> {
  const stats = /^\s*Latency\s+(\S+)\s+(\S+)\s+(\S+)\s/m.exec(text);
  const percentiles = [...text.matchAll(/^\s+(\d+(?:\.\d+)?)%\s+([\d.]+[a-z]+)\s*$/gm)];
  const found = percentiles.map(([, percent = "", value = ""]) => [
    Number(percent) === 100 ? "max" : `p${Number(percent)}`,
    inMs(value, fileName),
  ]);
  if (!stats) return Object.fromEntries(found);
  return {
    mean: inMs(stats[1] ?? "", fileName),
    ...Object.fromEntries(found),
    max: inMs(stats[3] ?? "", fileName),
  };
}

function inMs(text: string, fileName: string): number | null {
  const value = readDuration(text);
  if (value === null && !/nan/i.test(text))
    throw faultyFile(fileName, `${quoted(text)} is not a time that wrk writes.`);
  return value;
}

/** The duration is the one asked for, unless somebody ended the test before. */
function environmentOf(text: string, measured: number): ParsedFile["environment"] {
  const [, duration, url] = /^Running (\S+) test @ (\S+)/m.exec(text) ?? [];
  const [, threads, connections] = /^\s*(\d+) threads? and (\d+) connections?/m.exec(text) ?? [];
  const planned = (readDuration(duration ?? "") ?? 0) / 1000;
  const seconds = measured > 0 && measured < planned * 0.9 ? Math.round(measured * 10) / 10 : planned;
  return {
    url: url ?? null,
    durationSeconds: seconds || null,
    threads: threads === undefined ? null : Number(threads),
    connections: connections === undefined ? null : Number(connections),
  };
}
