import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { fiscalQuarterOf, formatDate, quarterLabel, quarterRange, shiftQuarter } from "#lib/core/time.ts";
import { readPolicy } from "#lib/reviews/queries/find-review.ts";
import { dueDay } from "#lib/reviews/queries/list-reviews.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { db, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/**
 * Reminds reviewers of the quarter that ended last: that its review can be opened, and, past its day, that it is not
 * signed. Each is told once, however often this runs. A portal without changes in that quarter is left in peace.
 */
export async function remindReviews(
  actor: Actor,
  now = actingTime(actor),
): Promise<{ reminded: string | null }> {
  authorize(actor, "review.remind");
  const [calendar, policy] = await Promise.all([fiscalCalendar(), readPolicy()]);
  const quarter = shiftQuarter(fiscalQuarterOf(now, calendar), -1);
  const { from, to } = quarterRange(quarter, calendar);
  const [review, change] = await Promise.all([
    db.review.findFirst({
      where: { quarter },
      orderBy: { version: "desc" },
      select: { sealedAt: true, simulated: true },
    }),
    db.change.findFirst({
      where: { happenedAt: { gte: from, lt: to }, publishedAt: { not: null }, simulated: false },
      select: { id: true },
    }),
  ]);
  const late = now >= new Date(dueDay(to, policy, calendar.timeZone).getTime() + 86_400_000);
  if (!change || review?.sealedAt || (review && !late)) return { reminded: null };
  const day = formatDate(dueDay(to, policy, calendar.timeZone), calendar.timeZone);
  await transaction(async (tx) => {
    const reviewers = await tx.user.findMany({
      where: { role: "reviewer", disabledAt: null },
      select: { id: true },
    });
    await notify(
      tx,
      {
        userIds: reviewers.map((reviewer) => reviewer.id),
        event: "review.opened",
        key: `review ${quarter} ${late ? "late" : "ended"}`,
        title: late
          ? `The review of ${quarterLabel(quarter)} is not signed yet`
          : `${quarterLabel(quarter)} has ended: its review can be opened`,
        body: late ? `It was due by ${day}.` : `It is due by ${day}.`,
        path: review ? `/reviews/${quarter}` : "/reviews",
      },
      now,
    );
  });
  return { reminded: quarter };
}
