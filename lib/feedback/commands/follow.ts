import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { actingPerson } from "#lib/feedback/commands/acting-person.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { followSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";

/** Follows an entry, or wants to hear nothing more of it, also as its author or voter. */
export async function followFeedback(actor: Actor, input: unknown): Promise<{ following: boolean }> {
  authorize(actor, "feedback.follow");
  const { number, follow } = parse(followSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const { id: userId } = await actingPerson(tx, actor);
    await tx.feedbackFollower.upsert({
      where: { feedbackId_userId: { feedbackId: entry.id, userId } },
      create: {
        feedbackId: entry.id,
        userId,
        reason: "manual",
        muted: !follow,
        createdAt: actingTime(actor),
      },
      update: { muted: !follow },
      select: { userId: true },
    });
    await audit(tx, actor, {
      action: follow ? "feedback.follow" : "feedback.mute",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number },
    });
    return { following: follow };
  });
}
