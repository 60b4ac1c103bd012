/**
 * The fingerprint of a comparison: under which conditions each side was measured.
 *
 * Two sides are comparable when every condition that both tell is the same. What a change may itself alter (the
 * command, the address with its port) is no condition. A condition that only one side tells is no difference.
 */

import type { Environment, ParsedFile } from "#lib/core/formats/parsed.ts";

export type Difference = { key: string; before: string; after: string };

export type Fingerprint = {
  /** Conditions known and equal on both sides, and what only describes. */
  shared: Environment;
  differences: Difference[];
};

/** Told, but no condition: the thing measured, or noise of the machine. */
const described = new Set(["url", "command", "scripts", "measuredSeconds"]);

/** Measured anew in each run, so that equal machines give unlike numbers: only a large difference counts. */
const tolerances = new Map<string, number>([
  ["benchmarkIndex", 0.5],
  ["durationSeconds", 0.5],
  ["requestsInFlight", 1],
  ["offeredRate", 0.05],
]);

export function compareEnvironments(
  before: readonly ParsedFile[],
  after: readonly ParsedFile[],
): Fingerprint {
  const sides = { before: valuesByKey(before), after: valuesByKey(after) };
  const shared: [string, Environment[string]][] = [];
  const differences: Difference[] = [];
  for (const key of new Set([...sides.before.keys(), ...sides.after.keys()])) {
    const first = sides.before.get(key) ?? [];
    const second = sides.after.get(key) ?? [];
    const all = [...first, ...second];
    const value = all[0];
    if (value === undefined) continue;
    if (described.has(key) || areAlike(key, all)) {
      if (all.every((one) => one === value)) shared.push([key, value]);
    } else if (first.length > 0 && second.length > 0) {
      differences.push({ key, before: worded(first), after: worded(second) });
    }
  }
  return { shared: Object.fromEntries(shared), differences };
}

/** “concurrency was 2 before and 12 after; …” */
export function differencesInWords(differences: readonly Difference[]): string {
  return differences
    .map(({ key, before, after }) => `${wordsOf(key)} was ${before} before and ${after} after`)
    .join("; ");
}

type Known = string | number | boolean;

/** What the files of one side say, once per file that says it. */
function valuesByKey(files: readonly ParsedFile[]): Map<string, Known[]> {
  const values = new Map<string, Known[]>();
  for (const file of files) {
    const told: Environment = { tool: file.tool, version: mainVersion(file.version), ...file.environment };
    for (const [key, value] of Object.entries(told)) {
      if (value === null) continue;
      values.set(key, [...(values.get(key) ?? []), value]);
    }
  }
  return values;
}

/** Tools change how they measure between main versions, hardly between the small ones. */
function mainVersion(version: string | null): string | null {
  return /^v?(\d+)/.exec(version ?? "")?.[1] ?? version;
}

function areAlike(key: string, values: Known[]): boolean {
  const first = values[0];
  const tolerance = tolerances.get(key);
  if (tolerance === undefined) return values.every((value) => value === first);
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return values.every((value) => value === first);
  return Math.max(...numbers) <= Math.min(...numbers) * (1 + tolerance);
}

function worded(values: Known[]): string {
  return [...new Set(values.map(String))].slice(0, 5).join(" and ");
}

/** `formFactor` reads “form factor”. */
function wordsOf(key: string): string {
  return key.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
}
