import { AppError } from "#lib/core/errors.ts";
import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { ColumnReader } from "./reading/column-reader.ts";
import { type Column, columnsFile, isRowNumber, plainTool, unnamed } from "./reading/columns.ts";
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
    // JSON and pages of HTML hold numbers between commas too.
    if (/^\s*[[{<]/.test(head)) return false;
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
  const table = upright(openTable(text, fileName, rowsLookedAt));
  const wanted = options.column ?? options.select?.column;
  const long = wanted === undefined ? longColumns(table, fileName) : null;
  if (long) return columnsFile("csv", fileName, long, []);
  const at =
    wanted === undefined ? numericColumns(table, options.metric) : [columnAt(table.names, wanted, fileName)];
  if (at.length === 0) throw faultyFile(fileName, noNumbers(table.names, table.head));
  const reader = new ColumnReader(table, at, fileName);
  for (const row of table.head) reader.read(row);
  for (const row of table.rest) reader.read(row);
  const isOnly = table.names.length === 1;
  const measured = reader.columns.filter(
    (column) => isOnly || column.name === wanted || !isRowNumber(column.name, column.values),
  );
  if (measured.length === 0) throw faultyFile(fileName, noNumbers(table.names, table.head));
  const warnings = [...missingWarning(reader.missing, fileName), ...reader.commaWarning()];
  return columnsFile("csv", fileName, measured, warnings);
}

const nameColumn = /^(metric|measure|quantity|key)$/i;

/** `metric,value`: a row per value, of the quantity that it names. `null` for any other table. */
function longColumns(table: Table, fileName: string): Column[] | null {
  const [name, value] = [nameColumn, /^value$/i].map((title) =>
    table.names.findIndex((one) => title.test(one)),
  ) as [number, number];
  if (name === -1 || value === -1) return null;
  const columns = new Map<string, number[]>();
  const read = ({ line, fields }: Row) => {
    const [title = "", text = ""] = [fields[name]?.trim(), fields[value]];
    const number = numberIn(text, table.delimiter);
    if (number === undefined) throw faultyFile(fileName, `${quoted(text)} is not a number.`, line);
    if (number !== null) columns.set(title, [...(columns.get(title) ?? []), number]);
  };
  for (const row of table.head) read(row);
  for (const row of table.rest) read(row);
  return [...columns].map(([title, values]) => ({ name: title, values }));
}

/** A lone line of numbers is a list of values, not a table of many columns. */
function upright(table: Table): Table {
  const [row, ...more] = table.head;
  if (!row || more.length > 0 || table.names.length < 3) return table;
  if (!table.names.every((name, at) => name === `column ${at + 1}`)) return table;
  return {
    ...table,
    names: [unnamed],
    head: row.fields.map((field) => ({ line: row.line, fields: [field] })),
    rest: table.rest,
  };
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
    const isCount = isRowNumber(name, cells.map(Number));
    if (isCount) return `${quoted(name)} counts the rows`;
    return `${quoted(name)} holds ${text === undefined ? "no number" : quoted(text)}`;
  });
  return `no column holds numbers only: ${faults.join("; ")}.`;
}
