import type { EnvironmentRecord } from "./samples-input.ts";
import type { Warning } from "./verdict.ts";

export type Difference = { key: string; before: string; after: string };
export type Environments = { before: EnvironmentRecord; after: EnvironmentRecord };

/** What is known on both sides and differs. What only one side knows proves nothing. */
export function differencesOf({ before, after }: Environments): Difference[] {
  return Object.keys(before)
    .sort()
    .flatMap((key) => {
      const [a, b] = [before[key] ?? null, after[key] ?? null];
      if (a === null || b === null || same(a, b)) return [];
      return [{ key, before: String(a), after: String(b) }];
    });
}

/** What two sides were measured under, and why they may be compared although it differs. */
export type Conditions = {
  environment?: Environments | undefined;
  override?: { reason: string } | undefined;
};

/** The conditions differ, and nobody said why the two may be compared all the same. */
export function isNotComparable({ environment, override }: Conditions): boolean {
  return !override && environment !== undefined && differencesOf(environment).length > 0;
}

/** The reason for which unlike sides were compared is printed with what was found. */
export function overrideWarnings({ environment, override }: Conditions): Warning[] {
  if (!override || !environment || differencesOf(environment).length === 0) return [];
  return [{ code: "override", message: `Compared although conditions differ: ${override.reason}` }];
}

export const MEASURE_ALIKE =
  "Measure both sides under the same conditions, or state why they may be compared.";

/** One record for both sides; a value that differs says so. */
export function sharedEnvironment(environments: Environments | undefined): EnvironmentRecord {
  if (!environments) return {};
  const { before, after } = environments;
  const differing = new Map(differencesOf(environments).map((d) => [d.key, d]));
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(
    keys.map((key) => {
      const difference = differing.get(key);
      const value = difference ? `${difference.before} before, ${difference.after} after` : null;
      return [key, value ?? before[key] ?? after[key] ?? null];
    }),
  );
}

// "8" from a command line and 8 from a result file are the same.
function same(a: string | number | boolean, b: string | number | boolean): boolean {
  return a === b || String(a) === String(b);
}
