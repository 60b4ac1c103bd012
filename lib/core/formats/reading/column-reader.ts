import type { Warning } from "#lib/core/statistics/verdict.ts";
import type { Column } from "./columns.ts";
import type { Delimiter, Row } from "./delimited.ts";
import { faultyFile, quoted } from "./faults.ts";
import { numberIn, type Table } from "./table.ts";

/** Reads chosen columns row by row; refuses a text in them, naming row, line and text. */
export class ColumnReader {
  readonly columns: Column[];
  missing = 0;
  private row = 0;
  private readonly marks: { comma: boolean; point: boolean; whole: boolean; thousands: boolean }[];
  private readonly names: string[];
  private readonly delimiter: Delimiter | null;
  private readonly at: number[];
  private readonly fileName: string;

  constructor(table: Table, at: number[], fileName: string) {
    this.names = table.names;
    this.delimiter = table.delimiter;
    this.at = at;
    this.fileName = fileName;
    this.columns = at.map((index) => ({ name: table.names[index] ?? "", values: [] }));
    this.marks = at.map(() => ({ comma: false, point: false, whole: false, thousands: true }));
  }

  read({ line, fields }: Row): void {
    this.row++;
    if (fields.length !== this.names.length) {
      const fault = `row ${this.row} has ${counted(fields.length)}, the first line has ${this.names.length}.`;
      throw faultyFile(this.fileName, fault, line);
    }
    for (const [index, column] of this.columns.entries()) {
      const text = fields[this.at[index] ?? 0] ?? "";
      const number = numberIn(text, this.delimiter);
      if (number === undefined) throw this.notANumber(text, column, line);
      if (number === null) this.missing++;
      else {
        column.values.push(number);
        this.mark(text, index, line);
      }
    }
  }

  commaWarning(): Warning[] {
    if (!this.marks.some((mark) => mark.comma)) return [];
    const message = `Commas in ${this.fileName} were read as decimal commas (1,5 is one and a half).`;
    return [{ code: "decimal-comma", message }];
  }

  /** `1,5` and `1.5` in one column: one of them is not what it seems. */
  private mark(text: string, index: number, line: number): void {
    const mark = this.marks[index];
    if (!mark) return;
    const trimmed = text.trim();
    if (trimmed.includes(",")) mark.comma = true;
    else if (trimmed.includes(".")) mark.point = true;
    else mark.whole = true;
    mark.thousands = mark.thousands && (!trimmed.includes(",") || /^[1-9]\d{0,2},\d{3}$/.test(trimmed));
    // Decimals are written in all rows: where some have none, the comma stands for thousands.
    if (mark.comma && mark.whole && mark.thousands) {
      const fault = `row ${this.row}: ${quoted(text)} may be a thousand or a decimal; write it without the comma.`;
      throw faultyFile(this.fileName, fault, line);
    }
    if (!mark.comma || !mark.point) return;
    const fault = `row ${this.row} mixes decimal points and decimal commas: ${quoted(text)}.`;
    throw faultyFile(this.fileName, fault, line);
  }

  private notANumber(text: string, column: Column, line: number) {
    const place =
      this.names.length > 1 ? `row ${this.row}, column ${quoted(column.name)}` : `row ${this.row}`;
    return faultyFile(this.fileName, `${place}: ${quoted(text)} is not a number.`, line);
  }
}

function counted(fields: number): string {
  return fields === 1 ? "1 field" : `${fields} fields`;
}
