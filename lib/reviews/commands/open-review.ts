import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { formatDate, quarterLabel, quarterRange } from "#lib/core/time.ts";
import { carryWeakGains } from "#lib/reviews/commands/carry-weak-gains.ts";
import { nameOnReview } from "#lib/reviews/name-on-review.ts";
import { getReview } from "#lib/reviews/queries/get-review.ts";
import { openReviewSchema, type Review } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/**
 * Opens the review of a quarter that has begun: its agenda is made from the records, and what the review before left
 * open and what lost its gain comes with it. CONFLICT where there is one already: it is reopened instead.
 */
export async function openReview(actor: Actor, input: unknown): Promise<Review> {
  authorize(actor, "review.open");
  const { quarter } = parse(openReviewSchema, input);
  const calendar = await fiscalCalendar();
  const { from, to } = quarterRange(quarter, calendar);
  const now = actingTime(actor);
  if (from > now) {
    const begins = formatDate(from, calendar.timeZone);
    throw invalid([
      { path: "quarter", message: `${quarterLabel(quarter)} begins on ${begins}. Review it then.` },
    ]);
  }
  await transaction(async (tx) => {
    await refuseSecond(tx, quarter);
    const review = await tx.review.create({
      data: {
        quarter,
        startsAt: from,
        endsAt: to,
        openedAt: now,
        openedById: userIdOf(actor),
        openedByName: nameOnReview(actor),
        simulated: isSimulating(actor),
      },
      select: { id: true },
    });
    const carried = await carryOver(tx, review.id, quarter);
    const lostGains = await carryWeakGains(tx, review.id);
    await audit(tx, actor, {
      action: "review.open",
      entity: "review",
      entityId: review.id,
      data: { quarter, version: 1, carried, lostGains },
    });
    await tellReviewers(tx, actor, quarter, now);
  });
  return getReview(actor, { quarter });
}

/** Two at the same time are told apart by the advisory lock, which the transaction's end releases. */
async function refuseSecond(tx: Tx, quarter: string): Promise<void> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`review ${quarter}`}))::text`;
  const other = await tx.review.findFirst({ where: { quarter }, select: { sealedAt: true } });
  if (!other) return;
  throw new AppError(
    "CONFLICT",
    other.sealedAt
      ? `${quarterLabel(quarter)} has a signed review. Reopen it with a reason to make a new version.`
      : `The review of ${quarterLabel(quarter)} is open already.`,
  );
}

/** What the latest signed review of an earlier quarter marked as open, and still does not say otherwise. */
async function carryOver(tx: Tx, reviewId: string, quarter: string): Promise<number> {
  const last = await tx.review.findFirst({
    where: { quarter: { lt: quarter }, sealedAt: { not: null } },
    orderBy: [{ quarter: "desc" }, { version: "desc" }],
    select: { id: true, quarter: true },
  });
  if (!last) return 0;
  return tx.$executeRaw`
    INSERT INTO "ReviewCarried" ("reviewId", "changeNumber", "fromQuarter")
    SELECT ${reviewId}::uuid, "changeNumber", ${last.quarter} FROM (
      SELECT DISTINCT ON ("changeNumber") "changeNumber", "decision" FROM "ReviewDecision"
      WHERE "reviewId" = ${last.id}::uuid ORDER BY "changeNumber", "id" DESC
    ) AS latest WHERE "decision" = 'open'`;
}

async function tellReviewers(tx: Tx, actor: Actor, quarter: string, now: Date): Promise<void> {
  if (isSimulating(actor)) return;
  const own = userIdOf(actor);
  const reviewers = await tx.user.findMany({
    where: { role: { in: ["reviewer", "lead"] }, disabledAt: null, ...(own ? { id: { not: own } } : {}) },
    select: { id: true },
  });
  await notify(
    tx,
    {
      userIds: reviewers.map((reviewer) => reviewer.id),
      event: "review.opened",
      key: `review ${quarter} opened`,
      title: `The review of ${quarterLabel(quarter)} is open`,
      body: `${nameOnReview(actor)} opened it. Its changes wait for their decisions.`,
      path: `/reviews/${quarter}`,
    },
    now,
  );
}
