import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { carryWeakGains } from "#lib/reviews/commands/carry-weak-gains.ts";
import { lockLatestReview } from "#lib/reviews/commands/lock-review.ts";
import { nameOnReview } from "#lib/reviews/name-on-review.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { type Review, reopenSchema } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/**
 * Makes a new version of a signed review, with the decisions of the version before taken over. The signed version stays
 * as it is, and stays readable.
 */
export async function reopenReview(actor: Actor, input: unknown): Promise<Review> {
  authorize(actor, "review.reopen");
  const { quarter, reason } = parse(reopenSchema, input);
  const now = actingTime(actor);
  await transaction(async (tx) => {
    const signed = await lockLatestReview(tx, actor, quarter);
    if (!signed.sealedAt) {
      throw new AppError("CONFLICT", `The review of ${quarterLabel(quarter)} is open already: decide in it.`);
    }
    const review = await tx.review.create({
      data: {
        quarter,
        version: signed.version + 1,
        startsAt: signed.startsAt,
        endsAt: signed.endsAt,
        openedAt: now,
        openedById: userIdOf(actor),
        openedByName: nameOnReview(actor),
        reason,
        simulated: isSimulating(actor),
      },
      select: { id: true, version: true },
    });
    await tx.$executeRaw`
      INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "fromQuarter", "lostAfter", "fadingAfter")
      SELECT ${review.id}::uuid, "changeNumber", "fromQuarter", "lostAfter", "fadingAfter" FROM "ReviewCarried" WHERE "reviewId" = ${signed.id}::uuid`;
    await carryWeakGains(tx, review.id);
    const takenOver = await tx.$executeRaw`
      INSERT INTO "ReviewDecision" ("reviewId", "changeNumber", "decision", "note", "outcome", "measurementId", "decidedAt",
        "decidedById", "decidedByName", "takenOver")
      SELECT ${review.id}::uuid, "changeNumber", "decision", "note", "outcome", "measurementId", "decidedAt",
        "decidedById", "decidedByName", true
      FROM (
        SELECT DISTINCT ON ("changeNumber") * FROM "ReviewDecision"
        WHERE "reviewId" = ${signed.id}::uuid ORDER BY "changeNumber", "id" DESC
      ) AS latest`;
    await audit(tx, actor, {
      action: "review.reopen",
      entity: "review",
      entityId: review.id,
      data: { quarter, version: review.version, reason, takenOver },
    });
  });
  return getReview(actor, { quarter });
}
