/**
 * The fingerprint of a comparison: under which conditions each side was measured.
 *
 * Two sides are comparable when every condition that both tell is the same. What a change may itself alter (the
 * command, the address with its port) is no condition and is kept only where it is the same. Measured conditions count
 * as the same within a tolerance. A condition that only one side tells is no difference.
 */

import type { Environment, ParsedFile } from "#lib/core/formats/parsed.ts";

export type SideEnvironments = { before: Environment; after: Environment };

/** Told, but no condition of the measurement. */
const described = new Set([
  "url",
  "command",
  "query",
  "queryid",
  "queryMode",
  "measuredSeconds",
  "pacedRate",
]);

/** Measured anew in each run; the share by which the largest may exceed the smallest. */
const tolerances = new Map([
  ["benchmarkIndex", 0.5],
  ["durationSeconds", 0.5],
  // Of a loop of the same width a fast server leaves up to a third fewer in flight; twice the width is another load.
  ["requestsInFlight", 0.6],
  ["offeredRate", 0.05],
  // pgbench draws the times of its transactions, so that short runs of one rate differ.
  ["scheduledRate", 0.3],
  ["virtualUsers", 0.05],
]);

/**
 * How fast the machine was for a moment before a page load: one hiccup in ten loads is no other machine. The sides are
 * judged by their middle loads, everything else by the ones furthest apart.
 */
const fleeting = new Set(["benchmarkIndex"]);

/** One record a side, alike wherever the difference does not matter, so that equal values mean comparable. */
export function sideEnvironments(
  before: readonly ParsedFile[],
  after: readonly ParsedFile[],
): SideEnvironments {
  const told = { before: valuesByKey(before), after: valuesByKey(after) };
  const keys = [...new Set([...told.before.keys(), ...told.after.keys()])].sort();
  const sides = keys.map(
    (key) => [key, ...conditionOf(key, told.before.get(key) ?? [], told.after.get(key) ?? [])] as const,
  );
  const load = unlikePace(before, after);
  return {
    before: { ...Object.fromEntries(sides.map(([key, first]) => [key, first])), ...load?.before },
    after: { ...Object.fromEntries(sides.map(([key, , second]) => [key, second])), ...load?.after },
  };
}

/**
 * A test that rests between requests asked for no more than it got. Where the other side was kept busy and got more,
 * the two were not asked alike. Where it got less, it may just have been too slow for the same pace.
 */
function unlikePace(before: readonly ParsedFile[], after: readonly ParsedFile[]): SideEnvironments | null {
  const pace = { before: paceOf(before), after: paceOf(after) };
  if (!pace.before || !pace.after || pace.before.isBusy === pace.after.isBusy) return null;
  const [busy, rested] = pace.before.isBusy ? [pace.before, pace.after] : [pace.after, pace.before];
  if (busy.slowest <= rested.fastest * 1.05) return null;
  const words = ({ isBusy, slowest, fastest }: Pace) =>
    isBusy
      ? `${Math.round(slowest)} a second without a pause`
      : `${Math.round(fastest)} a second with pauses`;
  return { before: { load: words(pace.before) }, after: { load: words(pace.after) } };
}

type Pace = { isBusy: boolean; slowest: number; fastest: number };

function paceOf(files: readonly ParsedFile[]): Pace | null {
  const rates = files.flatMap(({ runs }) => runs.map(throughputOf)).filter((rate) => rate !== null);
  const some = (...keys: string[]) =>
    files.some(({ environment }) => keys.some((key) => typeof environment[key] === "number"));
  const isBusy = some("requestsInFlight", "concurrency");
  if (rates.length === 0 || isBusy === some("pacedRate")) return null;
  return { isBusy, slowest: Math.min(...rates), fastest: Math.max(...rates) };
}

function throughputOf({ quantities }: ParsedFile["runs"][number]): number | null {
  return quantities.find(({ name }) => name === "throughput")?.value ?? null;
}

type Known = string | number | boolean;

function conditionOf(key: string, before: Known[], after: Known[]): [Known | null, Known | null] {
  const all = [...before, ...after];
  const first = all[0] ?? null;
  if (all.every((value) => value === first)) return [before[0] ?? null, after[0] ?? null];
  if (described.has(key)) return [null, null];
  const judged = fleeting.has(key) ? [before, after].flatMap(middle) : all;
  if (areWithin(tolerances.get(key), judged))
    return [before.length > 0 ? first : null, after.length > 0 ? first : null];
  return tolerances.has(key) ? [measured(before), measured(after)] : [worded(before), worded(after)];
}

/** From the smallest to the largest, with the digits that a measured condition has. */
function measured(values: Known[]): Known | null {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length === 0 || numbers.length < values.length) return worded(values);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)].map((value) =>
    Number(value.toPrecision(4)),
  ) as [number, number];
  return low === high ? low : `${low} to ${high}`;
}

/** What the files of one side say, once per file that says it. */
function valuesByKey(files: readonly ParsedFile[]): Map<string, Known[]> {
  const values = new Map<string, Known[]>();
  for (const file of files) {
    const told: Environment = {
      tool: file.tool,
      toolVersion: mainVersion(file.version),
      ...file.environment,
    };
    for (const [key, value] of Object.entries(told)) {
      if (value !== null) values.set(key, [...(values.get(key) ?? []), value]);
    }
  }
  return values;
}

/** Tools change how they measure between main versions, hardly between the small ones. */
function mainVersion(version: string | null): string | null {
  return /^v?(\d+)/.exec(version ?? "")?.[1] ?? version;
}

function areWithin(tolerance: number | undefined, values: Known[]): boolean {
  const numbers = values.filter((value) => typeof value === "number");
  if (tolerance === undefined || numbers.length < values.length) return false;
  return Math.max(...numbers) <= Math.min(...numbers) * (1 + tolerance);
}

/** The lower one of two in the middle. Nothing where nothing is told, all where they are no numbers. */
function middle(values: Known[]): Known[] {
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return values;
  const ascending = numbers.toSorted((one, other) => one - other);
  return ascending.slice((ascending.length - 1) >> 1).slice(0, 1);
}

function worded(values: Known[]): Known | null {
  const unlike = [...new Set(values)];
  if (unlike.length <= 1) return unlike[0] ?? null;
  return unlike.slice(0, 5).join(" and ");
}
