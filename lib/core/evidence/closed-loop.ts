import { isUnequalLoad } from "#lib/core/statistics/offered-load.ts";
import type { Warning } from "#lib/core/statistics/verdict.ts";
import { formatPercent } from "#lib/core/units.ts";
import type { Side } from "./read-side.ts";
import type { SharedQuantity } from "./shared-quantities.ts";

type Sides = { before: Side; after: Side };

/** Tools whose clients each wait for the answer before they send the next request, unless they were told a rate. */
const waiting = new Set(["wrk", "ab", "hey", "autocannon", "siege"]);

/** The load after as a ratio to that before, where a closed-loop tool measured response times; else undefined. */
export function offeredLoad(quantity: SharedQuantity, { before, after }: Sides): number | undefined {
  if (!isClosedLoop(quantity, { before, after })) return undefined;
  const [first, second] = [throughputOf(before), throughputOf(after)];
  return first !== null && second !== null && first > 0 ? second / first : undefined;
}

/** What response times from a closed loop cannot show. */
export function closedLoopWarnings(quantity: SharedQuantity, sides: Sides): Warning[] {
  if (!isClosedLoop(quantity, sides)) return [];
  const tool = sides.after.files[0]?.tool ?? "";
  const omission = `${tool} sends a request only when the last is answered: while the server stalls it sends none, so that slow answers are too few (coordinated omission).`;
  const warnings: Warning[] = [{ code: "coordinated-omission", message: omission }];
  const ratio = offeredLoad(quantity, sides);
  if (isUnequalLoad(ratio)) {
    const moved = `${ratio > 1 ? "rose" : "fell"} by ${formatPercent(Math.abs(ratio - 1))}`;
    const message = `The throughput ${moved}: the response times are not from equal load. The throughput compares better.`;
    warnings.push({ code: "unequal-load", message });
  }
  return warnings;
}

function isClosedLoop({ inFiles }: SharedQuantity, { before, after }: Sides): boolean {
  if (!inFiles.startsWith("latency.")) return false;
  return [...before.files, ...after.files].every(
    ({ tool, environment }) => waiting.has(tool) && typeof environment.offeredRate !== "number",
  );
}

function throughputOf({ runs }: Side): number | null {
  const known = runs.flatMap((run) => run.quantities.find(({ name }) => name === "throughput")?.value ?? []);
  if (known.length === 0 || known.length < runs.length) return null;
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}
