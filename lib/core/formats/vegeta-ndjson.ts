import type { Format, LineReader } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { readTime } from "./reading/iso-time.ts";
import { isRecord, parseJson } from "./reading/json-text.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines, readLines } from "./reading/source-text.ts";
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
  parse: (text, fileName) => readLines(reader(fileName), text),
  reader,
};

function reader(fileName: string): LineReader {
  const tally = new RequestTally();
  return {
    line: (text, number) => {
      if (text.trim() === "") return;
      const { code, latency, timestamp, bytes_in: bytes } = entryOf(text, number, fileName);
      const sentAt = typeof timestamp === "string" ? readTime(timestamp) : null;
      if (typeof code !== "number" || typeof latency !== "number" || sentAt === null) {
        throw faultyFile(fileName, `${quoted(text)} has no code, latency or timestamp.`, number);
      }
      const isGood = code >= 200 && code < 400;
      tally.add({ sentAt, latencyMs: latency / 1e6, isGood, bytes: typeof bytes === "number" ? bytes : 0 });
    },
    end: () => vegetaFile("vegeta-ndjson", fileName, tally),
  };
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
