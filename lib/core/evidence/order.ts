import type { Run } from "#lib/core/formats/parsed.ts";
import type { Warning } from "#lib/core/statistics/verdict.ts";

export type Order = "interleaved" | "blocks";

export type KnownOrder = { order: Order; warnings: Warning[] };

/** Of all pairs of a before and an after run, the share in which before came first: 1 and 0 are blocks, ½ is mixed. */
const mixedFrom = 0.2;

/**
 * Whether the runs of both sides took turns. The times in the files decide where every run has one; else what the
 * person states; else nothing is known and they count as two blocks.
 */
export function orderOf(before: readonly Run[], after: readonly Run[], stated?: Order): KnownOrder {
  const first = startTimes(before);
  const second = startTimes(after);
  if (!first || !second) return { order: stated ?? "blocks", warnings: [] };
  const share = shareBefore(first, second);
  const order: Order = share >= mixedFrom && share <= 1 - mixedFrom ? "interleaved" : "blocks";
  const warnings: Warning[] = [];
  if (share === 0) warnings.push(swapped);
  if (stated === "interleaved" && order === "blocks") warnings.push(contradicted);
  return { order, warnings };
}

const swapped: Warning = {
  code: "sides-swapped",
  message:
    "Every before run was measured later than every after run. If the sides were swapped, swap them back.",
};

const contradicted: Warning = {
  code: "order-contradicted",
  message:
    "The runs are said to be interleaved, but by the times in the files one side ran wholly before the other.",
};

function startTimes(runs: readonly Run[]): number[] | null {
  const times = runs.map((run) => (run.startedAt === null ? Number.NaN : Date.parse(run.startedAt)));
  return times.length > 0 && times.every(Number.isFinite) ? times : null;
}

function shareBefore(before: readonly number[], after: readonly number[]): number {
  let earlier = 0;
  for (const one of before) for (const other of after) earlier += one < other ? 1 : one === other ? 0.5 : 0;
  return earlier / (before.length * after.length);
}
