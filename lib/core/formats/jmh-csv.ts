import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { headedTable } from "./reading/headed-table.ts";
import { type JmhRow, jmhTable } from "./reading/jmh-rows.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per benchmark, its parameters in columns of their own. */
export const jmhCsv: Format = {
  name: "jmh-csv",
  tool: "jmh",
  detects: "a header line with Benchmark, Mode, Threads, Samples, Score and Unit (JMH -rf csv or scsv)",
  gives: "summary",
  detect: (head) => /^"?Benchmark"?[,;]"?Mode"?[,;]"?Threads"?[,;]/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const [first = ""] = firstLines(text, 1);
  const table = headedTable(text, first.includes(";") ? ";" : ",", fileName);
  if (!["Benchmark", "Mode", "Score", "Unit"].every((name) => table.header.includes(name)))
    throw faultyFile(fileName, "the header line lacks Benchmark, Mode, Score or Unit.", 1);
  const params = table.header.filter((name) => name.startsWith("Param: "));
  let threads: number | null = null;
  const rows = [...table.rows].map((row): JmhRow => {
    threads ??= table.number(row, "Threads");
    return {
      line: row.line,
      benchmark: table.text(row, "Benchmark"),
      params: params
        .map((name): [string, string] => [name.slice("Param: ".length), table.text(row, name)])
        .filter(([, value]) => value !== ""),
      mode: table.text(row, "Mode"),
      samples: table.text(row, "Samples"),
      score: table.text(row, "Score"),
      unit: table.text(row, "Unit"),
    };
  });
  return {
    format: "jmh-csv",
    tool: "jmh",
    version: null,
    runs: [jmhTable(rows, fileName, options)],
    environment: { threads },
    warnings: [],
  };
}
