import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { canRemoveComment } from "#lib/feedback/access.ts";
import { recount } from "#lib/feedback/commands/recount.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { tellMentioned } from "#lib/feedback/commands/tell-mentioned.ts";
import { feedbackCommentedJob } from "#lib/feedback/jobs.ts";
import { commentOf, writtenFields } from "#lib/feedback/queries/comments.ts";
import { type Comment, commentIdSchema, commentInputSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

/** Comments on an entry, as somebody who is signed in; whoever comments follows from then on. */
export async function commentOnFeedback(actor: Actor, input: unknown): Promise<Comment> {
  authorize(actor, "feedback.comment");
  const { number, body } = parse(commentInputSchema, input);
  const now = actingTime(actor);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const userId = userIdOf(actor);
    const row = await tx.feedbackComment.create({
      data: { feedbackId: entry.id, authorId: userId, body, createdAt: now },
      select: writtenFields,
    });
    await recount(tx, entry.id);
    if (userId !== null) {
      await tx.feedbackFollower.createMany({
        skipDuplicates: true,
        data: [{ feedbackId: entry.id, userId, reason: "comment", createdAt: now }],
      });
    }
    await tellMentioned(tx, actor, { entry, text: body, key: `comment:${row.id}` });
    await sendJob(tx, feedbackCommentedJob, { comment: row.id });
    await audit(tx, actor, {
      action: "feedback.comment",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number, comment: row.id, body },
    });
    return commentOf(actor, entry.number, row);
  });
}

/** Takes a comment back: its author, or a moderator. The row stays, its text is shown to nobody. */
export async function removeComment(actor: Actor, input: unknown): Promise<{ removed: true }> {
  authorize(actor, "feedback.comment");
  const { number, comment: id } = parse(commentIdSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const comment = await tx.feedbackComment.findFirst({
      where: { id, removedAt: null, feedback: { OR: [{ id: entry.id }, { mergedIntoId: entry.id }] } },
      select: { authorId: true },
    });
    if (!comment) throw new AppError("NOT_FOUND", "There is no such comment, or it was removed already.");
    if (!canRemoveComment(actor, comment)) {
      throw new AppError("FORBIDDEN", "Only who wrote a comment, and moderators, may remove it.");
    }
    await tx.feedbackComment.update({ where: { id }, data: { removedAt: actingTime(actor) } });
    await recount(tx, entry.id);
    await audit(tx, actor, {
      action: "feedback.remove-comment",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number, comment: id },
    });
    return { removed: true };
  });
}
