import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { actingPerson } from "#lib/feedback/commands/acting-person.ts";
import { recount } from "#lib/feedback/commands/recount.ts";
import { type LockedEntry, onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { feedbackNumberSchema, type VoteState, voteSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";

/**
 * Votes for an entry, or says anew how much it matters. On a merged one the vote goes to the entry it was merged into.
 * One vote a person: voting twice changes nothing.
 */
export async function voteForFeedback(actor: Actor, input: unknown): Promise<VoteState> {
  authorize(actor, "feedback.vote");
  const { number, importance, affects } = parse(voteSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const person = await actingPerson(tx, actor);
    const where = { feedbackId_userId: { feedbackId: entry.id, userId: person.id } };
    const before = await tx.feedbackVote.findUnique({ where });
    const said = {
      importance: importance === undefined ? (before?.importance ?? null) : importance,
      affects: affects === undefined ? (before?.affects ?? null) : affects,
    };
    const same = before && before.importance === said.importance && before.affects === said.affects;
    if (!same) {
      await tx.feedbackVote.upsert({
        where,
        create: {
          ...said,
          feedbackId: entry.id,
          userId: person.id,
          role: person.role,
          createdAt: actingTime(actor),
        },
        update: said,
        select: { feedbackId: true },
      });
      await unmute(tx, entry.id, person.id);
      await auditVote(tx, actor, entry, { action: "feedback.vote", ...said });
    }
    const { votes } = await recount(tx, entry.id);
    return { number: entry.number, votes, voted: true, ...said };
  });
}

/** Takes the actor's vote back, from the entry and from all that are merged into it. */
export async function withdrawVote(actor: Actor, input: unknown): Promise<VoteState> {
  authorize(actor, "feedback.vote");
  const { number } = parse(feedbackNumberSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const { count } = await tx.feedbackVote.deleteMany({
      where: {
        userId: (await actingPerson(tx, actor)).id,
        feedback: { OR: [{ id: entry.id }, { mergedIntoId: entry.id }] },
      },
    });
    if (count > 0) await auditVote(tx, actor, entry, { action: "feedback.withdraw-vote" });
    const { votes } = await recount(tx, entry.id);
    return { number: entry.number, votes, voted: false, importance: null, affects: null };
  });
}

/** Who votes again after having muted an entry wants to hear of it. */
async function unmute(tx: Tx, feedbackId: string, userId: string): Promise<void> {
  await tx.feedbackFollower.updateMany({
    where: { feedbackId, userId, muted: true },
    data: { muted: false },
  });
}

async function auditVote(
  tx: Tx,
  actor: Actor,
  entry: LockedEntry,
  { action, ...said }: { action: string; importance?: number | null; affects?: number | null },
): Promise<void> {
  await audit(tx, actor, {
    action,
    entity: "feedback",
    entityId: entry.id,
    data: { number: entry.number, ...said },
  });
}
