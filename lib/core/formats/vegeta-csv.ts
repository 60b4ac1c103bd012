import type { Format, ParsedFile } from "./parsed.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines } from "./reading/source-text.ts";
import { vegetaFile } from "./reading/vegeta-attack.ts";

const rowShape = /^\d{18,20},\d{1,3},\d+,\d+,\d+,/;

/** No header: time in ns, status, latency in ns, bytes out, bytes in, error, body … A status of 0 had no answer. */
export const vegetaCsv: Format = {
  name: "vegeta-csv",
  tool: "vegeta",
  detects:
    "rows without a header that begin with a time in ns, a status and a latency in ns (vegeta encode -to csv)",
  gives: "samples",
  detect: (head) => rowShape.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const tally = new RequestTally();
  for (const { line, fields } of rowsOf(text, ",", fileName)) {
    const [at, status, latency, , bytes] = fields.map(Number);
    const isWhole =
      fields.length >= 9 && [at, status, latency, bytes].every((value) => Number.isFinite(value));
    if (!isWhole)
      throw faultyFile(fileName, `${quoted(fields.slice(0, 6).join(","))} is no whole row.`, line);
    tally.add({
      sentAt: (at ?? 0) / 1e6,
      latencyMs: (latency ?? 0) / 1e6,
      isGood: (status ?? 0) >= 200 && (status ?? 0) < 400,
      bytes: bytes ?? 0,
    });
  }
  return vegetaFile("vegeta-csv", fileName, tally);
}
