import type { z } from "zod";
import { gainLostJob } from "#lib/changes/jobs.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/**
 * Brings changes of other quarters into a review whose gains were found lost in its own: somebody has to decide what
 * becomes of them. Those that are in it already stay as they came. Says how many were added.
 */
export function carryLostGains(tx: Tx, reviewId: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "lostAfter")
    SELECT r."id", c."number", max(w."days")
    FROM "Review" AS r
    JOIN "WatchCheck" AS w ON w."state" = 'lost' AND w."checkedAt" >= r."startsAt" AND w."checkedAt" < r."endsAt"
    JOIN "Change" AS c ON c."id" = w."changeId"
    WHERE r."id" = ${reviewId}::uuid AND NOT (c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt")
    GROUP BY r."id", c."number"
    ON CONFLICT DO NOTHING`;
}

type Lost = z.output<typeof gainLostJob.payload>;

/** A gain got lost: the open review of that time has one more change to decide. A signed one takes nothing more. */
export async function reviewLostGain(actor: Actor, input: Lost): Promise<{ added: number }> {
  authorize(actor, "review.carry");
  const { startsAt, change } = parse(gainLostJob.payload, input);
  return transaction(async (tx) => {
    const [review] = await tx.$queryRaw<{ id: string; quarter: string }[]>`
      SELECT "id", "quarter" FROM "Review"
      WHERE "sealedAt" IS NULL AND "startsAt" <= ${startsAt}::timestamptz AT TIME ZONE 'UTC'
        AND "endsAt" > ${startsAt}::timestamptz AT TIME ZONE 'UTC'
      ORDER BY "quarter", "version" DESC LIMIT 1 FOR UPDATE`;
    if (!review) return { added: 0 };
    const added = await carryLostGains(tx, review.id);
    if (added > 0) {
      await audit(tx, actor, {
        action: "review.carry",
        entity: "review",
        entityId: review.id,
        data: { quarter: review.quarter, change, added },
      });
    }
    return { added };
  });
}

/** Whether the gain of a change was found lost in the quarter of a review. */
export async function lostItsGain(tx: Tx, review: ReviewRow, number: number): Promise<boolean> {
  const check = await tx.watchCheck.findFirst({
    where: {
      change: { number },
      state: "lost",
      checkedAt: { gte: review.startsAt, lt: review.endsAt },
    },
    select: { id: true },
  });
  return check !== null;
}
