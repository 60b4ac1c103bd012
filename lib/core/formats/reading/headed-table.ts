import { type Delimiter, type Row, rowsOf } from "./delimited.ts";
import { faultyFile, quoted } from "./faults.ts";
import { readNumber } from "./numbers.ts";

export type HeadedTable = {
  header: string[];
  /** The rows below the header; one with another number of fields is refused when it is reached. */
  rows: Iterable<Row>;
  /** The text of a cell by the name of its column; empty where there is no such column. */
  text: (row: Row, name: string) => string;
  /** The number in a cell, of the first column that is there; `null` where it is missing. Refuses other text. */
  number: (row: Row, ...names: string[]) => number | null;
};

/** A table whose first line names its columns. */
export function headedTable(text: string, delimiter: Delimiter, fileName: string): HeadedTable {
  const rows = rowsOf(text, delimiter, fileName);
  const first: Row | undefined = rows.next().value ?? undefined;
  const header = (first?.fields ?? []).map((field) => field.trim());
  const cell = (row: Row, name: string) => row.fields[header.indexOf(name)] ?? "";
  return {
    header,
    rows: evenRows(rows, header.length, fileName),
    text: cell,
    number: (row, ...names) => {
      const name = names.find((one) => header.includes(one));
      const content = name === undefined ? "" : cell(row, name);
      const value = readNumber(content);
      if (value === undefined) throw faultyFile(fileName, `${quoted(content)} is not a number.`, row.line);
      return value;
    },
  };
}

function* evenRows(rows: Iterable<Row>, count: number, fileName: string): Generator<Row> {
  for (const row of rows) {
    if (row.fields.length !== count) {
      const fault = `the line has ${row.fields.length} fields, the header has ${count}.`;
      throw faultyFile(fileName, fault, row.line);
    }
    yield row;
  }
}
