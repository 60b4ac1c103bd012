import type { Format, ParsedFile, ParseOptions, Point, Run } from "./parsed.ts";
import { type Row, rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { readNumber } from "./reading/numbers.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per second and request name: rates and percentiles of the last seconds, counts since the start. */
export const locustHistory: Format = {
  name: "locust-history",
  tool: "locust",
  detects: "a header line with Timestamp, User Count, Type and Name (locust --csv, _stats_history.csv)",
  gives: "series",
  detect: (head) => /^"?Timestamp"?,"?User Count"?,"?Type"?,"?Name"?,/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const rows = [...rowsOf(text, ",", fileName)];
  const header = rows[0]?.fields ?? [];
  for (const { line, fields } of rows) {
    if (fields.length === header.length) continue;
    throw faultyFile(
      fileName,
      `the line has ${fields.length} fields, the header has ${header.length}.`,
      line,
    );
  }
  const wanted = options.select?.name ?? "Aggregated";
  const own = rows.slice(1).filter((row) => row.fields[3] === wanted);
  if (own.length === 0) throw faultyFile(fileName, `there is no row named ${quoted(wanted)} in it.`);
  const cell = (row: Row, name: string) => {
    const at = header.indexOf(name);
    const value = at === -1 ? null : readNumber(row.fields[at] ?? "");
    if (value === undefined)
      throw faultyFile(fileName, `${quoted(row.fields[at] ?? "")} is not a number.`, row.line);
    return value;
  };
  const series = Object.fromEntries(
    columnsOf(header).map(([column, name]) => [name, pointsOf(own, (row) => cell(row, column), fileName)]),
  );
  const last = own.at(-1);
  const requests = last ? cell(last, "Total Request Count") : null;
  const failures = last ? cell(last, "Total Failure Count") : null;
  const users = Math.max(...own.map((row) => cell(row, "User Count") ?? 0));
  const run: Run = {
    name: fileName,
    startedAt: isoTime(readTime(own[0]?.fields[0] ?? "")),
    quantities: [
      ...Object.entries(series).map(([name, points]) => quantity(name, averageOf(points), points.length)),
      quantity("latency.mean", last ? cell(last, "Total Average Response Time") : null, requests),
      quantity("error-rate", requests ? (failures ?? 0) / requests : null, requests),
    ].filter((one) => one.value !== null),
    each: "request",
    samples: {},
    series,
    errorRate: requests ? (failures ?? 0) / requests : null,
  };
  return {
    format: "locust-history",
    tool: "locust",
    version: null,
    runs: [run],
    environment: { users },
    warnings: [],
  };
}

function columnsOf(header: string[]): [column: string, name: string][] {
  return header.flatMap((column): [string, string][] => {
    if (column === "Requests/s") return [[column, "throughput"]];
    const percent = /^(50|75|90|95|99)%$/.exec(column)?.[1];
    return percent === undefined ? [] : [[column, `latency.p${percent}`]];
  });
}

function pointsOf(rows: Row[], value: (row: Row) => number | null, fileName: string): Point[] {
  return rows.map((row) => {
    const at = readTime(row.fields[0] ?? "");
    if (at === null) throw faultyFile(fileName, `${quoted(row.fields[0] ?? "")} is no time.`, row.line);
    return { at, value: value(row) };
  });
}

function averageOf(points: Point[]): number | null {
  const values = points.map((point) => point.value).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
