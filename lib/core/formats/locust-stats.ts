import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { loadRun } from "./reading/load-summary.ts";
import { readNumber } from "./reading/numbers.ts";
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
  const rows = [...rowsOf(text, ",", fileName)];
  const header = rows[0]?.fields ?? [];
  for (const { line, fields } of rows) {
    if (fields.length === header.length) continue;
    throw faultyFile(
      fileName,
      `the line has ${fields.length} fields, the header has ${header.length}.`,
      line,
    );
  }
  const names = rows.slice(1).map((row) => row.fields[1] ?? "");
  const wanted = options.select?.name ?? aggregateName(names) ?? (names.length === 1 ? names[0] : undefined);
  const row = rows.slice(1).find((one) => one.fields[1] === wanted);
  if (!row) {
    const known = names.slice(0, 8).map((name) => quoted(name));
    throw faultyFile(
      fileName,
      `there is no row ${quoted(wanted ?? "Aggregated")}. Its names are ${known.join(", ")}.`,
    );
  }
  const cell = (...columns: string[]) => {
    const at = header.findIndex((name) => columns.includes(name));
    const value = at === -1 ? null : readNumber(row.fields[at] ?? "");
    if (value === undefined)
      throw faultyFile(fileName, `${quoted(row.fields[at] ?? "")} is not a number.`, row.line);
    return value;
  };
  const percentiles = header.flatMap((name) => {
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
    requests: cell("Request Count", "# requests"),
    errors: cell("Failure Count", "# failures"),
    perSecond: cell("Requests/s"),
    bytesPerResponse: cell("Average Content Size"),
  });
  // The mean is written with its decimals.
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean" ? { ...one, resolution: undefined } : one,
  );
  return {
    format: "locust-stats",
    tool: "locust",
    version: null,
    runs: [{ ...run, quantities }],
    environment: {},
    warnings: [],
  };
}

/** `Aggregated`; before version 1 `Total`. */
function aggregateName(names: string[]): string | undefined {
  return names.findLast((name) => name === "Aggregated" || name === "Total");
}
