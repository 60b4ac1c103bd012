import type { Actor } from "#lib/core/access/actor.ts";
import { userIdOf } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { sealedRefusal } from "#lib/reviews/model.ts";
import { nameOnReview } from "#lib/reviews/name-on-review.ts";
import { findReview, type ReviewRow } from "#lib/reviews/queries/find-review.ts";
import type { Tx } from "#lib/server/db.ts";

/** The latest version of a quarter's review, locked for a write. CONFLICT when it is signed. */
export async function lockOpenReview(tx: Tx, actor: Actor, quarter: string): Promise<ReviewRow> {
  const review = await lockLatestReview(tx, actor, quarter);
  if (review.sealedAt) throw new AppError("CONFLICT", sealedRefusal);
  return review;
}

/** Whoever writes to a review waits for each other: what is signed is what was read. */
export async function lockLatestReview(tx: Tx, actor: Actor, quarter: string): Promise<ReviewRow> {
  await tx.$queryRaw`SELECT 1 FROM "Review" WHERE "quarter" = ${quarter} ORDER BY "version" DESC LIMIT 1 FOR UPDATE`;
  return findReview(actor, { quarter }, tx);
}

/** The person behind a decision, a comment or a signature: a review is held by people. */
export function deciderOf(actor: Actor): { userId: string; name: string; role: string } {
  const userId = userIdOf(actor);
  if (userId === null)
    throw new AppError("FORBIDDEN", "A review is held by people: sign in to take part in it.");
  return { userId, name: nameOnReview(actor), role: actor.kind === "system" ? "reviewer" : actor.role };
}
