import { differencesOf } from "#lib/core/statistics/comparability.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import type { TestRun } from "#lib/metrics/schema.ts";

type QuantityRow = {
  name: string;
  unit: string;
  better: Better | null;
  /** One per test run, in their order; null where a run does not have it, or in another unit. */
  values: (number | null)[];
  /** Against the first run, relative; null where there is nothing to compare. */
  differences: (number | null)[];
};

export type SideBySide = {
  rows: QuantityRow[];
  /** Conditions that two runs tell differently: what differs between them may come from there. */
  unlike: { key: string; values: string[] }[];
};

/** Test runs beside the first of them: what each reports. No average is made of them; the verdict has its own way. */
export function sideBySide(runs: TestRun[]): SideBySide {
  const results = runs.map(({ result }) => result);
  const names = [...new Set(results.flatMap((result) => result?.quantities.map(({ name }) => name) ?? []))];
  const rows = names.map((name): QuantityRow => {
    const found = results.map((result) => result?.quantities.find((one) => one.name === name) ?? null);
    const first = found.find((one) => one !== null);
    const unit = first?.unit ?? "";
    const values = found.map((one) => (one && one.unit === unit ? one.value : null));
    const [base = null] = values;
    const differences = values.map((value, index) =>
      index === 0 || value === null || base === null || base === 0 ? null : value / base - 1,
    );
    return { name, unit, better: first?.better ?? null, values, differences };
  });
  return {
    rows,
    unlike: unlikeIn(results.map((result) => (result ? { tool: result.tool, ...result.environment } : {}))),
  };
}

function unlikeIn(environments: NonNullable<TestRun["result"]>["environment"][]): SideBySide["unlike"] {
  const [first = {}, ...others] = environments;
  const keys = new Set(
    others.flatMap((after) => differencesOf({ before: first, after }).map(({ key }) => key)),
  );
  return [...keys].sort().map((key) => ({ key, values: environments.map((one) => String(one[key] ?? "")) }));
}
