import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, numberAt, parseJson, recordAt } from "./reading/json-text.ts";
import { loadRun } from "./reading/load-summary.ts";

const nanosecondsPerMs = 1e6;

/** Durations are whole nanoseconds; older versions lack the 90th percentile and `throughput`. */
export const vegetaJson: Format = {
  name: "vegeta-json",
  tool: "vegeta",
  detects: "a JSON object with latencies, success and status_codes (vegeta report -type=json)",
  gives: "summary",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    /"latencies"\s*:\s*\{[^}]*"(total|mean)"\s*:/.test(head) &&
    /"(success|status_codes|bytes_in)"\s*:/.test(head),
  parse,
};

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const latencies = recordAt(file.latencies, "latencies", fileName);
  const number = (value: unknown, where: string) => numberAt(value, where, fileName);
  const inMs = (key: string) => {
    const nanoseconds = number(latencies[key], `latencies.${key}`);
    return nanoseconds === null ? null : nanoseconds / nanosecondsPerMs;
  };
  const requests = number(file.requests, "requests");
  const success = number(file.success, "success");
  if (requests === null || success === null) throw faultyFile(fileName, "requests or success is missing.");
  const seconds = (number(file.duration, "duration") ?? 0) / 1e9;
  const rate = number(file.rate, "rate") ?? (seconds > 0 ? requests / seconds : null);
  const bytes = isRecord(file.bytes_in) ? number(file.bytes_in.total, "bytes_in.total") : null;
  const run = loadRun(fileName, {
    startedAt: isoTime(file.earliest),
    latencyMs: {
      mean: inMs("mean"),
      p50: inMs("50th"),
      p90: inMs("90th"),
      p95: inMs("95th"),
      p99: inMs("99th"),
      max: inMs("max"),
    },
    requests,
    errors: requests * (1 - success),
    perSecond: rate,
    goodPerSecond: number(file.throughput, "throughput"),
    // With -max-body=0 no body is read and the size is 0, which says nothing.
    bytesPerSecond: bytes && seconds > 0 ? bytes / seconds : null,
    bytesPerResponse: bytes && requests > 0 ? bytes / requests : null,
  });
  return {
    format: "vegeta-json",
    tool: "vegeta",
    version: null,
    runs: [run],
    environment: { offeredRate: rate, durationSeconds: seconds || null },
    warnings: [],
  };
}
