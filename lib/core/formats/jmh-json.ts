import type { Format, ParsedFile, Quantity } from "./parsed.ts";
import { faultyFile, quoted } from "./reading/faults.ts";
import { jmhName, jmhScale } from "./reading/jmh-score.ts";
import {
  isRecord,
  type JsonRecord,
  listAt,
  numberAt,
  parseJson,
  recordAt,
  textAt,
} from "./reading/json-text.ts";
import { type Benchmark, benchmarksRun, distinctNames } from "./reading/named-benchmarks.ts";
import { mean } from "./reading/quantiles.ts";
import { quantity } from "./reading/quantity.ts";
import { weightedMean, weightedQuantile } from "./reading/weighted.ts";

/**
 * rawData has a list of iterations per fork; of mode `sample` rawDataHistogram has the times of single operations. A
 * fork is a process of its own, so that its mean is one run.
 */
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
    const names = distinctNames(entries.map(namesOf));
    const benchmarks = entries.map((entry, index) =>
      benchmarkOf(entry, names[index] ?? "", `entry ${index}`, fileName),
    );
    const first = entries[names.indexOf(options.select?.benchmark ?? "")] ?? entries[0] ?? {};
    return {
      format: "jmh",
      tool: "jmh",
      version: textAt(first.jmhVersion),
      runs: [benchmarksRun(fileName, benchmarks, options.select?.benchmark, "run")],
      environment: {
        jdk: textAt(first.jdkVersion),
        vm: textAt(first.vmName),
        threads: typeof first.threads === "number" ? first.threads : null,
        warmup: timesOf(first.warmupIterations, first.warmupTime),
        measurement: timesOf(first.measurementIterations, first.measurementTime),
      },
      warnings: [],
    };
  },
};

function timesOf(iterations: unknown, time: unknown): string | null {
  return typeof iterations === "number" && typeof time === "string" ? `${iterations} × ${time}` : null;
}

function benchmarkOf(entry: JsonRecord, name: string, where: string, fileName: string): Benchmark {
  const metric = recordAt(entry.primaryMetric, `${where}.primaryMetric`, fileName);
  const unit = textAt(metric.scoreUnit) ?? "";
  const scale = jmhScale(unit);
  if (!scale) throw faultyFile(fileName, `${where}: the unit ${quoted(unit)} is not known.`);
  const score = numberAt(metric.score, `${where}.primaryMetric.score`, fileName);
  if (score === null) throw faultyFile(fileName, `${where} has no score.`);
  const forks = forkMeans(metric.rawData, where, fileName).map((value) => value * scale.factor);
  const histograms = operationsOf(metric.rawDataHistogram, where, fileName);
  if (forks.length === 0 && histograms.length > 0) {
    return { name, ...operationTimes(histograms, scale.factor) };
  }
  return {
    name,
    quantities: [quantity(scale.name, mean(forks) ?? score * scale.factor, forks.length || null)],
    samples: forks.length > 0 ? { [scale.name]: forks } : {},
  };
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

type Operations = { value: number; count: number }[];

/** Of each fork the times of its operations, over all its iterations. */
function operationsOf(histograms: unknown, where: string, fileName: string): Operations[] {
  if (!Array.isArray(histograms)) return [];
  const place = `${where}.primaryMetric.rawDataHistogram`;
  const forks = histograms.map((fork) =>
    listAt(fork, place, fileName).flatMap((iteration) =>
      listAt(iteration, place, fileName).map((pair) => {
        const [value, count] = listAt(pair, place, fileName).map((one) => numberAt(one, place, fileName));
        if (typeof value !== "number" || typeof count !== "number" || count < 0)
          throw faultyFile(fileName, `${place} holds something else than pairs of a time and a count.`);
        return { value, count };
      }),
    ),
  );
  return forks.filter((fork) => fork.some(({ count }) => count > 0));
}

const shares = [50, 90, 95, 99];

function operationTimes(forks: Operations[], factor: number): Omit<Benchmark, "name"> {
  const total = forks.flat().reduce((sum, { count }) => sum + count, 0);
  const ends: [string, (fork: Operations) => number][] = [
    ["time.mean", weightedMean],
    ...shares.map((share): [string, (fork: Operations) => number] => [
      `time.p${share}`,
      (fork) => weightedQuantile(fork, share / 100),
    ]),
  ];
  const samples = Object.fromEntries(
    ends.map(([name, figure]) => [name, forks.map((fork) => figure(fork) * factor)]),
  );
  const quantities = ends.map(([name]): Quantity => quantity(name, mean(samples[name] ?? []), total));
  return { quantities, samples };
}

/** `com.acme.SortBench.sort` reads `SortBench.sort`; where that is not enough, package and mode tell. */
function namesOf(entry: JsonRecord): string[] {
  const full = textAt(entry.benchmark) ?? "benchmark";
  const params = isRecord(entry.params) ? Object.entries(entry.params) : [];
  const pairs = params.map(([key, value]): [string, string] => [key, String(value)]);
  const mode: [string, string] = ["mode", textAt(entry.mode) ?? ""];
  return [
    jmhName(full, pairs),
    jmhName(full, [...pairs, mode]),
    `${full} ${jmhName(full, [...pairs, mode])}`,
  ];
}
