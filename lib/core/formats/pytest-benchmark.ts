import type { Format, ParsedFile } from "./parsed.ts";
import { faultyFile } from "./reading/faults.ts";
import { isoTime } from "./reading/iso-time.ts";
import { isRecord, listAt, numberAt, parseJson, recordAt, textAt } from "./reading/json-text.ts";
import { type Benchmark, benchmarksRun, distinctNames } from "./reading/named-benchmarks.ts";
import { quantity } from "./reading/quantity.ts";

/** Rounds are repeats inside one process, so a file is one run of each benchmark. Times are seconds. */
export const pytestBenchmark: Format = {
  name: "pytest-benchmark",
  tool: "pytest-benchmark",
  detects: "a JSON object with machine_info and benchmarks[].stats (pytest --benchmark-json)",
  gives: "summary",
  detect: (head) =>
    /^\s*\{/.test(head) &&
    !/"lighthouseVersion"/.test(head) &&
    // Sorted by keys, the machine comes after all the rounds.
    (/"machine_info"\s*:/.test(head) || (/"benchmarks"\s*:/.test(head) && /"min_rounds"\s*:/.test(head))),
  parse: (text, fileName, options): ParsedFile => {
    const file = recordAt(parseJson(text, fileName), "the file", fileName);
    const list = listAt(file.benchmarks, "benchmarks", fileName);
    const names = distinctNames(list.map(namesOf));
    const benchmarks = list.map((entry, index) =>
      benchmarkOf(entry, names[index] ?? "", `benchmarks[${index}]`, fileName),
    );
    const run = benchmarksRun(fileName, benchmarks, options.select?.benchmark, "request");
    const machine = isRecord(file.machine_info) ? file.machine_info : {};
    const cpu = isRecord(machine.cpu) ? machine.cpu : {};
    return {
      format: "pytest-benchmark",
      tool: "pytest-benchmark",
      version: textAt(file.version),
      runs: [{ ...run, startedAt: isoTime(file.datetime) }],
      environment: {
        python: textAt(machine.python_version),
        machine: textAt(machine.machine),
        cpu: textAt(cpu.brand_raw) ?? textAt(cpu.brand),
      },
      warnings: [],
    };
  },
};

/** Tests of one name in several modules are told apart by their full names. */
function namesOf(entry: unknown, index: number): string[] {
  const record = isRecord(entry) ? entry : {};
  const full = textAt(record.fullname) ?? `benchmarks[${index}]`;
  return [textAt(record.name) ?? full, full];
}

function benchmarkOf(entry: unknown, name: string, where: string, fileName: string): Benchmark {
  const record = recordAt(entry, where, fileName);
  const stats = recordAt(record.stats, `${where}.stats`, fileName);
  const read = (key: string) => numberAt(stats[key], `${where}.stats.${key}`, fileName);
  const average = read("mean");
  if (average === null) throw faultyFile(fileName, `${where}.stats.mean is missing.`);
  const rounds = read("rounds");
  return {
    name,
    quantities: [quantity("time.mean", average, rounds), quantity("time.p50", read("median"), rounds)].filter(
      (one) => one.value !== null,
    ),
    samples: {},
  };
}
