import type { ParsedFile } from "#lib/core/formats/parsed.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";

/** What a test run's file says, as it is kept beside the run: a number per quantity, the mean where the file holds several runs. */
export type TestRunResult = {
  format: string;
  tool: string;
  version: string | null;
  runs: number;
  quantities: { name: string; unit: string; better: Better | null; value: number | null; n: number | null }[];
  errorRate: number | null;
  environment: Record<string, string | number | boolean | null>;
  warnings: string[];
};

export function testRunResult(file: ParsedFile): TestRunResult {
  const names = [...new Set(file.runs.flatMap((run) => run.quantities.map(({ name }) => name)))];
  return {
    format: file.format,
    tool: file.tool,
    version: file.version,
    runs: file.runs.length,
    quantities: names.map((name) => {
      const all = file.runs.flatMap((run) => run.quantities.filter((one) => one.name === name));
      const counts = all.map(({ n }) => n);
      return {
        name,
        unit: all[0]?.unit ?? "",
        better: all[0]?.better ?? null,
        value: meanOf(all.map(({ value }) => value)),
        n: counts.some((n) => n === null) ? null : counts.reduce<number>((sum, n) => sum + (n ?? 0), 0),
      };
    }),
    errorRate: meanOf(file.runs.map((run) => run.errorRate)),
    environment: file.environment,
    warnings: file.warnings.map(({ message }) => message),
  };
}

/** When the file itself says that it began. */
export function startOfFile(file: ParsedFile): Date | null {
  const times = file.runs.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt])).sort();
  return times[0] === undefined ? null : new Date(times[0]);
}

function meanOf(values: (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]));
  if (known.length === 0) return null;
  return Number((known.reduce((sum, value) => sum + value, 0) / known.length).toPrecision(12));
}
