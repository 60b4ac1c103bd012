import { quarterLabel } from "#lib/core/time.ts";
import { type Horizon, horizonNames } from "#lib/roadmap/model.ts";
import type { ItemMoved } from "#lib/roadmap/schema.ts";

/** One move in words: "Thandi Mokoena moved it from Q4 2026 to Q1 2027: the replica comes first." */
export function moveSentence(move: Omit<ItemMoved, "at">): string {
  const by = move.by ?? "The portal";
  if (move.fromHorizon === null) return `${by} added it to ${where(move.toHorizon, move.toQuarter)}.`;
  if (move.archived === true)
    return `${by} took it off the roadmap, from ${where(move.fromHorizon, move.fromQuarter)}${because(move.reason)}.`;
  if (move.archived === false)
    return `${by} put it back on the roadmap, to ${where(move.toHorizon, move.toQuarter)}${because(move.reason)}.`;
  return `${by} moved it from ${where(move.fromHorizon, move.fromQuarter)} to ${where(move.toHorizon, move.toQuarter)}${because(move.reason)}.`;
}

function where(horizon: Horizon, quarter: string | null): string {
  return `${horizonNames[horizon]} (${quarter ? quarterLabel(quarter) : "no date"})`;
}

function because(reason: string | null): string {
  return reason ? `: ${reason.trim().replace(/\.$/, "")}` : "";
}
