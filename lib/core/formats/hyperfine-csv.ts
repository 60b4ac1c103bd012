import type { Format, ParsedFile, Run } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { headedTable } from "./reading/headed-table.ts";
import { readDuration } from "./reading/measures.ts";
import { missingWarning } from "./reading/numbers.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per command without the single times: in seconds in version 1, in the unit of a column in version 2. */
export const hyperfineCsv: Format = {
  name: "hyperfine-csv",
  tool: "hyperfine",
  detects:
    "the header line command,mean,stddev,median,… or command,time_wall_clock_unit,… (hyperfine --export-csv)",
  gives: "summary",
  detect: (head) =>
    /^command,(mean,stddev,median,|(.*,)?time_wall_clock_unit,)/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const table = headedTable(text, ",", fileName);
  const before = table.header.includes("time_wall_clock_mean") ? "time_wall_clock_" : "";
  if (!table.header.includes(`${before}mean`) || !table.header.includes("command")) {
    throw faultyFile(fileName, "the header line command,mean,… is missing.");
  }
  const runs = [...table.rows].map((row, index): Run => {
    const factor = before === "" ? 1 : secondsIn(table.text(row, `${before}unit`), row.line, fileName);
    const read = (name: string) => {
      const value = table.number(row, `${before}${name}`);
      return value === null ? null : value * factor;
    };
    const [mean, median] = [read("mean"), read("median")];
    return {
      name: `${fileName}, row ${index} ${quoted(table.text(row, "command"))}`,
      startedAt: null,
      quantities: [quantity("time.mean", mean, null), quantity("time.p50", median, null)],
      each: "run",
      samples: {},
      series: {},
      errorRate: null,
    };
  });
  if (runs.length === 0) throw faultyFile(fileName, "there is no command below the header.");
  const missing = runs.flatMap((run) => run.quantities).filter((one) => one.value === null).length;
  return {
    format: "hyperfine-csv",
    tool: "hyperfine",
    version: null,
    runs: runs.length === 1 ? runs.map((run) => ({ ...run, name: fileName })) : runs,
    environment: {},
    warnings: missingWarning(missing, fileName),
  };
}

function secondsIn(unit: string, line: number, fileName: string): number {
  const ms = readDuration(`1${unit}`);
  if (ms === null) throw faultyFile(fileName, `the unit ${quoted(unit)} is not known.`, line);
  return ms / 1000;
}
