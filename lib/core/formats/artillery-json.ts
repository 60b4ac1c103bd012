import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, type JsonRecord, numberAt, parseJson, recordAt } from "./reading/json-text.ts";
import { type LoadSummary, loadRun } from "./reading/load-summary.ts";

/** Version 2 has counters and summaries, version 1 has codes, errors and latency. Times are ms. */
export const artilleryJson: Format = {
  name: "artillery-json",
  tool: "artillery",
  detects: "a JSON object with aggregate and intermediate (artillery run -o)",
  gives: "summary",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    /"(aggregate|intermediate)"\s*:\s*[[{]/.test(head) &&
    /"(counters|codes|requestsCompleted|scenariosCreated)"\s*:/.test(head),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const aggregate = recordAt(file.aggregate, "aggregate", fileName);
  const isNew = isRecord(aggregate.counters);
  const summary = isNew ? newSummary(aggregate, fileName) : oldSummary(aggregate, fileName);
  return {
    format: "artillery-json",
    tool: "artillery",
    version: isNew ? "2" : "1",
    runs: [loadRun(fileName, summary)],
    environment: { virtualUsers: usersIn(aggregate, fileName) },
    warnings: [],
  };
}

/** It starts its users at a pace of its own, so that their number is that of the script and not of the server. */
function usersIn(aggregate: JsonRecord, fileName: string): number | null {
  const counters = isRecord(aggregate.counters) ? aggregate.counters : {};
  const created = counters["vusers.created"] ?? aggregate.scenariosCreated;
  return numberAt(created, "the number of virtual users", fileName);
}

function newSummary(aggregate: JsonRecord, fileName: string): LoadSummary {
  const counters = recordAt(aggregate.counters, "aggregate.counters", fileName);
  const summaries = recordAt(aggregate.summaries ?? {}, "aggregate.summaries", fileName);
  const times = recordAt(
    summaries["http.response_time"],
    'aggregate.summaries["http.response_time"]',
    fileName,
  );
  const count = (key: string) => numberAt(counters[key], `aggregate.counters.${key}`, fileName) ?? 0;
  const sumOf = (pattern: RegExp) =>
    Object.keys(counters).reduce((sum, key) => sum + (pattern.test(key) ? count(key) : 0), 0);
  const answered = count("http.responses");
  const unanswered = sumOf(/^errors\./);
  const from = numberAt(aggregate.firstMetricAt, "aggregate.firstMetricAt", fileName);
  const to = numberAt(aggregate.lastMetricAt, "aggregate.lastMetricAt", fileName);
  const seconds = from !== null && to !== null && to > from ? (to - from) / 1000 : null;
  const bytes = count("http.downloaded_bytes");
  return {
    startedAt: isoTime(from),
    latencyMs: latencies(times, fileName),
    requests: answered + unanswered,
    errors: sumOf(/^http\.codes\.[145]\d\d$/) + unanswered,
    perSecond: seconds === null ? null : answered / seconds,
    bytesPerSecond: bytes > 0 && seconds !== null ? bytes / seconds : null,
    bytesPerResponse: bytes > 0 && answered > 0 ? bytes / answered : null,
  };
}

function oldSummary(aggregate: JsonRecord, fileName: string): LoadSummary {
  const times = recordAt(aggregate.latency, "aggregate.latency", fileName);
  const codes = recordAt(aggregate.codes ?? {}, "aggregate.codes", fileName);
  const errors = recordAt(aggregate.errors ?? {}, "aggregate.errors", fileName);
  const rps = isRecord(aggregate.rps) ? aggregate.rps : {};
  const answered = sumIn(codes, () => true, fileName);
  const unanswered = sumIn(errors, () => true, fileName);
  if (answered + unanswered === 0) throw faultyFile(fileName, "there is no answer and no error in it.");
  return {
    latencyMs: latencies(times, fileName),
    requests: answered + unanswered,
    errors: sumIn(codes, (code) => /^[145]/.test(code), fileName) + unanswered,
    perSecond: numberAt(rps.mean, "aggregate.rps.mean", fileName),
  };
}

function latencies(times: JsonRecord, fileName: string): LoadSummary["latencyMs"] {
  const read = (key: string) => numberAt(times[key], `response time ${key}`, fileName);
  return {
    mean: read("mean"),
    p50: read("median") ?? read("p50"),
    p75: read("p75"),
    p90: read("p90"),
    p95: read("p95"),
    p99: read("p99"),
    max: read("max"),
  };
}

function sumIn(record: JsonRecord, isCounted: (key: string) => boolean, fileName: string): number {
  return Object.entries(record).reduce(
    (sum, [key, value]) => sum + (isCounted(key) ? (numberAt(value, key, fileName) ?? 0) : 0),
    0,
  );
}
