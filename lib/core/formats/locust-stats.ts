import type { Format, ParsedFile, ParseOptions, Run } from "./parsed.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type HeadedTable, headedTable } from "./reading/headed-table.ts";
import { loadRun } from "./reading/load-summary.ts";
import { answersIn, locustStep } from "./reading/locust-figures.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per request name and `Aggregated` at the end. Percentiles are rounded, `N/A` where there was no request. */
export const locustStats: Format = {
  name: "locust-stats",
  tool: "locust",
  detects: "a header line with Type, Name, Request Count and Failure Count (locust --csv, _stats.csv)",
  gives: "summary",
  detect: (head) => {
    const first = firstLines(head, 1)[0] ?? "";
    return /^"?Type"?,"?Name"?,"?(Request Count|# requests)"?,/.test(first) || isBesideIt(first);
  },
  parse,
};

/** The other tables of the same test: one row per kind of failure and of exception. */
function isBesideIt(header: string): boolean {
  return /^Method,Name,Error,Occurrences\s*$|^Count,Message,Traceback,Nodes\s*$/.test(header);
}

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  if (isBesideIt(firstLines(text, 1)[0] ?? "")) {
    const fault =
      "it lists what failed in a Locust test and has no figures. Give the file that ends in _stats.csv.";
    throw faultyFile(fileName, fault);
  }
  const table = headedTable(text, ",", fileName);
  const row = chosenRow(table, options.select?.name, fileName);
  const [requests, rate] = [requestsIn(table, row), table.number(row, "Requests/s")];
  return {
    format: "locust-stats",
    tool: "locust",
    version: null,
    runs: [runOf(table, row, fileName)],
    environment: { durationSeconds: requests && rate ? requests / rate : null },
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

function requestsIn(table: HeadedTable, row: Row): number | null {
  return table.number(row, "Request Count", "# requests");
}

function runOf(table: HeadedTable, row: Row, fileName: string): Run {
  const cell = (...columns: string[]) => table.number(row, ...columns);
  const percentiles = table.header.flatMap((name) => {
    const percent = /^(\d+(?:\.\d+)?)%$/.exec(name)?.[1];
    return percent === undefined || percent === "100" ? [] : [[`p${percent}`, cell(name)] as const];
  });
  const [requests, errors] = [requestsIn(table, row), cell("Failure Count", "# failures")];
  const size = cell("Average Content Size");
  const run = loadRun(fileName, {
    latencyMs: {
      mean: cell("Average Response Time", "Average response time"),
      p50: cell("Median Response Time", "Median response time"),
      ...Object.fromEntries(percentiles),
      max: cell("Max Response Time", "Max response time"),
    },
    answers: answersIn(requests, errors, size),
    requests,
    errors,
    perSecond: cell("Requests/s"),
    bytesPerResponse: size,
  });
  const quantities = run.quantities.map((one) =>
    /^latency\.p/.test(one.name) ? { ...one, resolution: locustStep(one.value ?? 0) } : one,
  );
  return { ...run, quantities };
}
