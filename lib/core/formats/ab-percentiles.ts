import type { Format, ParsedFile } from "./parsed.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readNumber } from "./reading/numbers.ts";
import { firstLines } from "./reading/source-text.ts";

const wanted = new Map([
  [50, "p50"],
  [75, "p75"],
  [90, "p90"],
  [95, "p95"],
  [98, "p98"],
  [99, "p99"],
  [100, "max"],
]);

/** The table of `ab -e`: times in ms with decimals, by the percentage of requests that were served within them. */
export const abPercentiles: Format = {
  name: "ab-percentiles",
  tool: "ab",
  detects: "the header line Percentage served,Time in ms (ab -e)",
  gives: "summary",
  detect: (head) => /^percentage served,\s*time in ms/i.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const latencyMs: Record<string, number> = {};
  let last = -1;
  for (const { line, fields } of rowsOf(text, ",", fileName)) {
    if (last === -1 && /percentage/i.test(fields[0] ?? "")) continue;
    const percent = readNumber(fields[0] ?? "");
    const time = readNumber(fields[1] ?? "");
    if (fields.length !== 2 || typeof percent !== "number" || typeof time !== "number") {
      throw faultyFile(fileName, `${quoted(fields.join(","))} is no percentage with its time.`, line);
    }
    const end = wanted.get(percent);
    if (end) latencyMs[end] = time;
    last = percent;
  }
  if (last < 99) throw faultyFile(fileName, `the table ends at ${Math.max(last, 0)} %: it looks cut off.`);
  return {
    format: "ab-percentiles",
    tool: "ab",
    version: null,
    runs: [loadRun(fileName, { latencyMs })],
    environment: {},
    warnings: [],
  };
}
