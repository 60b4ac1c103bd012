import type { z } from "zod";
import { gainLostJob } from "#lib/changes/jobs.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/**
 * Brings changes of other quarters into a review whose gains were found lost in its own, or fading at the latest check:
 * somebody has to decide what becomes of them. What is in it already stays as it came, but for a gain that faded and then
 * got lost. Says how many rows that is.
 */
export function carryWeakGains(tx: Tx, reviewId: string): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "lostAfter", "fadingAfter")
    SELECT "reviewId", "number", "lostAfter", CASE WHEN "lostAfter" IS NULL THEN "fadingAfter" END FROM (
      SELECT r."id" AS "reviewId", c."number", max(w."days") FILTER (WHERE w."state" = 'lost') AS "lostAfter",
        max(w."days") FILTER (WHERE w."state" = 'fading') AS "fadingAfter",
        (array_agg(w."state" ORDER BY w."dueAt" DESC, w."id" DESC))[1] AS latest
      FROM "Review" AS r
      JOIN "WatchCheck" AS w ON w."state" IN ('holding', 'fading', 'lost')
        AND w."checkedAt" >= r."startsAt" AND w."checkedAt" < r."endsAt"
      JOIN "Change" AS c ON c."id" = w."changeId"
      WHERE r."id" = ${reviewId}::uuid AND NOT (c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt")
      GROUP BY r."id", c."number"
    ) AS gains WHERE "lostAfter" IS NOT NULL OR latest = 'fading'
    ON CONFLICT ("reviewId", "changeNumber") DO UPDATE SET "lostAfter" = excluded."lostAfter"
    WHERE "ReviewCarried"."lostAfter" IS NULL AND excluded."lostAfter" IS NOT NULL`;
}

type Weak = z.output<typeof gainLostJob.payload>;

/** A gain fades or got lost: the open review of that time has one more change to decide. A signed one takes nothing more. */
export async function reviewWeakGain(actor: Actor, input: Weak): Promise<{ added: number }> {
  authorize(actor, "review.carry");
  const { startsAt, change } = parse(gainLostJob.payload, input);
  return transaction(async (tx) => {
    const [review] = await tx.$queryRaw<{ id: string; quarter: string }[]>`
      SELECT "id", "quarter" FROM "Review"
      WHERE "sealedAt" IS NULL AND "startsAt" <= ${startsAt}::timestamptz AT TIME ZONE 'UTC'
        AND "endsAt" > ${startsAt}::timestamptz AT TIME ZONE 'UTC'
      ORDER BY "quarter", "version" DESC LIMIT 1 FOR UPDATE`;
    if (!review) return { added: 0 };
    const added = await carryWeakGains(tx, review.id);
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
