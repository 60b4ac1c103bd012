import type { Format, ParsedFile } from "./parsed.ts";
import { artilleryErrors } from "./reading/artillery-errors.ts";
import { firstLoad } from "./reading/artillery-v1.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime, readTime } from "./reading/iso-time.ts";
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
  // Version 1 has counters too: those of the script, mostly none.
  const isNew = isRecord(aggregate.counters) && aggregate.codes === undefined;
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
  const counters = countsIn(aggregate.counters, "aggregate.counters", fileName);
  const summaries = recordAt(aggregate.summaries ?? {}, "aggregate.summaries", fileName);
  const { answered, requests, errors } = artilleryErrors(counters);
  const where = 'aggregate.summaries["http.response_time"]';
  const times =
    answered === 0 && requests > 0 ? {} : recordAt(summaries["http.response_time"], where, fileName);
  const from = numberAt(aggregate.firstMetricAt, "aggregate.firstMetricAt", fileName);
  const to = numberAt(aggregate.lastMetricAt, "aggregate.lastMetricAt", fileName);
  const seconds = from !== null && to !== null && to > from ? (to - from) / 1000 : null;
  const bytes = counters["http.downloaded_bytes"] ?? 0;
  return {
    startedAt: isoTime(from),
    latencyMs: latencies(times, fileName),
    answers: answered,
    requests,
    errors,
    perSecond: seconds === null ? null : answered / seconds,
    bytesPerSecond: bytes > 0 && seconds !== null ? bytes / seconds : null,
    bytesPerResponse: bytes > 0 && answered > 0 ? bytes / answered : null,
  };
}

function oldSummary(aggregate: JsonRecord, fileName: string): LoadSummary {
  const rps = isRecord(aggregate.rps) ? aggregate.rps : {};
  const load = firstLoad({
    latency: timesIn(recordAt(aggregate.latency, "aggregate.latency", fileName), fileName),
    codes: countsIn(aggregate.codes ?? {}, "aggregate.codes", fileName),
    errors: countsIn(aggregate.errors ?? {}, "aggregate.errors", fileName),
    perSecond: numberAt(rps.mean, "aggregate.rps.mean", fileName),
    endedAt: typeof aggregate.timestamp === "string" ? readTime(aggregate.timestamp) : null,
  });
  if (load.requests === 0) throw faultyFile(fileName, "there is no answer and no error in it.");
  return { ...load, startedAt: isoTime(load.startedAtMs) };
}

function latencies(times: JsonRecord, fileName: string): LoadSummary["latencyMs"] {
  const read = timesIn(times, fileName);
  return { ...read, p50: read.median ?? read.p50, median: null };
}

function timesIn(times: JsonRecord, fileName: string): Record<string, number | null> {
  const ends = ["mean", "median", "p50", "p75", "p90", "p95", "p99", "max"];
  return Object.fromEntries(ends.map((end) => [end, numberAt(times[end], `response time ${end}`, fileName)]));
}

function countsIn(counts: unknown, where: string, fileName: string): Record<string, number> {
  const entries = Object.entries(recordAt(counts, where, fileName));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, numberAt(value, `${where}.${key}`, fileName) ?? 0]),
  );
}
