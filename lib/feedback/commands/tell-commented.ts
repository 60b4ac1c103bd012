import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { peopleBehind } from "#lib/feedback/commands/people-behind.ts";
import { feedbackCommentedJob } from "#lib/feedback/jobs.ts";
import { db, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

const shownLength = 600;

/** Tells everybody behind an entry of a comment, but for who wrote it. Nothing is said of one that was removed. */
export async function tellCommented(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "feedback.tell");
  const { comment: id } = parse(feedbackCommentedJob.payload, input);
  const comment = await db.feedbackComment.findFirst({
    where: { id, removedAt: null },
    select: {
      body: true,
      authorId: true,
      author: { select: { name: true } },
      feedback: {
        select: { id: true, number: true, title: true, mergedInto: { select: { id: true, number: true } } },
      },
    },
  });
  if (!comment) return { told: 0 };
  const standing = comment.feedback.mergedInto ?? comment.feedback;
  return transaction(async (tx) => {
    const people = (await peopleBehind(tx, standing.id)).filter((one) => one !== comment.authorId);
    await notify(tx, {
      userIds: people,
      event: "feedback.commented",
      key: `comment:${id}`,
      title: `${comment.author?.name ?? "Somebody"} on F-${standing.number}: ${comment.feedback.title}`.slice(
        0,
        300,
      ),
      body: comment.body.slice(0, shownLength),
      path: `/feedback/${standing.number}#comments`,
    });
    return { told: people.length };
  });
}
