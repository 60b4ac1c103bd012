import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { deciderOf, lockOpenReview } from "#lib/reviews/commands/lock-review.ts";
import { carriedInto, changeOfReview } from "#lib/reviews/queries/changes-of-review.ts";
import { commentSchema, type ReviewComment } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Adds a comment to an open review, about the whole or about one change. CONFLICT once it is signed. */
export async function commentOnReview(actor: Actor, input: unknown): Promise<ReviewComment> {
  authorize(actor, "review.comment");
  const { quarter, change, body } = parse(commentSchema, input);
  const author = deciderOf(actor);
  return transaction(async (tx) => {
    const review = await lockOpenReview(tx, actor, quarter);
    if (change !== undefined && !(await changeOfReview(review, await carriedInto(review, tx), change, tx))) {
      throw invalid([{ path: "change", message: `C-${change} is not part of this review.` }]);
    }
    const row = await tx.reviewComment.create({
      data: {
        reviewId: review.id,
        changeNumber: change ?? null,
        body: body.trim(),
        createdAt: actingTime(actor),
        authorId: author.userId,
        authorName: author.name,
      },
      select: { id: true, body: true, createdAt: true },
    });
    await audit(tx, actor, {
      action: "review.comment",
      entity: "review",
      entityId: review.id,
      data: { quarter, comment: row.id, change: change ?? null },
    });
    return {
      id: row.id,
      change: change ?? null,
      body: row.body,
      by: author.name,
      at: row.createdAt.toISOString(),
    };
  });
}
