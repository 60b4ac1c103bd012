import type { Format, ParsedFile, ParseOptions, Run } from "./parsed.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type HeadedTable, headedTable } from "./reading/headed-table.ts";
import { loadRun } from "./reading/load-summary.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per request name and `Aggregated` at the end. Percentiles are whole ms, `N/A` where there was no request. */
export const locustStats: Format = {
  name: "locust-stats",
  tool: "locust",
  detects: "a header line with Type, Name, Request Count and Failure Count (locust --csv, _stats.csv)",
  gives: "summary",
  detect: (head) => /^"?Type"?,"?Name"?,"?(Request Count|# requests)"?,/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const table = headedTable(text, ",", fileName);
  const run = runOf(table, chosenRow(table, options.select?.name, fileName), fileName);
  return {
    format: "locust-stats",
    tool: "locust",
    version: null,
    runs: [run],
    environment: {},
    warnings: [],
  };
}

/** The row `Aggregated` (before version 1 `Total`), the only one, or the one selected. */
function chosenRow(table: HeadedTable, selected: string | undefined, fileName: string): Row {
  const rows = [...table.rows];
  const names = rows.map((row) => table.text(row, "Name"));
  const aggregate = names.findLast((name) => name === "Aggregated" || name === "Total");
  const wanted = selected ?? aggregate ?? (names.length === 1 ? names[0] : "Aggregated");
  const row = rows.findLast((one) => table.text(one, "Name") === wanted);
  if (row) return row;
  const known = names.slice(0, 8).map((name) => quoted(name));
  throw faultyFile(fileName, `there is no row ${quoted(wanted ?? "")}. Its names are ${known.join(", ")}.`);
}

function runOf(table: HeadedTable, row: Row, fileName: string): Run {
  const cell = (...columns: string[]) => table.number(row, ...columns);
  const percentiles = table.header.flatMap((name) => {
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(name)?.[1];
    return percent === undefined || percent === "100" ? [] : [[`p${percent}`, cell(name)] as const];
  });
  const run = loadRun(fileName, {
    latencyMs: {
      mean: cell("Average Response Time", "Average response time"),
      p50: cell("Median Response Time", "Median response time"),
      ...Object.fromEntries(percentiles),
      max: cell("Max Response Time", "Max response time"),
    },
    latencyStepMs: 1,
    answers: cell("Request Count", "# requests"),
    requests: cell("Request Count", "# requests"),
    errors: cell("Failure Count", "# failures"),
    perSecond: cell("Requests/s"),
    bytesPerResponse: cell("Average Content Size"),
  });
  // The mean is written with its decimals.
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean" ? { ...one, resolution: undefined } : one,
  );
  return { ...run, quantities };
}
