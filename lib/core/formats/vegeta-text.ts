import type { Format, ParsedFile } from "./parsed.ts";
import { eachReport } from "./reading/each-report.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readDuration } from "./reading/measures.ts";
import { printedLines } from "./reading/source-text.ts";

/** Each line names in brackets what its figures are; their number grew over the versions. */
export const vegetaText: Format = eachReport(
  {
    name: "vegeta",
    tool: "vegeta",
    detects: "lines that begin “Requests [total, rate”, “Latencies [” and “Success [ratio]” (vegeta report)",
    gives: "summary",
    detect: (head) => {
      const text = printedLines(head);
      return /^Requests\s+\[total/m.test(text) && /^Latencies\s+\[/m.test(text);
    },
    parse,
  },
  /^Requests\s+\[total/,
);

function parse(printed: string, fileName: string): ParsedFile {
  const text = printedLines(printed);
  const requests = figures("Requests", text, fileName);
  const latencies = figures("Latencies", text, fileName);
  const duration = figures("Duration", text, fileName);
  const success = /^Success\s+\[ratio\]\s+([\d.]+)%/m.exec(text);
  if (!success || !/^Error Set:/m.test(text)) {
    throw faultyFile(
      fileName,
      "the lines “Success [ratio]” or “Error Set:” are missing: the report looks cut off.",
    );
  }
  const total = numberOf(requests.get("total"));
  const rate = numberOf(requests.get("rate"));
  const seconds = inMs(duration.get("attack") ?? duration.get("total")) ?? 0;
  const sizes = figures("Bytes In", text, fileName);
  const size = numberOf(sizes.get("mean"));
  const run = loadRun(fileName, {
    latencyMs: {
      mean: inMs(latencies.get("mean")),
      p50: inMs(latencies.get("50")),
      p90: inMs(latencies.get("90")),
      p95: inMs(latencies.get("95")),
      p99: inMs(latencies.get("99")),
      max: inMs(latencies.get("max")),
    },
    requests: total,
    errors: total === null ? null : total * errorShare(text, Number(success[1])),
    perSecond: rate,
    goodPerSecond: numberOf(requests.get("throughput")),
    bytesPerResponse: size || null,
    bytesPerSecond: size && rate ? size * rate : null,
  });
  return {
    format: "vegeta",
    tool: "vegeta",
    version: null,
    runs: [run],
    environment: { offeredRate: rate, durationSeconds: seconds === 0 ? null : seconds / 1000 },
    warnings: [],
  };
}

/** `Duration [total, attack, wait] 1s, 2s, 3s` by the names in the brackets. */
function figures(label: string, text: string, fileName: string): Map<string, string> {
  const line = new RegExp(`^${label}\\s+\\[([^\\]]+)\\][ \\t]+(.*)$`, "m").exec(text);
  if (!line) throw faultyFile(fileName, `the line ${quoted(label)} is missing: the report looks cut off.`);
  const values = (line[2] ?? "").split(",").map((value) => value.trim());
  const names = (line[1] ?? "").split(",").map((name) => name.trim());
  if (values.length < names.length) throw faultyFile(fileName, `the line ${quoted(label)} is cut off.`);
  return new Map(names.map((name, index) => [name, values[index] ?? ""]));
}

/** The ratio is rounded to 0.01 %; the counts by status are exact. */
function errorShare(text: string, successPercent: number): number {
  const line = /^Status Codes\s+\[code:count\][ \t]+(.*)$/m.exec(text)?.[1] ?? "";
  const counts = [...line.matchAll(/(\d+):(\d+)/g)].map(
    ([, code, count]) => [Number(code), Number(count)] as const,
  );
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return 1 - successPercent / 100;
  const bad = counts.filter(([code]) => code < 200 || code >= 400);
  return bad.reduce((sum, [, count]) => sum + count, 0) / total;
}

function inMs(text: string | undefined): number | null {
  return text === undefined ? null : readDuration(text);
}

function numberOf(text: string | undefined): number | null {
  const value = Number(text);
  return text === undefined || text === "" || !Number.isFinite(value) ? null : value;
}
