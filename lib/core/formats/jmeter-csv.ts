import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { type Delimiter, rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { readTime } from "./reading/iso-time.ts";
import { isUnanswered, type JmeterSample, JmeterTally, transactionCount } from "./reading/jmeter-samples.ts";
import { firstLines } from "./reading/source-text.ts";

/** Columns are configurable, so they are found by their names; without a header line by what they hold. */
export const jmeterCsv: Format = {
  name: "jmeter-csv",
  tool: "jmeter",
  detects:
    "a header line with timeStamp, elapsed and success, or such rows without a header (JMeter JTL as CSV)",
  gives: "samples",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    const has = (name: string) => new RegExp(`(^|[,;\\t|])"?${name}"?([,;\\t|]|$)`).test(first);
    const isTold = has("timeStamp") || has("success") || has("responseCode");
    return (has("elapsed") && isTold) || headless.test(first);
  },
  parse,
};

/** Time, elapsed ms, label, code … and somewhere the success. */
const headless = /^(\d{13}|\d{4}[/-]\d\d[/-]\d\d \d\d:\d\d:\d\d[^,;\t|]*)([,;\t|])\d+\2.*\2(true|false)\2/;

type Columns = { elapsed: number } & Record<
  | "timeStamp"
  | "label"
  | "success"
  | "responseCode"
  | "responseMessage"
  | "dataType"
  | "threadName"
  | "allThreads"
  | "bytes",
  number | null
>;

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const rows = rowsOf(text, delimiterIn(firstLines(text, 1)[0] ?? ""), fileName);
  const tally = new JmeterTally();
  let columns: Columns | null = null;
  let count = 0;
  for (const { line, fields } of rows) {
    if (columns === null) {
      columns = fields.includes("elapsed") ? byName(fields, fileName) : byContent(fields, fileName);
      count = fields.length;
      if (fields.includes("elapsed")) continue;
    }
    if (fields.length !== count) {
      throw faultyFile(fileName, `the line has ${fields.length} fields, the first has ${count}.`, line);
    }
    tally.add(sampleOf(fields, columns, fileName, line), options.select?.label);
  }
  return tally.file("jmeter-csv", fileName, options);
}

/** The one that divides the first line most often; the words in it hold none of them. */
function delimiterIn(line: string): Delimiter {
  const counted = ([",", ";", "\t", "|"] as const).map((delimiter) => ({
    delimiter,
    parts: line.split(delimiter).length,
  }));
  return counted.reduce((best, one) => (one.parts > best.parts ? one : best)).delimiter;
}

function byName(header: string[], fileName: string): Columns {
  const at = (name: string) => {
    const index = header.findIndex((field) => field.trim() === name);
    return index === -1 ? null : index;
  };
  const needed = (name: string) => {
    const index = at(name);
    if (index === null)
      throw faultyFile(fileName, `the column ${quoted(name)} is missing in the header line.`);
    return index;
  };
  const [success, responseCode] = [at("success"), at("responseCode")];
  if (success === null && responseCode === null) {
    const fault =
      "neither the column success nor responseCode is in the header line: nothing tells what failed.";
    throw faultyFile(fileName, fault);
  }
  return {
    timeStamp: at("timeStamp"),
    elapsed: needed("elapsed"),
    label: at("label"),
    success,
    responseCode,
    responseMessage: at("responseMessage"),
    dataType: at("dataType"),
    threadName: at("threadName"),
    allThreads: at("allThreads"),
    bytes: at("bytes"),
  };
}

/** The usual order: time, elapsed, label, code, message, thread, type, success, [failure message,] bytes. */
function byContent(row: string[], fileName: string): Columns {
  const success = row.findIndex((field, index) => index >= 5 && (field === "true" || field === "false"));
  if (success === -1) throw faultyFile(fileName, "there is no header line, and no column of true and false.");
  const bytes = row.findIndex((field, index) => index > success && /^\d+$/.test(field));
  return {
    timeStamp: 0,
    elapsed: 1,
    label: 2,
    success,
    responseCode: 3,
    responseMessage: 4,
    dataType: success >= 7 ? success - 1 : null,
    threadName: 5,
    allThreads: null,
    bytes: bytes === -1 ? null : bytes,
  };
}

function sampleOf(fields: string[], columns: Columns, fileName: string, line: number): JmeterSample {
  const text = (at: number | null) => (at === null ? "" : (fields[at] ?? ""));
  const elapsed = text(columns.elapsed);
  if (!/^-?\d+$/.test(elapsed)) throw faultyFile(fileName, `${quoted(elapsed)} is no time in ms.`, line);
  const success = columns.success === null ? isGoodCode(text(columns.responseCode)) : text(columns.success);
  if (success !== "true" && success !== "false") {
    throw faultyFile(fileName, `${quoted(success)} stands for the success, not true or false.`, line);
  }
  const [bytes, threads] = [text(columns.bytes), text(columns.allThreads)];
  return {
    sentAt: readTime(isoDate(text(columns.timeStamp))),
    elapsedMs: Number(elapsed),
    label: text(columns.label),
    isGood: success === "true",
    bytes: /^\d+$/.test(bytes) ? Number(bytes) : null,
    thread: text(columns.threadName),
    threads: /^\d+$/.test(threads) ? Number(threads) : null,
    isUnanswered: isUnanswered(text(columns.responseCode)),
    transactionOf: text(columns.dataType) === "" ? transactionCount(text(columns.responseMessage)) : null,
  };
}

/** `2026/11/23 22:03:14,816` and `23.11.2026 22:03:14` as ISO 8601. Which of 4/5/2026 is the month cannot be told. */
function isoDate(text: string): string {
  return text
    .replace(/^(\d\d)\.(\d\d)\.(\d{4})/, "$3-$2-$1")
    .replaceAll("/", "-")
    .replace(",", ".");
}

/** Without the column success the status tells; of no answer it is a text such as "Non HTTP response code: …". */
function isGoodCode(code: string): string {
  return String(/^[23]\d\d$/.test(code.trim()));
}
