import type { Quantity, Run } from "#lib/core/formats/parsed.ts";
import { faultyFile, quoted } from "./faults.ts";

/** One benchmark of a file that holds many: its figures, and single values where they are runs of their own. */
export type Benchmark = { name: string; quantities: Quantity[]; samples: Record<string, number[]> };

/**
 * Many benchmarks as one run. Where there is one, its quantities keep the importer's names; else the benchmark's name
 * stands before them. `select benchmark=…` takes one.
 */
export function benchmarksRun(
  fileName: string,
  benchmarks: Benchmark[],
  wanted: string | undefined,
  each: Run["each"],
): Run {
  const chosen = wanted === undefined ? benchmarks : benchmarks.filter((one) => one.name === wanted);
  if (chosen.length === 0) {
    const known = benchmarks.slice(0, 8).map((one) => quoted(one.name));
    const fault =
      wanted === undefined ? "there is no benchmark in it." : `there is no benchmark ${quoted(wanted)}.`;
    throw faultyFile(fileName, known.length > 0 ? `${fault} It has ${known.join(", ")}.` : fault);
  }
  const prefix = (benchmark: Benchmark) => (chosen.length === 1 ? "" : `${benchmark.name} `);
  return {
    name: fileName,
    startedAt: null,
    quantities: chosen.flatMap((one) =>
      one.quantities.map((quantity) => ({ ...quantity, name: `${prefix(one)}${quantity.name}` })),
    ),
    each,
    samples: Object.fromEntries(
      chosen.flatMap((one) =>
        Object.entries(one.samples).map(([name, values]) => [`${prefix(one)}${name}`, values]),
      ),
    ),
    series: {},
    errorRate: null,
  };
}
