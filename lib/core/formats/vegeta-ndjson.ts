import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { readTime } from "./reading/iso-time.ts";
import { isRecord, parseJson } from "./reading/json-text.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines, linesOf } from "./reading/source-text.ts";
import { vegetaFile } from "./reading/vegeta-attack.ts";

/** One JSON object a line; latency in ns. */
export const vegetaNdjson: Format = {
  name: "vegeta-ndjson",
  tool: "vegeta",
  detects: "JSON lines with attack, seq, code, timestamp and latency (vegeta encode -to json)",
  gives: "samples",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    return /^\{.*"attack":.*"seq":/.test(first) && /"latency":\d/.test(first);
  },
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const tally = new RequestTally();
  for (const [line, number] of linesOf(text)) {
    if (line.trim() === "") continue;
    const entry = entryOf(line, number, fileName);
    const { code, latency, timestamp, bytes_in: bytes } = entry;
    const sentAt = typeof timestamp === "string" ? readTime(timestamp) : null;
    if (typeof code !== "number" || typeof latency !== "number" || sentAt === null) {
      throw faultyFile(fileName, `${quoted(line)} has no code, latency or timestamp.`, number);
    }
    const isGood = code >= 200 && code < 400;
    tally.add({ sentAt, latencyMs: latency / 1e6, isGood, bytes: typeof bytes === "number" ? bytes : 0 });
  }
  return vegetaFile("vegeta-ndjson", fileName, tally);
}

function entryOf(line: string, number: number, fileName: string): Record<string, unknown> {
  try {
    const entry = parseJson(line, fileName);
    if (isRecord(entry)) return entry;
  } catch {
    // Refused below with the number of the line in the file.
  }
  throw faultyFile(fileName, `${quoted(line)} is not a whole JSON object.`, number);
}
