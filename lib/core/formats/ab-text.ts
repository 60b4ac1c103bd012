import type { Format, ParsedFile } from "./parsed.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { printedLines } from "./reading/source-text.ts";

/**
 * “Failed requests” leaves answers with a bad status out, which stand in “Non-2xx responses”, a line that is absent at
 * zero; and it counts answers of another length, which are no errors on a page that changes.
 */
export const abText: Format = eachReport(
  {
    name: "ab",
    tool: "ab",
    detects: "text with “This is ApacheBench” or “Concurrency Level:” and “Complete requests:” (ab)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      return /^Concurrency Level:\s+\d+/m.test(text) || /^This is ApacheBench, Version/m.test(text);
    },
    parse,
  },
  /^This is ApacheBench, Version/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const complete = numberIn(/^Complete requests:\s+(\d+)/m, text);
  const perSecond = numberIn(/^Requests per second:\s+([\d.]+)/m, text);
  if (complete === null || perSecond === null) {
    throw faultyFile(
      fileName,
      "the lines “Complete requests:” or “Requests per second:” are missing: ab did not end well.",
    );
  }
  if (!/^Total:\s+\d+.*\n/m.test(text) || (/^\s+50%/m.test(text) && !/^\s*100%/m.test(text))) {
    throw faultyFile(fileName, "the tables at the end are missing: the output of ab looks cut off.");
  }
  const failed = numberIn(/^Failed requests:\s+(\d+)/m, text) ?? 0;
  const otherLength = numberIn(/Length: (\d+)/, text) ?? 0;
  const badStatus = numberIn(/^Non-2xx responses:\s+(\d+)/m, text) ?? 0;
  const kilobytesPerSecond = numberIn(/^Transfer rate:\s+([\d.]+) \[Kbytes\/sec\]/m, text);
  const transferred = numberIn(/^Total transferred:\s+(\d+)/m, text);
  const run = loadRun(fileName, {
    latencyMs: latencies(text),
    latencyStepMs: 1,
    requests: complete,
    errors: failed - otherLength + badStatus,
    perSecond,
    bytesPerSecond: kilobytesPerSecond === null ? null : kilobytesPerSecond * 1024,
    bytesPerResponse: transferred === null || complete === 0 ? null : transferred / complete,
  });
  // The mean is written to a microsecond, only the percentiles in whole milliseconds.
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean" ? { ...one, resolution: undefined } : one,
  );
  return {
    format: "ab",
    tool: "ab",
    version: /^This is ApacheBench, Version (\S+)/m.exec(text)?.[1] ?? null,
    runs: [{ ...run, quantities }],
    environment: { concurrency: numberIn(/^Concurrency Level:\s+(\d+)/m, text), keepAlive: keepAlive(text) },
    warnings: lengthWarning(otherLength, fileName),
  };
}

function latencies(text: string): Record<string, number | null> {
  const percentiles = [...text.matchAll(/^\s+(\d+)%\s+(\d+)/gm)].map(([, percent = "", value]) => [
    percent === "100" ? "max" : `p${percent}`,
    Number(value),
  ]);
  return {
    mean: numberIn(/^Time per request:\s+([\d.]+) \[ms\] \(mean\)/m, text),
    ...Object.fromEntries(percentiles),
  };
}

function keepAlive(text: string): boolean {
  return (numberIn(/^Keep-Alive requests:\s+(\d+)/m, text) ?? 0) > 0;
}

function lengthWarning(otherLength: number, fileName: string): ParsedFile["warnings"] {
  if (otherLength === 0) return [];
  const message = `${otherLength} answers in ${fileName} differ in length from the first; they are not counted as errors.`;
  return [{ code: "length-differs", message }];
}

function numberIn(pattern: RegExp, text: string): number | null {
  const match = pattern.exec(text);
  return match ? Number(match[1]) : null;
}
