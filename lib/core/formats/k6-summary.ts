import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, type JsonRecord, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { loadRun } from "./reading/load-summary.ts";

/**
 * The three shapes of a k6 summary, told apart by content and not by version: `--summary-export` (figures right under
 * each metric), handleSummary (under `values`) and the machine-readable summary (a list under `results`). Times are
 * ms in all of them: summaryTimeUnit is for the printed text only.
 */
export const k6Summary: Format = {
  name: "k6-summary",
  tool: "k6",
  detects:
    "JSON with metrics of k6 such as http_reqs or iterations (k6 --summary-export, handleSummary, or the machine-readable summary)",
  gives: "summary",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    (/"metrics"\s*:/.test(head) || /"root_group"\s*:/.test(head)) &&
    (/"(http_reqs|http_req_duration|iterations|iteration_duration|data_received|vus_max|vus)"\s*[:,}]/.test(
      head,
    ) ||
      /"root_group"\s*:\s*\{\s*"(name|groups|path|checks|id)"/.test(head)),
  parse,
};

/** Figures of a metric by name, whatever the shape, and whether each threshold was kept. */
type Summary = {
  metrics: Map<string, JsonRecord>;
  failedThresholds: string[];
  seconds: number | null;
  version: string | null;
  endedAt: string | null;
};

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const summary = summaryOf(file, fileName);
  const number = (metric: string, ...keys: string[]) => {
    const values = summary.metrics.get(metric) ?? {};
    const key = keys.find((one) => values[one] !== undefined);
    return key === undefined ? null : numberAt(values[key], `${metric}.${key}`, fileName);
  };
  const name = ["http_req_duration", "grpc_req_duration", "iteration_duration"].find((one) =>
    summary.metrics.has(one),
  );
  const times = name === undefined ? null : summary.metrics.get(name);
  if (!times) throw faultyFile(fileName, "there is no http_req_duration and no iteration_duration in it.");
  const counter = name === "iteration_duration" ? "iterations" : "http_reqs";
  const count = number(counter, "count");
  const perSecond = number(counter, "rate") ?? rateOf(count, summary.seconds);
  const failed = name === "iteration_duration" ? null : number("http_req_failed", "rate", "value");
  const received = number("data_received", "count");
  const latencyMs = latencies(times, name ?? "", fileName);
  const run = loadRun(fileName, {
    startedAt: startOf(summary),
    latencyMs,
    // Of a connection that is refused it writes that it took no time.
    answers: failed === 1 && latencyMs.max === 0 ? 0 : null,
    requests: count,
    errors: failed === null || count === null ? null : failed * count,
    perSecond,
    bytesPerSecond: number("data_received", "rate") ?? rateOf(received, summary.seconds),
  });
  return {
    format: "k6-summary",
    tool: "k6",
    version: summary.version,
    runs: [{ ...run, errorRate: failed ?? run.errorRate }],
    environment: { users: number("vus_max", "value", "max") ?? number("vus", "max") },
    warnings: thresholdWarning(summary.failedThresholds, fileName),
  };
}

function summaryOf(file: JsonRecord, fileName: string): Summary {
  if (isRecord(file.results)) return machineSummary(file, file.results, fileName);
  const metrics = recordAt(file.metrics, "metrics", fileName);
  const state = isRecord(file.state) ? file.state : {};
  const duration = numberAt(state.testRunDurationMs, "state.testRunDurationMs", fileName);
  const failedThresholds: string[] = [];
  const figures = Object.entries(metrics).map(([name, metric]): [string, JsonRecord] => {
    const record = recordAt(metric, `metrics.${name}`, fileName);
    failedThresholds.push(...failedOf(record.thresholds, name));
    return [name, isRecord(record.values) ? record.values : record];
  });
  return {
    metrics: new Map(figures),
    failedThresholds,
    seconds: duration === null ? null : duration / 1000,
    version: null,
    endedAt: null,
  };
}

/** It leaves out the rate of counters, which is the count by the duration of the test. */
function machineSummary(file: JsonRecord, results: JsonRecord, fileName: string): Summary {
  const list = Array.isArray(results.metrics) ? results.metrics.filter(isRecord) : [];
  const config = isRecord(file.config) ? file.config : {};
  const metadata = isRecord(file.metadata) ? file.metadata : {};
  const metrics = list.map((metric): [string, JsonRecord] => [
    textAt(metric.name) ?? "",
    isRecord(metric.values) ? metric.values : {},
  ]);
  return {
    metrics: new Map(metrics),
    failedThresholds: list.flatMap((metric) => failedOf(metric.thresholds, textAt(metric.name) ?? "")),
    seconds: numberAt(config.duration, "config.duration", fileName),
    version: textAt(metadata.k6Version),
    endedAt: textAt(metadata.generatedAt),
  };
}

/** In the export `true` means that the threshold failed; elsewhere `{"ok": false}` does. */
function failedOf(thresholds: unknown, metric: string): string[] {
  if (!isRecord(thresholds)) return [];
  return Object.entries(thresholds)
    .filter(([, result]) => result === true || (isRecord(result) && result.ok === false))
    .map(([threshold]) => `${metric} ${threshold}`);
}

function latencies(times: JsonRecord, metric: string, fileName: string): Record<string, number | null> {
  const ends = Object.keys(times).flatMap((key): [string, string][] => {
    const percent = /^p\((\d+(?:\.\d+)?)\)$/.exec(key)?.[1];
    if (percent !== undefined) return [[`p${Number(percent)}`, key]];
    const known = { avg: "mean", med: "p50", max: "max" }[key];
    return known === undefined ? [] : [[known, key]];
  });
  return Object.fromEntries(
    ends.map(([end, key]) => [end, numberAt(times[key], `${metric}.${key}`, fileName)]),
  );
}

function rateOf(count: number | null, seconds: number | null): number | null {
  return count === null || seconds === null || seconds <= 0 ? null : count / seconds;
}

function startOf({ endedAt, seconds }: Summary): string | null {
  const end = isoTime(endedAt);
  return end === null || seconds === null ? null : isoTime(Date.parse(end) - seconds * 1000);
}

function thresholdWarning(failed: string[], fileName: string): ParsedFile["warnings"] {
  if (failed.length === 0) return [];
  const which = failed.slice(0, 3).join(", ");
  const message = `${failed.length} k6 ${failed.length === 1 ? "threshold" : "thresholds"} failed in ${fileName}: ${which}.`;
  return [{ code: "thresholds-failed", message }];
}
