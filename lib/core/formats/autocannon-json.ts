import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, type JsonRecord, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { loadRun } from "./reading/load-summary.ts";

/**
 * Latencies are whole ms and there is no p95. `errors` are those of the connection, time-outs among them, but not the
 * requests whose connection the server just closed: those were sent, never answered, and are no longer under way.
 */
export const autocannonJson: Format = {
  name: "autocannon",
  tool: "autocannon",
  detects: "a JSON object with latency, requests, throughput and non2xx (autocannon --json)",
  gives: "summary",
  detect: (head) => /^\s*\{/.test(head) && /"non2xx"\s*:/.test(head) && /"latency"\s*:\s*\{/.test(head),
  parse,
};

const percentile = /^p(\d+)(?:_(\d+))?$/;
const wanted = new Set(["p50", "p75", "p90", "p97.5", "p99", "p99.9"]);

function parse(text: string, fileName: string): ParsedFile {
  const file = recordAt(parseJson(text, fileName), "the file", fileName);
  const latency = recordAt(file.latency, "latency", fileName);
  const requests = recordAt(file.requests, "requests", fileName);
  const number = (value: unknown, where: string) => numberAt(value, where, fileName);
  const perSecond = number(requests.average ?? requests.mean, "requests.average");
  if (perSecond === null) throw faultyFile(fileName, "requests.average is missing.");
  const answered = number(requests.total, "requests.total") ?? 0;
  const lost = number(file.errors, "errors") ?? 0;
  const throughput = isRecord(file.throughput) ? file.throughput : {};
  const bytesPerSecond = number(throughput.average, "throughput.average");
  const connections = number(file.connections, "connections");
  const width = (connections ?? 0) * (number(file.pipelining, "pipelining") ?? 1);
  const held = heldRate(
    perSecond,
    number(requests.stddev, "requests.stddev"),
    number(latency.average ?? latency.mean, "latency.average"),
    width,
  );
  // With a held rate requests are counted as sent before they are, and slow answers several times.
  const isHeld = held !== null || (number(latency.totalCount, "latency.totalCount") ?? answered) > answered;
  const sent = isHeld ? null : number(requests.sent, "requests.sent");
  const unanswered = lost + Math.max(0, (sent ?? 0) - answered - lost - width);
  const run = loadRun(fileName, {
    startedAt: isoTime(file.start),
    latencyMs: {
      mean: number(latency.average ?? latency.mean, "latency.average"),
      ...percentilesOf(latency, fileName),
      max: number(latency.max, "latency.max"),
    },
    latencyStepMs: 1,
    answers: answered,
    requests: answered + unanswered,
    errors: badAnswers(file, fileName) + unanswered,
    perSecond,
    bytesPerSecond,
    bytesPerResponse: bytesPerSecond === null || perSecond === 0 ? null : bytesPerSecond / perSecond,
  });
  // The mean is of many whole ms, so it has finer steps.
  const quantities = run.quantities.map((one) =>
    one.name === "latency.mean" ? { ...one, resolution: 0.1 } : one,
  );
  return {
    format: "autocannon",
    tool: "autocannon",
    version: null,
    runs: [{ ...run, quantities }],
    environment: {
      url: textAt(file.url),
      connections,
      pipelining: number(file.pipelining, "pipelining"),
      workers: number(file.workers, "workers"),
      measuredSeconds: number(file.duration, "duration"),
      durationSeconds: plannedSeconds(number(file.duration, "duration")),
      offeredRate: held,
    },
    warnings: [],
  };
}

/** With -d it ends hundredths after a whole second; with -a whenever all requests are answered. */
function plannedSeconds(seconds: number | null): number | null {
  if (seconds === null || seconds < 1) return null;
  const planned = Math.floor(seconds);
  return seconds - planned < 0.08 ? planned : null;
}

/**
 * With -R the rate is held, which the file does not say: then it is even, and most connections wait. A connection that
 * is never left idle keeps one request in flight. Latencies are cut to whole ms, so one is added.
 */
function heldRate(
  perSecond: number,
  deviation: number | null,
  meanMs: number | null,
  width: number,
): number | null {
  if (deviation === null || meanMs === null || perSecond <= 0) return null;
  const inFlight = (perSecond * (meanMs + 1)) / 1000;
  return inFlight < width / 2 && deviation < perSecond * 0.05 ? perSecond : null;
}

function percentilesOf(latency: JsonRecord, fileName: string): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(latency).flatMap(([key, value]) => {
      const name = key.replace(percentile, (_, whole, part) => `p${whole}${part ? `.${part}` : ""}`);
      return wanted.has(name) ? [[name, numberAt(value, `latency.${key}`, fileName)]] : [];
    }),
  );
}

/** Status 1xx, 4xx and 5xx where the classes are given: a redirect is no error, though it is no 2xx either. */
function badAnswers(file: JsonRecord, fileName: string): number {
  const classes = ["1xx", "4xx", "5xx"].map((key) => numberAt(file[key], key, fileName));
  if (classes.every((count) => count === null)) return numberAt(file.non2xx, "non2xx", fileName) ?? 0;
  return classes.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
