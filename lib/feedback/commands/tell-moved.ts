import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { peopleBehind } from "#lib/feedback/commands/people-behind.ts";
import { feedbackMovedJob } from "#lib/feedback/jobs.ts";
import { db, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

/** Tells everybody behind an entry that the team moved it, and why, but for who did. Said again, it is heard once. */
export async function tellMoved(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "feedback.tell");
  const { move: id } = parse(feedbackMovedJob.payload, input);
  const move = await db.feedbackMove.findUnique({
    where: { id },
    select: {
      reason: true,
      movedById: true,
      status: { select: { name: true } },
      feedback: { select: { id: true, number: true, title: true, moderation: true, mergedIntoId: true } },
    },
  });
  // What was rejected or joined with another entry meanwhile has nothing more to say under its own name.
  if (move?.feedback.moderation !== "approved" || move.feedback.mergedIntoId !== null) return { told: 0 };
  const { feedback: entry, status, reason, movedById } = move;
  return transaction(async (tx) => {
    const people = (await peopleBehind(tx, entry.id)).filter((one) => one !== movedById);
    await notify(tx, {
      userIds: people,
      event: "feedback.answered",
      key: `feedback-move:${id}`,
      title: `F-${entry.number} is now “${status.name}”: ${entry.title}`.slice(0, 300),
      body: reason ?? "",
      path: `/feedback/${entry.number}`,
    });
    return { told: people.length };
  });
}
