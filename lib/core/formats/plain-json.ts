import { AppError } from "#lib/core/errors.ts";
import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { type Column, columnsFile, isRowNumber, plainTool, unnamed } from "./reading/columns.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isRecord, numberAt, parseJson } from "./reading/json-text.ts";
import { missingWarning } from "./reading/numbers.ts";

/**
 * A list of numbers, a list of records (or one a line), a record of lists, or one record of numbers. Each number is a
 * run of its own.
 */
export const plainJson: Format = {
  name: "json",
  tool: plainTool,
  detects:
    "a JSON list of numbers, a list of records with numbers (or one a line), or an object of numbers or of lists of them",
  gives: "samples",
  detect: (head) => {
    const start = head.replace(/^\uFEFF/, "").trimStart();
    return (
      /^\[\s*(-?\d|null|NaN|-?Infinity|\]|\{\s*"[^"]*"\s*:\s*("[^"]*"|-?\d|null|true|false))/.test(start) ||
      /^(\{\s*"[^"]*"\s*:\s*)?\{\s*"[^"]*"\s*:\s*("[^"]*"\s*,|-?\d|null|NaN|-?Infinity|\[\s*(-?\d|null|NaN|-?Infinity|\{))/.test(
        start,
      )
    );
  },
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const cells = columnsOf(unwrapped(contentOf(text, fileName)), fileName);
  const wanted = options.column ?? options.select?.column;
  const chosen =
    wanted === undefined
      ? cells.filter((one) => one.name === options.metric || isNumeric(one))
      : [columnNamed(cells, wanted, fileName)];
  if (chosen.length === 0) throw faultyFile(fileName, "there is no list of numbers in it.");
  let missing = 0;
  const columns = chosen.map(({ name, cells: entries }): Column => {
    const numbers = entries.map((entry, index) => numberAt(entry, placeOf(name, index), fileName));
    const values = numbers.filter((number) => number !== null);
    missing += numbers.length - values.length;
    return { name, values };
  });
  const measured = columns.filter(
    (column) => columns.length === 1 || !isRowNumber(column.name, column.values),
  );
  return columnsFile("json", fileName, measured, missingWarning(missing, fileName));
}

/** The whole text, or a record in each of its lines. */
function contentOf(text: string, fileName: string): unknown {
  const lines = text.trim().split("\n");
  const areRecords = lines.length > 1 && lines.every((line) => /^\s*(\{.*\}\s*)?$/.test(line));
  if (!areRecords) return parseJson(text, fileName);
  return lines.filter((line) => line.trim() !== "").map((line) => parseJson(line, fileName));
}

/** `{"results": […]}` is what lies in it. */
function unwrapped(content: unknown): unknown {
  if (!isRecord(content)) return content;
  const [inside, ...others] = Object.values(content);
  const isWrapper =
    others.length === 0 && (isRecord(inside) || (Array.isArray(inside) && isRecord(inside[0])));
  return isWrapper ? inside : content;
}

type Cells = { name: string; cells: unknown[] };

function columnsOf(content: unknown, fileName: string): Cells[] {
  if (isRecord(content)) {
    const hasLists = Object.values(content).some(Array.isArray);
    if (!hasLists) return Object.entries(content).map(([name, cell]) => ({ name, cells: [cell] }));
    return Object.entries(content).flatMap(([name, cells]) =>
      Array.isArray(cells) ? [{ name, cells }] : [],
    );
  }
  if (!Array.isArray(content)) throw faultyFile(fileName, "a list of numbers was expected.");
  if (content.length === 0) throw faultyFile(fileName, "the list is empty.");
  if (!isRecord(content[0])) return [{ name: unnamed, cells: content }];
  const names = Object.keys(content[0]);
  const stray = content.findIndex((entry) => !isRecord(entry));
  if (stray !== -1) throw faultyFile(fileName, `entry ${stray} of the list is no record like the first one.`);
  return names.map((name) => ({
    name,
    cells: content.map((entry) => (isRecord(entry) ? entry[name] : null)),
  }));
}

/** The first entries decide; a text in a column of numbers is then a fault. */
function isNumeric({ name, cells }: Cells): boolean {
  if (name === unnamed) return true;
  const first = cells.slice(0, 20).filter((cell) => cell !== null && cell !== undefined);
  const numbers = first.filter((cell) => typeof cell === "number").length;
  return numbers > first.length - numbers;
}

function columnNamed(columns: Cells[], wanted: string, fileName: string): Cells {
  const found = columns.find((column) => column.name === wanted);
  if (found) return found;
  const names = columns.slice(0, 20).map((column) => quoted(column.name));
  throw new AppError(
    "INVALID",
    `${fileName}: there is no column ${quoted(wanted)}. It has ${names.join(", ")}.`,
  );
}

function placeOf(name: string, index: number): string {
  return name === unnamed ? `entry ${index}` : `entry ${index} of ${quoted(name)}`;
}
