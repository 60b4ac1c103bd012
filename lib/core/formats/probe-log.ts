import type { Format, ParsedFile, Point, Run } from "./parsed.ts";
import { type Row, rowsOf } from "./reading/delimited.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
import { LatencyStore } from "./reading/latency-store.ts";
import { readNumber } from "./reading/numbers.ts";
import { quantity } from "./reading/quantity.ts";
import { latencyQuantities, latencySamples } from "./reading/request-tally.ts";
import { layoutOf, tableLines } from "./reading/table.ts";

const names = {
  time: /^(time|timestamp|at|date|datetime|ts)$/i,
  ok: /^(ok|up|success|successful|available|is_up|healthy)$/i,
  status: /^(status|status_code|http_status|http_code|code|response_code)$/i,
  latency: /^(latency|response_time|duration|rtt|elapsed)(_ms)?$/i,
};

/** Of an HTTP probe; 0, a blank or a word where no answer came. */
const statusCode = /^([1-5]\d\d|0|-|)$/;

/** A row per probe: when, whether it was answered well, and how long it took. */
export const probeLog: Format = {
  name: "probe-log",
  tool: "probe log",
  detects:
    "a table with a time column and a column ok, up or success of 1 and 0, or of HTTP status codes (a log of availability probes)",
  gives: "series",
  detect: (head) => {
    const [header = "", ...rows] = tableLines(head, 10);
    const delimiter = layoutOf([header]);
    const cells = (line: string) => (delimiter === null ? [] : line.split(delimiter).map(bare));
    const fields = cells(header);
    if (!fields.some((field) => names.time.test(field))) return false;
    const status = fields.findIndex((field) => names.status.test(field));
    const areCodes = status !== -1 && rows.some((row) => /^[1-5]\d\d$/.test(cells(row)[status] ?? ""));
    return fields.some((field) => names.ok.test(field)) || areCodes;
  },
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const rows = rowsOf(text, layoutOf(tableLines(text, 1)) ?? ",", fileName);
  const header: string[] = rows.next().value?.fields ?? [];
  const column = (pattern: RegExp) => header.findIndex((field) => pattern.test(field.trim()));
  const [ok, status] = [column(names.ok), column(names.status)];
  const at = {
    time: column(names.time),
    ok: ok === -1 ? status : ok,
    latency: column(names.latency),
    isStatus: ok === -1,
  };
  if (at.time === -1 || at.ok === -1)
    throw faultyFile(fileName, "the header line lacks a time column, or one of ok or status.");
  const probes: Probe[] = [];
  for (const row of rows) {
    if (row.fields.length !== header.length) {
      throw faultyFile(
        fileName,
        `the line has ${row.fields.length} fields, the header has ${header.length}.`,
        row.line,
      );
    }
    probes.push(probeOf(row, at, fileName));
  }
  if (probes.length === 0) throw faultyFile(fileName, "there is no probe below the header.");
  probes.sort((one, other) => one.at - other.at);
  return probeFile(fileName, probes);
}

type Probe = { at: number; isUp: boolean; latencyMs: number | null };

function probeOf(
  { line, fields }: Row,
  at: Record<"time" | "ok" | "latency", number> & { isStatus: boolean },
  fileName: string,
): Probe {
  const time = readTime(fields[at.time] ?? "");
  if (time === null) throw faultyFile(fileName, `${quoted(fields[at.time] ?? "")} is no time.`, line);
  const word = bare(fields[at.ok] ?? "").toLowerCase();
  const isUp = ["1", "true", "up", "ok", "yes"].includes(word) || /^[23]\d\d$/.test(word);
  const isCode = statusCode.test(word) && word !== "" ? true : at.isStatus && !/^\d/.test(word);
  if (!isUp && !isCode && !["0", "false", "down", "fail", "failed", "no"].includes(word)) {
    throw faultyFile(fileName, `${quoted(word)} says neither up (1, true) nor down (0, false).`, line);
  }
  const latency = at.latency === -1 ? null : readNumber(fields[at.latency] ?? "");
  if (latency === undefined)
    throw faultyFile(fileName, `${quoted(fields[at.latency] ?? "")} is no time in ms.`, line);
  return { at: time, isUp, latencyMs: isUp ? latency : null };
}

function probeFile(fileName: string, probes: Probe[]): ParsedFile {
  const up = probes.filter((probe) => probe.isUp).length;
  const latencies = new LatencyStore();
  for (const { latencyMs } of probes) if (latencyMs !== null) latencies.add(latencyMs);
  const points = (value: (probe: Probe) => number | null): Point[] =>
    probes.map((probe) => ({ at: probe.at, value: value(probe) }));
  const run: Run = {
    name: fileName,
    startedAt: isoTime(probes[0]?.at ?? null),
    quantities: [
      quantity("availability", up / probes.length, probes.length),
      quantity("outages", outagesIn(probes), probes.length),
      ...(latencies.count > 0 ? latencyQuantities(latencies) : []),
    ],
    each: "point",
    samples: latencies.count > 0 ? latencySamples(latencies) : {},
    series: {
      availability: points((probe) => (probe.isUp ? 1 : 0)),
      ...(latencies.count > 0 ? { latency: points((probe) => probe.latencyMs) } : {}),
    },
    errorRate: 1 - up / probes.length,
  };
  return {
    format: "probe-log",
    tool: "probe log",
    version: null,
    runs: [run],
    environment: {},
    warnings: [],
  };
}

function bare(field: string): string {
  return field.trim().replaceAll(/^"|"$/g, "");
}

/** Failed probes in a row are one outage. */
function outagesIn(probes: Probe[]): number {
  return probes.filter((probe, index) => !probe.isUp && (index === 0 || probes[index - 1]?.isUp)).length;
}
