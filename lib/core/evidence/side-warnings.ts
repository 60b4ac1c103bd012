import { plainTool } from "#lib/core/formats/reading/columns.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import type { Verdict, Warning } from "#lib/core/statistics/verdict.ts";
import { hashesOf, type NamedFile } from "./named-file.ts";
import type { Side, SideRun } from "./read-side.ts";
import { type SharedQuantity, undirected } from "./shared-quantities.ts";

/** What is odd about the two sides as given, whatever is measured: swapped, the same file on both. */
export function sideWarnings(
  files: { before: readonly NamedFile[]; after: readonly NamedFile[] },
  sides: { before: Side; after: Side },
  parts: { before?: number; after?: number },
): Warning[] {
  return [
    ...sameFile(files, parts),
    ...swapped(sides),
    ...unlikeStatements(sides),
    ...countedTwice(sides.before),
    ...countedTwice(sides.after),
    ...timesAlone(sides),
  ];
}

/** Tables of times only, which hold neither status nor load: what failed at once, or was asked less, looks fast in them. */
const timesOnly = new Map([
  ["ab-percentiles", "The table of ab -e"],
  ["ab-gnuplot", "The table of ab -g"],
  ["vegeta-hdr", "An hdrplot of vegeta"],
  ["vegeta-hist", "A histogram of vegeta"],
]);

function timesAlone({ before, after }: { before: Side; after: Side }): Warning[] {
  const found = [...before.files, ...after.files].find(({ format }) => timesOnly.has(format));
  if (!found) return [];
  const [what, report] = [timesOnly.get(found.format), `The report of ${found.tool} tells.`];
  const errors = {
    code: "errors-unknown",
    message: `${what} does not tell which requests failed, and what fails at once looks fast. ${report}`,
  };
  if (typeof found.environment.requestsInFlight === "number") return [errors];
  const message = `${what} does not tell how many requests were made at a time or a second, so that unlike loads would not be noticed. ${report}`;
  return [errors, { code: "load-unknown", message }];
}

function sameFile(
  files: { before: readonly NamedFile[]; after: readonly NamedFile[] },
  parts: { before?: number; after?: number },
): Warning[] {
  // Two results of one file are two measurements.
  if (parts.before !== parts.after) return [];
  const hashes = new Map(files.before.map((file) => [hashesOf(file).join(), file.name]));
  return files.after.flatMap((file) => {
    const twin = hashes.get(hashesOf(file).join());
    if (twin === undefined) return [];
    const message = `${twin} before and ${file.name} after are the same file: this compares a measurement with itself.`;
    return [{ code: "same-file", message }];
  });
}

function swapped({ before, after }: { before: Side; after: Side }): Warning[] {
  const [first, second] = [startTimes(before.runs), startTimes(after.runs)];
  if (!first || !second || Math.min(...first) <= Math.max(...second)) return [];
  const message =
    "Every before run was measured later than every after run. If the sides were swapped, swap them back.";
  return [{ code: "sides-swapped", message }];
}

function startTimes(runs: readonly SideRun[]): number[] | null {
  const times = runs.map((run) => (run.startedAt === null ? Number.NaN : Date.parse(run.startedAt)));
  return times.length > 0 && times.every(Number.isFinite) ? times : null;
}

function unlikeStatements({ before, after }: { before: Side; after: Side }): Warning[] {
  const queries = new Map<string, string>();
  for (const { environment } of [...before.files, ...after.files]) {
    if (typeof environment.queryid === "string")
      queries.set(environment.queryid, String(environment.query ?? ""));
  }
  if (queries.size < 2) return [];
  const message = `The files are about ${queries.size} different statements (query ids ${[...queries.keys()].join(", ")}). Select one by its queryid if one is meant.`;
  return [{ code: "unlike-statements", message }];
}

/** Two scrapes of one process are no two runs: the later one counts again what the earlier one did. */
function countedTwice(side: Side): Warning[] {
  const starts = side.files.flatMap(({ countedFrom }) => countedFrom ?? []);
  if (new Set(starts).size === starts.length) return [];
  const message = `On the ${side.name} side there are several scrapes of one process, of which the later ones count again what the earlier ones did. On the command line first.txt..later.txt counts what lies between two.`;
  return [{ code: "counted-twice", message }];
}

/** Percentiles need ten values beyond them; below, the largest few decide. */
export function quantityWarnings(quantity: SharedQuantity, sides: { before: Side; after: Side }): Warning[] {
  const percent = /\.p(\d+(?:\.\d+)?)$/.exec(quantity.inFiles)?.[1];
  if (percent === undefined) return [];
  const share = 1 - Number(percent) / 100;
  const counts = [...sides.before.runs, ...sides.after.runs].flatMap((run) => {
    const n = run.each === "request" ? run.quantities.find((one) => one.name === quantity.inFiles)?.n : null;
    return n ? [n] : [];
  });
  const fewest = Math.min(...counts);
  if (counts.length === 0 || fewest * share >= 10) return [];
  const message = `The ${percent}th percentile rests on the slowest ${Math.max(1, Math.floor(fewest * share))} of ${fewest} requests in a run.`;
  return [{ code: "few-in-tail", message }];
}

/** Columns of plain tables that are not compared, because nothing tells which direction is better. */
export function leftOut(
  { metric }: { metric?: string },
  { before, after }: { before: Side; after: Side },
  shared: readonly SharedQuantity[],
): Warning[] {
  const isPlain = [...before.files, ...after.files].every(({ tool }) => tool === plainTool);
  const names = metric === undefined && isPlain ? undirected(before, after, shared) : [];
  if (names.length === 0) return [];
  const which = names
    .slice(0, 5)
    .map((name) => quoted(name))
    .join(", ");
  const message = `Not compared: ${which}. The name does not tell whether lower or higher is better; choose the column and state it.`;
  return [{ code: "no-direction", message }];
}

/** Numbers without a unit that differ about a thousandfold were perhaps written in two units. */
export function unitWarning({ unit, before, after }: Verdict, files: readonly { tool: string }[]): Warning[] {
  if (unit !== "" || !files.every(({ tool }) => tool === plainTool)) return [];
  const times = (after.center ?? 0) / (before.center ?? 0);
  if (!(Math.abs(Math.abs(Math.log10(times)) - 3) < 0.5)) return [];
  const message =
    "The two sides differ about a thousandfold and name no unit: were they written in one unit (ms, s)?";
  return [{ code: "units-differ", message }];
}
