import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import {
  isRecord,
  type JsonRecord,
  listAt,
  numberAt,
  parseJson,
  recordAt,
  textAt,
} from "./reading/json-text.ts";
import { type Benchmark, benchmarksRun } from "./reading/named-benchmarks.ts";
import { mean } from "./reading/quantiles.ts";
import { quantity } from "./reading/quantity.ts";

/** rawData has a list of iterations per fork. A fork is a process of its own, so its mean is one run. */
export const jmhJson: Format = {
  name: "jmh",
  tool: "jmh",
  detects: "a JSON list of entries with benchmark, mode and primaryMetric (JMH -rf json)",
  gives: "samples",
  detect: (head) =>
    /^\s*\[\s*\{/.test(head) && /"benchmark"\s*:/.test(head) && /"(primaryMetric|jmhVersion)"\s*:/.test(head),
  parse: (text, fileName, options): ParsedFile => {
    const entries = listAt(parseJson(text, fileName), "the file", fileName).map((entry, index) =>
      recordAt(entry, `entry ${index}`, fileName),
    );
    const benchmarks = entries.map((entry, index) => benchmarkOf(entry, `entry ${index}`, fileName));
    const first = entries[0] ?? {};
    return {
      format: "jmh",
      tool: "jmh",
      version: textAt(first.jmhVersion),
      runs: [benchmarksRun(fileName, benchmarks, options.select?.benchmark, "run")],
      environment: {
        jdk: textAt(first.jdkVersion),
        vm: textAt(first.vmName),
        threads: typeof first.threads === "number" ? first.threads : null,
      },
      warnings: [],
    };
  },
};

function benchmarkOf(entry: JsonRecord, where: string, fileName: string): Benchmark {
  const metric = recordAt(entry.primaryMetric, `${where}.primaryMetric`, fileName);
  const unit = textAt(metric.scoreUnit) ?? "";
  const scale = scaleOf(unit);
  if (!scale) throw faultyFile(fileName, `${where}: the unit ${quoted(unit)} is not known.`);
  const score = numberAt(metric.score, `${where}.primaryMetric.score`, fileName);
  if (score === null) throw faultyFile(fileName, `${where} has no score.`);
  const forks = forkMeans(metric.rawData, where, fileName).map((value) => value * scale.factor);
  const value = mean(forks) ?? score * scale.factor;
  return {
    name: nameOf(entry),
    quantities: [quantity(scale.name, value, forks.length || null)],
    samples: forks.length > 0 ? { [scale.name]: forks } : {},
  };
}

const seconds: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  m: 60,
  hr: 3600,
  day: 86_400,
};

/** `us/op` in seconds, `ops/ms` in operations a second. */
function scaleOf(unit: string): { name: "time.mean" | "throughput"; factor: number } | null {
  const time = /^(\w+)\/op$/.exec(unit)?.[1];
  if (time !== undefined && Object.hasOwn(seconds, time))
    return { name: "time.mean", factor: seconds[time] ?? 1 };
  const rate = /^ops\/(\w+)$/.exec(unit)?.[1];
  if (rate !== undefined && Object.hasOwn(seconds, rate))
    return { name: "throughput", factor: 1 / (seconds[rate] ?? 1) };
  return null;
}

function forkMeans(rawData: unknown, where: string, fileName: string): number[] {
  if (!Array.isArray(rawData)) return [];
  return rawData.flatMap((fork, index) => {
    const place = `${where}.primaryMetric.rawData[${index}]`;
    const values = listAt(fork, place, fileName).map((value, at) =>
      numberAt(value, `${place}[${at}]`, fileName),
    );
    const average = mean(values.filter((value) => value !== null));
    return average === null ? [] : [average];
  });
}

/** `com.acme.SortBench.sort` reads `SortBench.sort`; parameters tell its variants apart. */
function nameOf(entry: JsonRecord): string {
  const name = (textAt(entry.benchmark) ?? "benchmark").split(".").slice(-2).join(".");
  const params = isRecord(entry.params) ? Object.entries(entry.params) : [];
  return params.length === 0
    ? name
    : `${name}(${params.map(([key, value]) => `${key}=${String(value)}`).join(", ")})`;
}
