import type { Format, ParsedFile, ParseOptions, Run } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { type JsonRecord, listAt, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { loadRun } from "./reading/load-summary.ts";
import { answersIn, locustStep } from "./reading/locust-figures.ts";
import { weightedQuantile } from "./reading/weighted.ts";

/** An entry per request name, each with its counts by rounded response time. Their sum is the test. */
export const locustJson: Format = {
  name: "locust-json",
  tool: "locust",
  detects: "a JSON list of entries with num_requests, num_failures and response_times (locust --json)",
  gives: "summary",
  detect: (head) =>
    /^\s*\[\s*\{/.test(head) && /"num_requests"\s*:/.test(head) && /"response_times"\s*:/.test(head),
  parse,
};

function parse(text: string, fileName: string, options: ParseOptions): ParsedFile {
  const all = listAt(parseJson(text, fileName), "the file", fileName).map((entry, index) =>
    recordAt(entry, `entry ${index}`, fileName),
  );
  const wanted = options.select?.name;
  const entries = all.filter((entry) => wanted === undefined || entry.name === wanted);
  if (entries.length === 0 && all.length > 0) {
    const known = all.slice(0, 8).map((entry) => quoted(textAt(entry.name) ?? ""));
    throw faultyFile(fileName, `there is no entry ${quoted(wanted ?? "")}. It has ${known.join(", ")}.`);
  }
  const test = totalOf(entries, fileName);
  if (test.requests === 0) throw faultyFile(fileName, "there is no request in it.");
  return {
    format: "locust-json",
    tool: "locust",
    version: null,
    runs: [runOf(test, fileName)],
    environment: { durationSeconds: test.seconds },
    warnings: [],
  };
}

type Total = {
  requests: number;
  failures: number;
  totalMs: number;
  maxMs: number;
  bytes: number;
  startedAt: string | null;
  seconds: number | null;
  /** Requests by their rounded response time in ms. */
  counts: Map<number, number>;
};

function totalOf(entries: JsonRecord[], fileName: string): Total {
  const read = (key: string) =>
    entries.flatMap((entry) => numberAt(entry[key], `${textAt(entry.name)}.${key}`, fileName) ?? []);
  const sum = (key: string) => read(key).reduce((total, value) => total + value, 0);
  const [start, end] = [Math.min(...read("start_time")), Math.max(...read("last_request_timestamp"))];
  return {
    requests: sum("num_requests"),
    failures: sum("num_failures"),
    totalMs: sum("total_response_time"),
    maxMs: Math.max(...read("max_response_time")),
    bytes: sum("total_content_length"),
    startedAt: isoTime(start * 1000),
    seconds: end > start ? end - start : null,
    counts: countsOf(entries, fileName),
  };
}

function countsOf(entries: JsonRecord[], fileName: string): Map<number, number> {
  const counts = new Map<number, number>();
  for (const entry of entries) {
    const times = recordAt(entry.response_times, `${textAt(entry.name)}.response_times`, fileName);
    for (const [key, value] of Object.entries(times)) {
      const count = numberAt(value, `response_times[${quoted(key)}]`, fileName) ?? 0;
      const ms = Number(key);
      if (!Number.isFinite(ms)) throw faultyFile(fileName, `${quoted(key)} is no response time in ms.`);
      counts.set(ms, (counts.get(ms) ?? 0) + count);
    }
  }
  return counts;
}

const shares = [50, 75, 90, 95, 99, 99.9];

function runOf(test: Total, fileName: string): Run {
  const { requests, failures, seconds } = test;
  const times = [...test.counts].map(([value, count]) => ({ value, count }));
  const run = loadRun(fileName, {
    startedAt: test.startedAt,
    latencyMs: {
      mean: test.totalMs / requests,
      ...Object.fromEntries(shares.map((share) => [`p${share}`, weightedQuantile(times, share / 100)])),
      max: test.maxMs,
    },
    answers: answersIn(requests, failures, test.bytes),
    requests,
    errors: failures,
    perSecond: seconds === null ? null : requests / seconds,
    bytesPerResponse: test.bytes / requests,
  });
  const quantities = run.quantities.map((one) =>
    /^latency\.p/.test(one.name) ? { ...one, resolution: locustStep(one.value ?? 0) } : one,
  );
  return { ...run, quantities };
}
