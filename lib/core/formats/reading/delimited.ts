import { faultyFile } from "./faults.ts";

export type Delimiter = "," | ";" | "\t" | "|";

export type Row = { line: number; fields: string[] };

/** A quoted field may hold line ends, but a quote left open must not swallow a whole file. */
const longestQuotedField = 1_000_000;

/** Rows of a CSV or TSV text (RFC 4180 quotes). Blank lines are skipped. Refuses a quote that is never closed. */
export function* rowsOf(text: string, delimiter: Delimiter, fileName: string): Generator<Row> {
  let start = 0;
  let line = 1;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const stop = end === -1 ? text.length : end;
    const plain = trimReturn(text, start, stop);
    if (!plain.includes('"')) {
      if (plain.trim() !== "") yield { line, fields: plain.split(delimiter) };
      start = stop + 1;
      line++;
      continue;
    }
    const row = quotedRow(text, start, delimiter, fileName, line);
    yield { line, fields: row.fields };
    line += row.lines;
    start = row.next;
  }
}

/** The bar is what psql writes without alignment. */
export const delimiters: readonly Delimiter[] = ["\t", ";", ",", "|"];

/** The delimiter that divides the first lines evenly; `null` where none does (one column). */
export function delimiterOf(lines: readonly string[]): Delimiter | null {
  for (const delimiter of delimiters) {
    const counts = lines.map((line) => line.replaceAll(/"[^"]*"/g, "").split(delimiter).length);
    const first = counts[0] ?? 1;
    if (first > 1 && counts.every((count) => count === first)) return delimiter;
  }
  return null;
}

function trimReturn(text: string, start: number, stop: number): string {
  const hasReturn = stop > start && text.charCodeAt(stop - 1) === 13;
  return text.slice(start, hasReturn ? stop - 1 : stop);
}

type QuotedRow = { fields: string[]; next: number; lines: number };

function quotedRow(
  text: string,
  start: number,
  delimiter: string,
  fileName: string,
  line: number,
): QuotedRow {
  const fields: string[] = [];
  let at = start;
  let lines = 1;
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at, fileName, line) : bareField(text, at, delimiter);
    lines += field.lines;
    fields.push(field.value);
    at = field.next;
    if (text[at] === delimiter) at++;
    else if (at >= text.length) return { fields, next: at, lines };
    else if (text[at] === "\n") return { fields, next: at + 1, lines };
    else if (text[at] === "\r" && (text[at + 1] === "\n" || at + 1 >= text.length))
      return { fields, next: at + 2, lines };
    else throw faultyFile(fileName, "there is text after a closing quote.", line);
  }
}

function quotedField(text: string, start: number, fileName: string, line: number) {
  let from = start + 1;
  let value = "";
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1 || quote - start > longestQuotedField) {
      throw faultyFile(fileName, "a quote is opened and not closed.", line);
    }
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, next: quote + 1, lines: value.split("\n").length - 1 };
    value += '"';
    from = quote + 2;
  }
}

function bareField(text: string, start: number, delimiter: string) {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end++;
  const stop = text[end - 1] === "\r" && end > start ? end - 1 : end;
  return { value: text.slice(start, stop), next: text[end] === "\n" && stop < end ? stop : end, lines: 0 };
}
