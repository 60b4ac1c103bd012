import type { Format, ParsedFile, Run } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { headedTable } from "./reading/headed-table.ts";
import { missingWarning } from "./reading/numbers.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per command, in seconds, without the single times. */
export const hyperfineCsv: Format = {
  name: "hyperfine-csv",
  tool: "hyperfine",
  detects: "the header line command,mean,stddev,median,user,system,min,max (hyperfine --export-csv)",
  gives: "summary",
  detect: (head) => /^command,mean,stddev,median,/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const table = headedTable(text, ",", fileName);
  if (!table.header.includes("mean") || !table.header.includes("command")) {
    throw faultyFile(fileName, "the header line command,mean,… is missing.");
  }
  const runs = [...table.rows].map((row, index): Run => {
    const [mean, median] = [table.number(row, "mean"), table.number(row, "median")];
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
