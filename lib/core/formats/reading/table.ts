import { unnamed } from "./columns.ts";
import { type Delimiter, delimiterOf, delimiters, type Row, rowsOf } from "./delimited.ts";
import { faultyFile } from "./faults.ts";
import { readNumber } from "./numbers.ts";
import { firstLines } from "./source-text.ts";

export type Table = {
  names: string[];
  /** The first rows below the header; `rest` gives the others. */
  head: Row[];
  rest: Iterable<Row>;
  delimiter: Delimiter | null;
};

const mostColumns = 2_000;

/** A plain table: its delimiter, its column names (from a header where there is one) and its rows. */
export function openTable(text: string, fileName: string, rowsLookedAt: number): Table {
  const body = withoutRemarks(text);
  const skipped = text.slice(0, text.length - body.length).split("\n").length - 1;
  const delimiter = layoutOf(firstLines(body, rowsLookedAt));
  // A single column has no delimiter; a tab inside a number would be refused anyway.
  const rows = numbered(rowsOf(body, delimiter ?? "\t", fileName), skipped);
  const head = take(rows, rowsLookedAt + 1);
  const first = head[0]?.fields ?? [];
  if (first.length > mostColumns) {
    throw faultyFile(
      fileName,
      `the first line has ${first.length} columns; at most ${mostColumns} are read.`,
      1,
    );
  }
  if (isHeader(first, delimiter))
    return { names: uniqueNames(first), head: head.slice(1), rest: rows, delimiter };
  const names = first.length === 1 ? [unnamed] : first.map((_, index) => `column ${index + 1}`);
  return { names, head, rest: rows, delimiter };
}

export function tableLines(text: string, count: number): string[] {
  return firstLines(withoutRemarks(text), count);
}

/** The delimiter, or `null` for a single column. */
export function layoutOf(lines: string[]): Delimiter | null {
  const first = lines[0] ?? "";
  // Where rows are uneven the first line decides, and the row that differs is refused when it is read.
  const inFirst = delimiters.find((delimiter) => first.includes(delimiter));
  return delimiterOf(lines) ?? inFirst ?? null;
}

export function isHeader(fields: string[], delimiter: Delimiter | null): boolean {
  const numbers = fields.map((field) => numberIn(field, delimiter));
  return numbers.includes(undefined) && !numbers.some((number) => typeof number === "number");
}

/** A number, `null` for a missing one, `undefined` for text. Where it divides no fields, a comma may be a decimal one. */
export function numberIn(text: string, delimiter: Delimiter | null): number | null | undefined {
  const trimmed = text.trim();
  if (delimiter === "," || !trimmed.includes(",")) return readNumber(trimmed);
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(trimmed)) {
    return readNumber(trimmed.replaceAll(".", "").replace(",", "."));
  }
  return /^[+-]?\d*,\d+(e[+-]?\d+)?$/i.test(trimmed) ? readNumber(trimmed.replace(",", ".")) : undefined;
}

/** Whether a column is one of numbers, by its first cells. A text in such a column is a fault. */
export function areMostlyNumbers(cells: readonly (number | null | undefined)[]): boolean {
  const numbers = cells.filter((cell) => typeof cell === "number").length;
  return numbers > cells.filter((cell) => cell === undefined).length;
}

/** Lines that begin with # before the table are remarks. */
function withoutRemarks(text: string): string {
  let at = 0;
  while (text[at] === "#") {
    const end = text.indexOf("\n", at);
    if (end === -1) return "";
    at = end + 1;
  }
  return text.slice(at);
}

function* numbered(rows: Iterable<Row>, skipped: number): Generator<Row> {
  for (const row of rows) yield { line: row.line + skipped, fields: row.fields };
}

function take(rows: Iterator<Row>, count: number): Row[] {
  const taken: Row[] = [];
  while (taken.length < count) {
    const next = rows.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

function uniqueNames(fields: string[]): string[] {
  const seen = new Set<string>();
  return fields.map((field, index) => {
    const name = field.trim() || `column ${index + 1}`;
    const unique = seen.has(name) ? `${name} (column ${index + 1})` : name;
    seen.add(unique);
    return unique;
  });
}
