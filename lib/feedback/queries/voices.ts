import { visibleChanges } from "#lib/changes/access.ts";
import type { ShownOutcome } from "#lib/changes/model.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { disagreement } from "#lib/feedback/disagreement.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { solvedCounts } from "#lib/feedback/queries/solved-counts.ts";
import { ratingShift, type Shift } from "#lib/feedback/rating-shift.ts";
import { ofChangeSchema, systemKeySchema, type Voices } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";

const entriesShown = 5;
const windowDays = 90;
const day = 86_400_000;

/**
 * What people say about a change: the entries linked to it, how its system was rated before and after, whether it is
 * solved for those who asked, and where they disagree with the metrics. Throws NOT_FOUND where the change is not seen.
 */
export async function voicesOfChange(actor: Actor, input: unknown): Promise<Voices> {
  authorize(actor, "feedback.view");
  const { change: number } = parse(ofChangeSchema, input);
  const change = await db.change.findFirst({
    where: { AND: [{ number }, visibleChanges(actor)] },
    select: {
      id: true,
      status: true,
      outcome: true,
      systemId: true,
      appliedAt: true,
      rolloutStart: true,
      rolloutEnd: true,
    },
  });
  if (!change) throw new AppError("NOT_FOUND", `There is no change C-${number}, or you may not see it.`);
  const window = ratingWindow(change);
  const [entries, solved, ratings, others] = await Promise.all([
    listFeedback(actor, { change: number, limit: entriesShown }),
    solvedCounts([change.id]),
    window ? ratingsAround(change.systemId, window) : ratingShift([], []),
    window ? otherChanges(actor, change, window) : [],
  ]);
  const counts = solved.get(change.id) ?? { yes: 0, partly: 0, no: 0 };
  return {
    change: number,
    entries: entries.items,
    ratings,
    others,
    solved: counts,
    disagreement: disagreement({
      outcome: change.outcome as ShownOutcome,
      shift: ratings.shift,
      solved: counts,
    }),
  };
}

type Window = { from: Date; start: Date; end: Date; to: Date };

/** 90 days before the roll-out and after it; null before it is applied, and once it was undone: what it did is gone. */
function ratingWindow(change: {
  status: string;
  appliedAt: Date | null;
  rolloutStart: Date | null;
  rolloutEnd: Date | null;
}): Window | null {
  if (!change.appliedAt || change.status === "rolled-back" || change.status === "abandoned") return null;
  const start = change.rolloutStart ?? change.appliedAt;
  const end = change.rolloutEnd ?? change.appliedAt;
  const reach = windowDays * day;
  return { from: new Date(start.getTime() - reach), start, end, to: new Date(end.getTime() + reach) };
}

/** Each person's last rating before the roll-out, and the last one after it. */
async function ratingsAround(systemId: string, { from, start, end, to }: Window): Promise<Shift> {
  const [before, after] = await Promise.all([
    lastRatings(systemId, from, start),
    lastRatings(systemId, end, to),
  ]);
  return ratingShift(before, after);
}

/** Ratings cannot tell these apart from the change: they are named beside them. */
async function otherChanges(
  actor: Actor,
  change: { id: string; systemId: string },
  { from, to }: Window,
): Promise<number[]> {
  const rows = await db.change.findMany({
    where: {
      AND: [
        {
          systemId: change.systemId,
          id: { not: change.id },
          happenedAt: { gte: from, lt: to },
          appliedAt: { not: null },
        },
        visibleChanges(actor),
      ],
    },
    orderBy: { number: "asc" },
    take: 20,
    select: { number: true },
  });
  return rows.map((row) => row.number);
}

async function lastRatings(systemId: string, from: Date, to: Date): Promise<number[]> {
  const rows = await db.systemRating.findMany({
    where: { systemId, createdAt: { gte: from, lt: to } },
    orderBy: [{ userId: "asc" }, { createdAt: "desc" }],
    distinct: ["userId"],
    take: 10_000,
    select: { value: true },
  });
  return rows.map(({ value }) => value);
}

export type OwnRating = { mine: number | null; recent: Shift["after"] };

/** How a system is rated of late, and what the actor said last. */
export async function getRating(actor: Actor, input: unknown, now = new Date()): Promise<OwnRating> {
  authorize(actor, "rating.view");
  const { system: key } = parse(systemKeySchema, input);
  const system = await db.system.findUnique({ where: { key }, select: { id: true } });
  if (!system) throw new AppError("NOT_FOUND", `There is no system with the key "${key}".`);
  const userId = userIdOf(actor);
  const [recent, own] = await Promise.all([
    lastRatings(system.id, new Date(now.getTime() - windowDays * day), new Date(now.getTime() + day)),
    userId === null
      ? null
      : db.systemRating.findFirst({
          where: { systemId: system.id, userId },
          orderBy: { day: "desc" },
          select: { value: true },
        }),
  ]);
  return { mine: own?.value ?? null, recent: ratingShift([], recent).after };
}
