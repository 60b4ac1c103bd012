import { AppError } from "#lib/core/errors.ts";
import { abGnuplot } from "./ab-gnuplot.ts";
import { abPercentiles } from "./ab-percentiles.ts";
import { abText } from "./ab-text.ts";
import { artilleryJson } from "./artillery-json.ts";
import { artilleryText } from "./artillery-text.ts";
import { autocannonJson } from "./autocannon-json.ts";
import { autocannonText } from "./autocannon-text.ts";
import { bmfJson } from "./bmf-json.ts";
import { heyCsv } from "./hey-csv.ts";
import { heyText } from "./hey-text.ts";
import { hyperfineCsv } from "./hyperfine-csv.ts";
import { hyperfineJson } from "./hyperfine-json.ts";
import { jmeterCsv } from "./jmeter-csv.ts";
import { jmeterXml } from "./jmeter-xml.ts";
import { jmhCsv } from "./jmh-csv.ts";
import { jmhJson } from "./jmh-json.ts";
import { jmhText } from "./jmh-text.ts";
import { k6Csv } from "./k6-csv.ts";
import { k6Ndjson } from "./k6-ndjson.ts";
import { k6Summary } from "./k6-summary.ts";
import { lhciManifest } from "./lhci-manifest.ts";
import { lighthouseJson } from "./lighthouse-json.ts";
import { locustHistory } from "./locust-history.ts";
import { locustJson } from "./locust-json.ts";
import { locustStats } from "./locust-stats.ts";
import { openMetrics } from "./openmetrics.ts";
import type { Format, ParsedFile, ParseOptions } from "./parsed.ts";
import { pgStatStatements } from "./pg-stat-statements.ts";
import { pgbenchAggregate } from "./pgbench-aggregate.ts";
import { pgbenchLog } from "./pgbench-log.ts";
import { pgbenchText } from "./pgbench-text.ts";
import { plainJson } from "./plain-json.ts";
import { plainTable } from "./plain-table.ts";
import { probeLog } from "./probe-log.ts";
import { prometheusRange } from "./prometheus-range.ts";
import { pytestBenchmark } from "./pytest-benchmark.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { headOf, readable } from "./reading/source-text.ts";
import { siegeSummary } from "./siege-summary.ts";
import { timeValue } from "./time-value.ts";
import { vegetaCsv } from "./vegeta-csv.ts";
import { vegetaHdr } from "./vegeta-hdr.ts";
import { vegetaHist } from "./vegeta-hist.ts";
import { vegetaJson } from "./vegeta-json.ts";
import { vegetaNdjson } from "./vegeta-ndjson.ts";
import { vegetaText } from "./vegeta-text.ts";
import { wrkText } from "./wrk-text.ts";

/** In the order in which they are tried: the plain ones last, they would take almost anything. */
export const formats: readonly Format[] = [
  k6Summary,
  k6Ndjson,
  k6Csv,
  jmeterCsv,
  jmeterXml,
  lighthouseJson,
  lhciManifest,
  autocannonJson,
  autocannonText,
  artilleryJson,
  artilleryText,
  hyperfineJson,
  hyperfineCsv,
  pgbenchText,
  pgbenchLog,
  pgbenchAggregate,
  wrkText,
  heyText,
  heyCsv,
  vegetaJson,
  vegetaText,
  vegetaCsv,
  vegetaNdjson,
  vegetaHdr,
  vegetaHist,
  abText,
  abPercentiles,
  abGnuplot,
  siegeSummary,
  locustStats,
  locustHistory,
  locustJson,
  prometheusRange,
  openMetrics,
  pgStatStatements,
  jmhJson,
  jmhCsv,
  jmhText,
  pytestBenchmark,
  bmfJson,
  probeLog,
  timeValue,
  plainJson,
  plainTable,
];

/** The format of a file by its content, or `null`. */
export function recognise(head: string, fileName: string): Format | null {
  const start = headOf(head.charCodeAt(0) === 0xfeff ? head.slice(1) : head);
  return formats.find((format) => format.detect(start, fileName)) ?? null;
}

/** Whether a format holds single values, points in time, or only the tool's figures. */
export function givesOf(name: string): Format["gives"] | null {
  return formats.find((format) => format.name === name)?.gives ?? null;
}

export type ParseFileOptions = ParseOptions & {
  /** A format's name, or a tool's (then its format is found by content). */
  format?: string;
};

/** Reads a result file. Throws INVALID naming the file, the line and the fault; never gives half a file. */
export function parseFile(text: string, fileName: string, options: ParseFileOptions = {}): ParsedFile {
  const body = readable(text, fileName);
  const format = formatOf(body, fileName, options.format);
  return whole(format.parse(body, fileName, options), fileName);
}

/** A number that could not be read (1.2.3) must not pass for one, nor a file with none for a measurement. */
export function whole(file: ParsedFile, fileName: string): ParsedFile {
  for (const { quantities } of file.runs) {
    const broken = quantities.find(({ value }) => value !== null && !Number.isFinite(value));
    if (broken) throw faultyFile(fileName, `${broken.name} is not a number: the file is damaged.`);
    if (quantities.every(({ value }) => value === null))
      throw faultyFile(fileName, "there is no figure in it.");
  }
  return file;
}

/** The format asked for, else the one recognised. Throws INVALID saying what was looked for. */
export function formatOf(body: string, fileName: string, asked?: string): Format {
  if (asked !== undefined) return formatNamed(asked, headOf(body), fileName);
  const found = recognise(body, fileName);
  if (found) return found;
  throw faultyFile(
    fileName,
    `not a result file that is known here. It begins ${quoted(body.trimStart(), 30)}. Looked for: ${toolNames()}.`,
  );
}

function formatNamed(asked: string, head: string, fileName: string): Format {
  const wanted = asked.trim().toLowerCase();
  const byName = formats.find((format) => format.name === wanted);
  if (byName) return byName;
  const ofTool = formats.filter((format) => format.tool.toLowerCase() === wanted);
  const first = ofTool.find((format) => format.detect(head, fileName)) ?? ofTool[0];
  if (first) return first;
  const names = formats.map((format) => format.name).join(", ");
  throw new AppError("INVALID", `There is no format ${quoted(asked)}. The formats are ${names}.`);
}

function toolNames(): string {
  const names = [...new Set(formats.map((format) => format.tool))];
  return names.join(", ");
}
