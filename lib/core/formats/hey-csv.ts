import type { Format, ParsedFile } from "./parsed.ts";
import { concurrencyOf, type InFlight, pacedRate } from "./reading/concurrency.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { missingWarning, readNumber } from "./reading/numbers.ts";
import { RequestTally } from "./reading/request-tally.ts";
import { firstLines } from "./reading/source-text.ts";

const header = ["response-time", "status-code", "offset"];

/** Times are seconds; the offset is when the request was sent. Requests without an answer are not in the file. */
export const heyCsv: Format = {
  name: "hey-csv",
  tool: "hey",
  detects: "a header line that begins response-time,DNS+dialup and ends status-code,offset (hey -o csv)",
  gives: "samples",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    return first.startsWith("response-time,") && header.every((name) => first.split(",").includes(name));
  },
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const rows = rowsOf(text, ",", fileName);
  const columns = columnsOf(rows.next().value?.fields ?? [], fileName);
  const tally = new RequestTally();
  const flights: InFlight[] = [];
  let missing = 0;
  for (const { line, fields } of rows) {
    if (fields.length !== columns.count) {
      throw faultyFile(
        fileName,
        `the line has ${fields.length} fields, the header has ${columns.count}.`,
        line,
      );
    }
    const [seconds, status, offset] = columns.at.map((at) => cell(fields[at] ?? "", fileName, line));
    if (seconds == null || status == null || offset == null) {
      missing++;
      continue;
    }
    tally.add({
      sentAt: offset * 1000,
      latencyMs: seconds * 1000,
      isGood: status >= 200 && status < 400,
      bytes: null,
    });
    flights.push({ from: offset, to: offset + seconds });
  }
  if (tally.count === 0) throw faultyFile(fileName, "there is no request below the header.");
  const busy = flights.reduce((sum, { from, to }) => sum + to - from, 0);
  const perSecond = tally.seconds === null ? null : tally.count / tally.seconds;
  return {
    format: "hey-csv",
    tool: "hey",
    version: null,
    runs: [tally.run(fileName, null)],
    environment: {
      concurrency: concurrencyOf(flights),
      pacedRate: pacedRate(tally.seconds === null ? null : busy / tally.seconds, perSecond),
    },
    warnings: missingWarning(missing, fileName),
  };
}

function columnsOf(fields: string[], fileName: string) {
  const names = fields.map((field) => field.trim());
  const at = header.map((name) => names.indexOf(name));
  const absent = header.find((_, index) => at[index] === -1);
  if (absent) {
    throw faultyFile(
      fileName,
      `the header line of hey -o csv is missing or lacks the column ${absent}: the file begins ${quoted(fields.join(","))}.`,
    );
  }
  return { at, count: fields.length };
}

function cell(text: string, fileName: string, line: number): number | null {
  const number = readNumber(text);
  if (number === undefined) throw faultyFile(fileName, `${quoted(text)} is not a number.`, line);
  return number;
}
