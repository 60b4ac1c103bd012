import type { Format, ParsedFile, ParseOptions, Point, Quantity } from "./parsed.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type HeadedTable, headedTable } from "./reading/headed-table.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { mean } from "./reading/quantiles.ts";
import { quantity } from "./reading/quantity.ts";
import { firstLines } from "./reading/source-text.ts";

/** A row per second and request name: rates and percentiles of the last seconds, counts since the start. */
export const locustHistory: Format = {
  name: "locust-history",
  tool: "locust",
  detects: "a header line with Timestamp, User Count, Type and Name (locust --csv, _stats_history.csv)",
  gives: "series",
  detect: (head) => /^"?Timestamp"?,"?User Count"?,"?Type"?,"?Name"?,/.test(firstLines(head, 1)[0] ?? ""),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const table = headedTable(text, ",", fileName);
  const wanted = options.select?.name ?? "Aggregated";
  const rows = [...table.rows].filter((row) => table.text(row, "Name") === wanted);
  const last = rows.at(-1);
  if (!last) throw faultyFile(fileName, `there is no row named ${quoted(wanted)} in it.`);
  const series = seriesOf(table, rows, fileName);
  const requests = table.number(last, "Total Request Count");
  const failures = table.number(last, "Total Failure Count");
  const errorRate = requests ? (failures ?? 0) / requests : null;
  const totals = [
    quantity("latency.mean", table.number(last, "Total Average Response Time"), requests),
    quantity("error-rate", errorRate, requests),
  ];
  return {
    format: "locust-history",
    tool: "locust",
    version: null,
    runs: [
      {
        name: fileName,
        startedAt: isoTime(readTime(table.text(rows[0] ?? last, "Timestamp"))),
        quantities: [...averages(series), ...totals].filter((one) => one.value !== null),
        each: "request",
        samples: {},
        series,
        errorRate,
      },
    ],
    environment: { users: Math.max(...rows.map((row) => table.number(row, "User Count") ?? 0)) },
    warnings: [],
  };
}

function seriesOf(table: HeadedTable, rows: Row[], fileName: string): Record<string, Point[]> {
  const times = rows.map((row) => {
    const text = table.text(row, "Timestamp");
    const at = readTime(text);
    if (at === null) throw faultyFile(fileName, `${quoted(text)} is no time.`, row.line);
    return at;
  });
  const columns = table.header.flatMap((column): [string, string][] => {
    if (column === "Requests/s") return [[column, "throughput"]];
    const percent = /^(50|75|90|95|99)%$/.exec(column)?.[1];
    return percent === undefined ? [] : [[column, `latency.p${percent}`]];
  });
  return Object.fromEntries(
    columns.map(([column, name]) => [
      name,
      rows.map((row, index): Point => ({ at: times[index] ?? 0, value: table.number(row, column) })),
    ]),
  );
}

function averages(series: Record<string, Point[]>): Quantity[] {
  return Object.entries(series).map(([name, points]) => {
    const values = points.flatMap((point) => (point.value === null ? [] : [point.value]));
    return quantity(name, mean(values), values.length);
  });
}
