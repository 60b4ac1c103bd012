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

/** The first of each one's names that no other has at the same place, else its last, numbered where that is shared too. */
export function distinctNames(candidates: readonly (readonly string[])[]): string[] {
  const most = Math.max(0, ...candidates.map((names) => names.length));
  const counts = Array.from({ length: most }, (_, level) =>
    countsOf(candidates.map((names) => names[level])),
  );
  const seen = new Map<string, number>();
  return candidates.map((names) => {
    const sole = names.find((name, level) => counts[level]?.get(name) === 1);
    if (sole !== undefined) return sole;
    const last = names.at(-1) ?? "benchmark";
    const number = (seen.get(last) ?? 0) + 1;
    seen.set(last, number);
    return number === 1 ? last : `${last} (${number})`;
  });
}

function countsOf(names: readonly (string | undefined)[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
