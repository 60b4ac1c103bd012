import type { ParsedFile, Quantity } from "#lib/core/formats/parsed.ts";
import { columnMeaning, isErrorName } from "./column-name.ts";
import { faultyFile } from "./faults.ts";
import { mean, quantile, sorted } from "./quantiles.ts";

/** What files of numbers without a tool say they are from. */
export const plainTool = "plain numbers";

export type Column = { name: string; values: number[] };

/** The name of a single column that has none. */
export const unnamed = "value";

/** Columns of plain numbers as one parsed file: each number is a run of its own. */
export function columnsFile(
  format: string,
  fileName: string,
  columns: Column[],
  warnings: ParsedFile["warnings"],
): ParsedFile {
  const filled = columns.filter((column) => column.values.length > 0);
  if (filled.length === 0) throw faultyFile(fileName, "there is no number in it, only missing values.");
  return {
    format,
    tool: plainTool,
    version: null,
    runs: [
      {
        name: fileName,
        startedAt: null,
        quantities: filled.map(columnQuantity),
        each: "run",
        samples: Object.fromEntries(filled.map((column) => [column.name, column.values])),
        series: {},
        errorRate: errorRateOf(filled),
      },
    ],
    environment: {},
    warnings,
  };
}

/** Shares of 0 to 1, or 0 and 1 for each run, in a column of that name; other numbers are no rate. */
function errorRateOf(columns: Column[]): number | null {
  const errors = columns.find(({ name }) => isErrorName(name));
  if (!errors || columns.length < 2 || !errors.values.every((value) => value >= 0 && value <= 1)) return null;
  return mean(errors.values);
}

function columnQuantity({ name, values }: Column): Quantity {
  return { name, ...columnMeaning(name), value: quantile(sorted(values), 0.5), n: values.length };
}

const counters = new Set(["", "#", "id", "index", "i", "n", "no", "nr", "run", "iteration", "sample", "row"]);

/** A column that only numbers the rows is no measurement. */
export function isRowNumber(name: string, values: readonly number[]): boolean {
  if (!counters.has(name.trim().toLowerCase())) return false;
  const first = values[0] ?? 0;
  return values.length > 1 && values.every((value, index) => value === first + index);
}
