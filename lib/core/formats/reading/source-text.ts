import type { LineReader, ParsedFile } from "#lib/core/formats/parsed.ts";
import { faultyFile } from "./faults.ts";

/** How much of a file is looked at to recognise it. */
const headLength = 65_536;

/** The text without its byte order mark, lines ended by LF. Refuses empty and binary files, naming what was found. */
export function readable(text: string, fileName: string): string {
  const marked = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const body = marked.includes("\n") ? marked : marked.replaceAll("\r", "\n");
  if (!/\S/.test(body)) throw faultyFile(fileName, "the file is empty.");
  const head = body.slice(0, headLength);
  if (head.includes("\0")) {
    throw faultyFile(fileName, "this is a binary file (or text in UTF-16). Save it as text in UTF-8.");
  }
  if (unreadableShare(head) > 0.02) {
    throw faultyFile(fileName, "this is a binary file, not text in UTF-8.");
  }
  return body;
}

export function headOf(text: string): string {
  return text.slice(0, headLength);
}

/** Each line with its number from 1, without its line end (LF, CRLF or a lone CR at the end). */
export function* linesOf(text: string): Generator<[line: string, number: number]> {
  let start = 0;
  for (let number = 1; start < text.length; number++) {
    const end = text.indexOf("\n", start);
    const stop = end === -1 ? text.length : end;
    const hasReturn = stop > start && text.charCodeAt(stop - 1) === 13;
    yield [text.slice(start, hasReturn ? stop - 1 : stop), number];
    start = stop + 1;
  }
}

/** A text that is at hand, read by a reader of lines. */
export function readLines(reader: LineReader, text: string): ParsedFile {
  for (const [line, number] of linesOf(text)) reader.line(line, number);
  return reader.end();
}

/** The first lines that say something, for recognising a file. */
export function firstLines(head: string, count: number): string[] {
  const lines: string[] = [];
  for (const [line] of linesOf(head.charCodeAt(0) === 0xfeff ? head.slice(1) : head)) {
    if (line.trim() === "") continue;
    lines.push(line);
    if (lines.length === count) break;
  }
  return lines;
}

const longestPrintedLine = 400;

/**
 * Printed text without blank lines, blanks at line ends and the far end of overlong lines. Patterns that look for
 * indented lines would otherwise take a time that grows with the square of a run of blanks.
 */
export function printedLines(text: string): string {
  const lines: string[] = [];
  for (const [line] of linesOf(text)) {
    const kept = line.slice(0, longestPrintedLine).trimEnd();
    if (kept !== "") lines.push(kept);
  }
  return `${lines.join("\n")}\n`;
}

/** Share of characters that text does not have: replacement marks of broken UTF-8, control characters. */
function unreadableShare(head: string): number {
  let unreadable = 0;
  for (let index = 0; index < head.length; index++) {
    const code = head.charCodeAt(index);
    if (code === 0xfffd || (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27))
      unreadable++;
  }
  return unreadable / head.length;
}
