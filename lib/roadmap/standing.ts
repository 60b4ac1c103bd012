/**
 * Moves in time. Horizons and quarters say the same thing twice (now is this quarter, next is the one after it), so
 * where only one is said the other follows. Quarters are compared as keys: 2026-Q4 is before 2027-Q1.
 *
 * Whatever a quarter that has begun loses was promised, so it asks for a reason. What is finished has a result: where no
 * verdict is one, somebody says why.
 */

import { shiftQuarter } from "#lib/core/time.ts";
import type { Horizon, Standing } from "#lib/roadmap/model.ts";
import type { Progress } from "#lib/roadmap/progress.ts";

export type StandingChange = { horizon?: Horizon; quarter?: string | null };

/** Where an item stands after a move. `current` is the running fiscal quarter. */
export function standingAfter(before: Standing, to: StandingChange, current: string): Standing {
  const { horizon, quarter } = to;
  if (horizon !== undefined && quarter !== undefined) return { horizon, quarter };
  if (horizon !== undefined) {
    const stays = horizon === before.horizon;
    return { horizon, quarter: stays ? before.quarter : quarterFor(horizon, before.quarter, current) };
  }
  if (quarter === undefined || quarter === before.quarter) return before;
  return { horizon: before.horizon === "done" ? "done" : horizonFor(quarter, current), quarter };
}

/** The horizon in which a quarter lies. */
export function horizonFor(quarter: string | null, current: string): Horizon {
  if (quarter === null) return "later";
  if (quarter <= current) return "now";
  return quarter === shiftQuarter(current, 1) ? "next" : "later";
}

/** The quarter that goes with a horizon: its own when it fits, else the horizon's. */
function quarterFor(horizon: Horizon, quarter: string | null, current: string): string | null {
  const next = shiftQuarter(current, 1);
  if (horizon === "done") return quarter;
  if (horizon === "now") return quarter !== null && quarter <= current ? quarter : current;
  if (horizon === "next") return quarter !== null && quarter > current ? quarter : next;
  return quarter !== null && quarter > next ? quarter : null;
}

const nearness: Record<Horizon, number> = { done: 0, now: 1, next: 2, later: 3 };

/** What a move has to be explained for: it takes back what was promised, or finishes what has no verdict yet. */
export type AskedReason = "promised" | "unmeasured";

/** Null where a move explains itself. */
export function askedReason(
  before: Standing & { progress: Progress },
  after: Standing,
  current: string,
): AskedReason | null {
  if (takesBack(before, after, current)) return "promised";
  const finished = after.horizon === "done" && before.horizon !== "done";
  return finished && (before.progress === "planned" || before.progress === "measuring") ? "unmeasured" : null;
}

/** Whether an item cannot be taken off the roadmap without a reason: it was promised, and is not done. */
export function isPromised({ horizon, quarter }: Standing, current: string): boolean {
  return horizon !== "done" && quarter !== null && quarter <= current;
}

/** Whether a move takes something from a quarter that has begun. Finishing it, or beginning it earlier, does not. */
function takesBack(before: Standing, after: Standing, current: string): boolean {
  if (before.quarter === null || before.quarter > current) return false;
  return before.quarter !== after.quarter || nearness[after.horizon] > nearness[before.horizon];
}

export type QuarterMove = { item: number; fromQuarter: string | null; toQuarter: string | null; at: string };

/**
 * What a quarter lost and gained after it began, all moves of an item taken together: out and in again is neither.
 * `moves` are those that touch the quarter, at or after its begin, in order of time.
 */
export function quarterDrift<Move extends QuarterMove>(
  moves: Move[],
  quarter: string,
): { movedOut: Move[]; addedLate: Move[] } {
  const first = new Map<number, Move>();
  const last = new Map<number, Move>();
  for (const move of moves) {
    if (move.fromQuarter === move.toQuarter) continue;
    if (!first.has(move.item)) first.set(move.item, move);
    last.set(move.item, move);
  }
  const drift = { movedOut: [] as Move[], addedLate: [] as Move[] };
  for (const [item, end] of last) {
    const wasIn = first.get(item)?.fromQuarter === quarter;
    const isIn = end.toQuarter === quarter;
    if (wasIn && !isIn) drift.movedOut.push(end);
    if (!wasIn && isIn) drift.addedLate.push(end);
  }
  return drift;
}
