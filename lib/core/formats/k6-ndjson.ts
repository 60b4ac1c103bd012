import type { Format, LineReader } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { readTime } from "./reading/iso-time.ts";
import { isRecord } from "./reading/json-text.ts";
import { K6Tally } from "./reading/k6-tally.ts";
import { firstLines, readLines } from "./reading/source-text.ts";

/** A JSON object a line: `Metric` lines say what a metric is, `Point` lines are the single values. */
export const k6Ndjson: Format = {
  name: "k6-ndjson",
  tool: "k6",
  detects: "JSON lines with type Metric or Point and metric (k6 --out json)",
  gives: "samples",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    return /^\{/.test(first) && /"type":\s*"(Metric|Point)"/.test(first) && /"metric":\s*"/.test(first);
  },
  parse: (text, fileName) => readLines(reader(fileName), text),
  reader,
};

function reader(fileName: string): LineReader {
  const tally = new K6Tally();
  return {
    line: (text, number) => {
      if (text.trim() === "") return;
      const entry = entryOf(text, number, fileName);
      if (entry.type !== "Point") return;
      const point = isRecord(entry.data) ? entry.data : {};
      const at = typeof point.time === "string" ? readTime(point.time) : null;
      if (typeof entry.metric !== "string" || at === null || typeof point.value !== "number") {
        throw faultyFile(fileName, `${quoted(text)} is a Point without a time and a value.`, number);
      }
      const tags = isRecord(point.tags) ? point.tags : {};
      tally.add(entry.metric, at, point.value, String(tags.status ?? ""));
    },
    end: () => tally.file("k6-ndjson", fileName),
  };
}

function entryOf(text: string, number: number, fileName: string): Record<string, unknown> {
  try {
    const entry: unknown = JSON.parse(text);
    if (isRecord(entry)) return entry;
  } catch {
    // Refused below with the number of the line.
  }
  throw faultyFile(fileName, `${quoted(text)} is not a whole JSON object.`, number);
}
