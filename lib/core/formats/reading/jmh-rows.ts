import type { ParsedFile, ParseOptions, Quantity } from "#lib/core/formats/parsed.ts";
import { faultyFile, quoted } from "./faults.ts";
import { jmhName, jmhScale } from "./jmh-score.ts";
import { type Benchmark, benchmarksRun, distinctNames } from "./named-benchmarks.ts";
import { readNumber } from "./numbers.ts";
import { quantity } from "./quantity.ts";

/** A line of JMH's table: a score, or below it a percentile (`B.sort:p0.95`) or a profiler's figure (`B.sort:gc.count`). */
export type JmhRow = {
  line: number;
  benchmark: string;
  params: [string, string][];
  mode: string;
  samples: string;
  score: string;
  unit: string;
};

/** One run of each benchmark, in figures: a table does not tell the forks apart. */
export function jmhTable(
  rows: readonly JmhRow[],
  fileName: string,
  options: ParseOptions,
): ParsedFile["runs"][number] {
  const groups = new Map<string, JmhRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([nameIn(row), row.params, row.mode]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const grouped = [...groups.values()];
  const names = distinctNames(grouped.map(namesOf));
  const benchmarks = grouped.map((group, index): Benchmark => {
    const quantities = group.flatMap((row) => figureOf(row, fileName));
    return { name: names[index] ?? "", quantities, samples: {} };
  });
  const measured = benchmarks.filter(({ quantities }) => quantities.length > 0);
  return benchmarksRun(fileName, measured, options.select?.benchmark, "request");
}

function nameIn({ benchmark }: JmhRow): string {
  return benchmark.split(":")[0] ?? benchmark;
}

function namesOf([row]: JmhRow[]): string[] {
  if (!row) return [];
  const mode: [string, string] = ["mode", row.mode];
  const named = (params: [string, string][]) => jmhName(nameIn(row), params);
  return [named(row.params), named([...row.params, mode]), `${nameIn(row)} ${named([...row.params, mode])}`];
}

function figureOf(row: JmhRow, fileName: string): Quantity[] {
  const [, below] = row.benchmark.split(":");
  const share = below === undefined ? null : /^(?:.*·)?p(0\.\d+)$/.exec(below)?.[1];
  if (share === undefined) return [];
  const scale = jmhScale(row.unit);
  if (!scale) throw faultyFile(fileName, `the unit ${quoted(row.unit)} is not known.`, row.line);
  // What is too small for the digits is printed as a power of ten.
  if (/^≈/.test(row.score)) return [];
  const value = numberIn(row.score);
  if (value === undefined) throw faultyFile(fileName, `${quoted(row.score)} is no score.`, row.line);
  if (value === null || value === 0) return [];
  const name = share === null ? scale.name : `time.p${Number((Number(share) * 100).toPrecision(6))}`;
  if (share === "0.00" || (share !== null && scale.name !== "time.mean")) return [];
  const resolution = stepOf(row.score) * scale.factor;
  return [{ ...quantity(name, value * scale.factor, numberIn(row.samples) ?? null), resolution }];
}

/** JMH writes the comma of the language that the machine is set to. */
function numberIn(text: string): number | null | undefined {
  return readNumber(text.includes(".") ? text : text.replace(",", "."));
}

function stepOf(text: string): number {
  return 10 ** -(/[.,](\d+)$/.exec(text)?.[1]?.length ?? 0);
}
