import type { Actor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { noSuchFeedback } from "#lib/feedback/queries/entry-rows.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";

export type LockedEntry = Awaited<ReturnType<typeof lockEntry>>;

/**
 * Writes to an entry, or to the one it was merged into. One row is locked, never two: a merge that got in between is
 * seen after the lock, and the write begins again at the other entry, so that votes and merges cannot block each other.
 */
export async function onStandingEntry<Result>(
  actor: Actor,
  number: number,
  write: (tx: Tx, entry: LockedEntry) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 0; attempt < 8; attempt++) {
    const standing = await standingNumber(actor, number);
    const written = await transaction(async (tx) => {
      const entry = await lockEntry(tx, actor, standing);
      return entry.mergedIntoId === null ? { result: await write(tx, entry) } : null;
    });
    if (written) return written.result;
  }
  throw new AppError("CONFLICT", `F-${number} is being merged by others right now. Try again.`);
}

/** Locks one entry as it is, merged or not. Throws NOT_FOUND, also where the actor may not see it. */
export async function lockEntry(tx: Tx, actor: Actor, number: number) {
  await tx.$queryRaw`SELECT 1 FROM "Feedback" WHERE "number" = ${number} FOR UPDATE`;
  const entry = await tx.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: {
      id: true,
      number: true,
      title: true,
      body: true,
      visibility: true,
      moderation: true,
      authorId: true,
      mergedIntoId: true,
      version: true,
      statusId: true,
      createdAt: true,
      mergedInto: { select: { number: true } },
      system: { select: { key: true, name: true } },
      status: { select: { key: true, name: true } },
      merged: { select: { number: true, visibility: true } },
    },
  });
  if (!entry) throw noSuchFeedback(number);
  return entry;
}

async function standingNumber(actor: Actor, number: number): Promise<number> {
  const entry = await db.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: { number: true, mergedInto: { select: { number: true } } },
  });
  if (!entry) throw noSuchFeedback(number);
  return entry.mergedInto?.number ?? entry.number;
}
