import type { Format, ParsedFile, ParseOptions, Point, Run } from "./parsed.ts";
import { columnMeaning } from "./reading/column-name.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { missingWarning } from "./reading/numbers.ts";
import { areMostlyNumbers, layoutOf, numberIn, openTable, type Table, tableLines } from "./reading/table.ts";

const timeNames = /^(time|timestamp|at|date|datetime|ts|_time)$/i;
const rowsLookedAt = 20;

/** A time, then one or more numbers a row. The rows are points of a series, not runs. */
export const timeValue: Format = {
  name: "time-value",
  tool: "time series",
  detects: "a table whose first column is time or timestamp (ISO 8601 or Unix time), then columns of numbers",
  gives: "series",
  detect: (head) => {
    const [header = "", ...rows] = tableLines(head, rowsLookedAt);
    const delimiter = layoutOf([header]);
    if (delimiter === null) return false;
    const names = header.split(delimiter).map((name) => name.trim().replaceAll('"', ""));
    const times = rows.map((row) => row.split(delimiter)[0]?.replaceAll('"', "").trim() ?? "");
    return names.length > 1 && timeNames.test(names[0] ?? "") && areTimes(times);
  },
  parse,
};

/** Seconds since 1970 are many, those since a start only grow; else a column `time` holds what was measured. */
function areTimes(cells: string[]): boolean {
  const numbers = cells.map(Number);
  if (numbers.some(Number.isNaN)) return true;
  return (
    numbers.every((number) => number >= 1e8) ||
    numbers.every((number, index) => number > (numbers[index - 1] ?? Number.NEGATIVE_INFINITY))
  );
}

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const table = openTable(text, fileName, rowsLookedAt);
  const columns = chosenColumns(table, fileName, options.column ?? options.select?.column);
  const series = columns.map((at) => ({ at, name: table.names[at] ?? "", points: [] as Point[] }));
  let missing = 0;
  let row = 0;
  const read = ({ line, fields }: Row) => {
    row++;
    if (fields.length !== table.names.length) {
      throw faultyFile(
        fileName,
        `row ${row} has ${fields.length} fields, the first line has ${table.names.length}.`,
        line,
      );
    }
    const at = readTime(fields[0] ?? "");
    if (at === null) {
      const fault = `row ${row}: ${quoted(fields[0] ?? "")} is no time. Write 2026-11-12T08:30:00Z, or Unix time.`;
      throw faultyFile(fileName, fault, line);
    }
    for (const one of series) {
      const text = fields[one.at] ?? "";
      const value = numberIn(text, table.delimiter);
      if (value === undefined)
        throw faultyFile(fileName, `row ${row}: ${quoted(text)} is not a number.`, line);
      if (value === null) missing++;
      one.points.push({ at, value });
    }
  };
  for (const one of table.head) read(one);
  for (const one of table.rest) read(one);
  return seriesFile(fileName, series, missing);
}

function chosenColumns(
  { names, head, delimiter }: Table,
  fileName: string,
  wanted: string | undefined,
): number[] {
  const numeric = names.flatMap((name, at) => {
    if (at === 0 || (wanted !== undefined && name !== wanted)) return [];
    if (names.length === 2) return [at];
    const cells = head.map((row) => numberIn(row.fields[at] ?? "", delimiter));
    return wanted !== undefined || areMostlyNumbers(cells) ? [at] : [];
  });
  if (numeric.length > 0) return numeric;
  const known = names.slice(1, 20).map((name) => quoted(name));
  const fault =
    wanted === undefined ? "no column holds numbers only" : `there is no column ${quoted(wanted)}`;
  throw faultyFile(fileName, `${fault}. Beside the time it has ${known.join(", ")}.`);
}

type Series = { name: string; points: Point[] };

function seriesFile(fileName: string, series: Series[], missing: number): ParsedFile {
  const filled = series.filter((one) => one.points.some((point) => point.value !== null));
  if (filled.length === 0) throw faultyFile(fileName, "there is no number in it, only missing values.");
  const sorted = filled.map(
    ({ name, points }): Series => ({
      name,
      points: points.toSorted((one, other) => one.at - other.at),
    }),
  );
  const twice = sorted[0]?.points.find((point, index, all) => index > 0 && all[index - 1]?.at === point.at);
  if (twice) throw faultyFile(fileName, `the time ${isoTime(twice.at)} stands in it twice.`);
  const run: Run = {
    name: fileName,
    startedAt: isoTime(sorted[0]?.points[0]?.at ?? null),
    quantities: sorted.map(({ name, points }) => {
      const values = points.map((point) => point.value).filter((value) => value !== null);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return { name, ...columnMeaning(name), value: mean, n: values.length };
    }),
    each: "point",
    samples: {},
    series: Object.fromEntries(sorted.map(({ name, points }) => [name, points])),
    errorRate: null,
  };
  return {
    format: "time-value",
    tool: "time series",
    version: null,
    runs: [run],
    environment: {},
    warnings: missingWarning(missing, fileName),
  };
}
