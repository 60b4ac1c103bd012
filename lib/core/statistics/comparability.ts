import type { EnvironmentRecord } from "./samples-input.ts";

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
