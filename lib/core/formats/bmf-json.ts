import type { Format, ParsedFile, Quantity } from "./parsed.ts";
import { columnMeaning } from "./reading/column-name.ts";
import { faultyFile } from "./reading/faults.ts";
import { isRecord, numberAt, parseJson, recordAt } from "./reading/json-text.ts";
import { type Benchmark, benchmarksRun } from "./reading/named-benchmarks.ts";
import { quantity } from "./reading/quantity.ts";

/** Benchmark, measure, value. By Bencher's convention the measure `latency` is in nanoseconds. */
export const bmfJson: Format = {
  name: "bmf",
  tool: "bencher",
  detects: 'a JSON object {"benchmark": {"measure": {"value": …}}} (Bencher Metric Format)',
  gives: "summary",
  detect: (head) =>
    /^\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"(?:[^"\\]|\\.)*"\s*:\s*\{\s*"(value|lower_value|upper_value)"\s*:/.test(
      head,
    ),
  parse: (text, fileName, options): ParsedFile => {
    const file = recordAt(parseJson(text, fileName), "the file", fileName);
    const benchmarks = Object.entries(file).map(([name, measures]): Benchmark => {
      const record = recordAt(measures, name, fileName);
      const quantities = Object.entries(record).map(([measure, entry]) => {
        const value = numberAt(
          recordAt(entry, `${name}.${measure}`, fileName).value,
          `${name}.${measure}.value`,
          fileName,
        );
        if (value === null) throw faultyFile(fileName, `${name}.${measure} has no value.`);
        return measured(measure, value);
      });
      return { name, quantities, samples: {} };
    });
    if (!benchmarks.every((one) => isRecord(file[one.name])))
      throw faultyFile(fileName, "an entry is no object.");
    return {
      format: "bmf",
      tool: "bencher",
      version: null,
      runs: [benchmarksRun(fileName, benchmarks, options.select?.benchmark, "request")],
      environment: {},
      warnings: [],
    };
  },
};

function measured(measure: string, value: number): Quantity {
  if (measure === "latency") return quantity("latency.mean", value / 1e6, null);
  if (measure === "throughput") return quantity("throughput", value, null);
  return { name: measure, ...columnMeaning(measure), value, n: null };
}
