import { AppError } from "#lib/core/errors.ts";
import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { ColumnReader } from "./reading/column-reader.ts";
import { columnsFile, isRowNumber, plainTool } from "./reading/columns.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isMissing, missingWarning, readNumber } from "./reading/numbers.ts";
import {
  areMostlyNumbers,
  isHeader,
  layoutOf,
  numberIn,
  openTable,
  type Table,
  tableLines,
} from "./reading/table.ts";

/** Rows that decide which columns hold numbers. A text in a later row is then a fault, not another kind of column. */
const rowsLookedAt = 20;

/** Each number is a run of its own. */
export const plainTable: Format = {
  name: "csv",
  tool: plainTool,
  detects: "comma, semicolon or tab separated lines with a column of numbers, with or without a header",
  gives: "samples",
  detect: (head, fileName) => {
    if (/\.(csv|tsv)$/i.test(fileName)) return true;
    const lines = tableLines(head, 3);
    const delimiter = layoutOf(lines);
    const rows = lines.map((line) => (delimiter ? line.split(delimiter) : [line]));
    const body = rows.length > 1 && isHeader(rows[0] ?? [], delimiter) ? rows.slice(1) : rows;
    return body.some((fields) => fields.some((field) => typeof numberIn(field, delimiter) === "number"));
  },
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const table = openTable(text, fileName, rowsLookedAt);
  const wanted = options.column ?? options.select?.column;
  const at =
    wanted === undefined ? numericColumns(table, options.metric) : [columnAt(table.names, wanted, fileName)];
  if (at.length === 0) throw faultyFile(fileName, noNumbers(table.names, table.head));
  const reader = new ColumnReader(table, at, fileName);
  for (const row of table.head) reader.read(row);
  for (const row of table.rest) reader.read(row);
  const measured = reader.columns.filter(
    (column) => reader.columns.length === 1 || !isRowNumber(column.name, column.values),
  );
  const warnings = [...missingWarning(reader.missing, fileName), ...reader.commaWarning()];
  return columnsFile("csv", fileName, measured, warnings);
}

function numericColumns({ names, head, delimiter }: Table, metric: string | undefined): number[] {
  return names.flatMap((name, at) => {
    if (name === metric) return [at];
    const cells = head.map((row) => numberIn(row.fields[at] ?? "", delimiter));
    return areMostlyNumbers(cells) ? [at] : [];
  });
}

function columnAt(names: string[], wanted: string, fileName: string): number {
  const at = names.indexOf(wanted);
  if (at !== -1) return at;
  const folded = names.findIndex((name) => name.toLowerCase() === wanted.trim().toLowerCase());
  if (folded !== -1) return folded;
  const known = names.slice(0, 20).map((name) => quoted(name));
  throw new AppError(
    "INVALID",
    `${fileName}: there is no column ${quoted(wanted)}. It has ${known.join(", ")}.`,
  );
}

function noNumbers(names: string[], head: Row[]): string {
  const faults = names.slice(0, 8).map((name, at) => {
    const cells = head.map((row) => row.fields[at] ?? "");
    const text = cells.find((cell) => !isMissing(cell) && readNumber(cell) === undefined);
    return `${quoted(name)} holds ${text === undefined ? "no number" : quoted(text)}`;
  });
  return `no column holds numbers only: ${faults.join("; ")}.`;
}
