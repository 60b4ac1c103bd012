import type { Format, ParsedFile, ParseOptions, Point, Quantity } from "./parsed.ts";
import { rateOfCounter } from "./reading/counter-rate.ts";
import type { Row } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { type HeadedTable, headedTable } from "./reading/headed-table.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { answersIn, locustStep } from "./reading/locust-figures.ts";
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
  const counted = rows.map((row) => table.number(row, "Total Request Count"));
  const requests = counted.at(-1) ?? null;
  if (requests === 0) {
    throw faultyFile(fileName, "no request was counted in it: the test ended within its first seconds.");
  }
  const series = seriesOf(table, rows, counted, fileName);
  const failures = table.number(last, "Total Failure Count");
  const errorRate = requests ? (failures ?? 0) / requests : null;
  const points = series.throughput ?? [];
  const [first, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const since = (requests ?? 0) - (counted[0] ?? 0);
  const size = table.number(last, "Total Average Content Size");
  const latencies = [
    ...percentiles(series),
    quantity("latency.mean", table.number(last, "Total Average Response Time"), requests),
  ];
  const isAnswered = answersIn(requests, failures, size) !== 0;
  const quantities = [
    quantity("throughput", end > first ? since / ((end - first) / 1000) : null, requests),
    ...(isAnswered ? latencies : []),
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
        quantities: quantities.filter((one) => one.value !== null),
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

/**
 * What a row tells of its last ten seconds lags behind them: in the first rows it is all 0 while requests are being
 * counted. There the percentiles are not known, and the throughput is that of the counts.
 */
function seriesOf(
  table: HeadedTable,
  rows: Row[],
  counted: (number | null)[],
  fileName: string,
): Record<string, Point[]> {
  const times = rows.map((row) => {
    const text = table.text(row, "Timestamp");
    const at = readTime(text);
    if (at === null) throw faultyFile(fileName, `${quoted(text)} is no time.`, row.line);
    return at;
  });
  const counts = counted.map((value, index): Point => ({ at: times[index] ?? 0, value }));
  const [start] = counts;
  const throughput = [...(start ? [{ at: start.at, value: null }] : []), ...rateOfCounter(counts)];
  const columns = table.header.flatMap((column): [string, string][] => {
    const percent = /^(50|75|90|95|99)%$/.exec(column)?.[1];
    return percent === undefined ? [] : [[column, `latency.p${percent}`]];
  });
  const ofColumns = columns.map(([column, name]): [string, Point[]] => [
    name,
    rows.map((row, index) => {
      const isKnown = table.number(row, "Requests/s") !== 0;
      return { at: times[index] ?? 0, value: isKnown ? table.number(row, column) : null };
    }),
  ]);
  return { throughput, ...Object.fromEntries(ofColumns) };
}

/** The mean over the rows. */
function percentiles({ throughput: _, ...series }: Record<string, Point[]>): Quantity[] {
  return Object.entries(series).map(([name, points]) => {
    const values = points.flatMap((point) => (point.value === null ? [] : [point.value]));
    const found = quantity(name, mean(values), values.length);
    return { ...found, resolution: locustStep(found.value ?? 0) };
  });
}
