import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import {
  fiscalQuarterOf,
  formatRange,
  latestQuarters,
  localTime,
  quarterRange,
  shiftQuarter,
  startOfDay,
} from "#lib/core/time.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import { calendarFile, type ReviewDate } from "#lib/reviews/calendar-file.ts";
import type { Policy } from "#lib/reviews/model.ts";
import { listItemParts, readPolicy, reviewListItemOf } from "#lib/reviews/queries/find-review.ts";
import { listReviewsSchema, type ReviewListItem } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { type Download, download } from "#lib/server/http/download.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";

/** Reviews by quarter, the latest first, a row for every version. */
export async function listReviews(actor: Actor, input: unknown = {}): Promise<Page<ReviewListItem>> {
  authorize(actor, "review.view");
  const { cursor, limit } = parse(listReviewsSchema, input);
  const after = cursor ? decodeCursor(cursor, z.tuple([z.string(), z.number().int()])) : null;
  const rows = await db.review.findMany({
    where: {
      AND: [
        visibleReviews(actor),
        after
          ? { OR: [{ quarter: { lt: after[0] } }, { quarter: after[0], version: { lt: after[1] } }] }
          : {},
      ],
    },
    orderBy: [{ quarter: "desc" }, { version: "desc" }],
    take: limit + 1,
    select: listItemParts,
  });
  const page = pageOf(rows, limit, (row) => [row.quarter, row.version]);
  return { ...page, items: page.items.map(reviewListItemOf) };
}

/** The latest quarters that have begun and have no review yet, with the day by which each is due; for who may open one. */
export async function reviewsToOpen(
  actor: Actor,
): Promise<{ quarter: string; dueAt: string; over: boolean }[]> {
  authorize(actor, "review.view");
  if (!may(actor, "review.open")) return [];
  const now = actingTime(actor);
  const [calendar, policy] = await Promise.all([fiscalCalendar(), readPolicy()]);
  const quarters = latestQuarters(now, calendar, 5).map(({ key }) => key);
  const held = await db.review.findMany({
    where: { quarter: { in: quarters } },
    distinct: ["quarter"],
    select: { quarter: true },
  });
  const taken = new Set(held.map((review) => review.quarter));
  return quarters
    .filter((quarter) => !taken.has(quarter))
    .map((quarter) => {
      const { to } = quarterRange(quarter, calendar);
      return { quarter, dueAt: dueDay(to, policy, calendar.timeZone).toISOString(), over: to <= now };
    });
}

/** The dates of the last, the running and the next four quarters' reviews as a calendar file. */
export async function reviewCalendar(actor: Actor): Promise<Download> {
  authorize(actor, "review.view");
  const now = actingTime(actor);
  const [calendar, policy, organisation] = await Promise.all([
    fiscalCalendar(),
    readPolicy(),
    getOrganisation(actor),
  ]);
  const running = fiscalQuarterOf(now, calendar);
  const dates = [-1, 0, 1, 2, 3, 4].map((steps): ReviewDate => {
    const quarter = shiftQuarter(running, steps);
    const range = quarterRange(quarter, calendar);
    return {
      quarter,
      day: dueDay(range.to, policy, calendar.timeZone),
      timeZone: calendar.timeZone,
      period: formatRange(range, calendar.timeZone),
      url: new URL(`/reviews/${quarter}`, env.BASE_URL).href,
    };
  });
  return download({
    name: `${organisation.name} reviews.ics`,
    mediaType: "text/calendar; charset=utf-8",
    content: new TextEncoder().encode(calendarFile(organisation.name, dates, now)),
  });
}

/** Midnight that begins the day by which a review is to be signed: so many local days after the quarter's end. */
export function dueDay(endsAt: Date, { dueDays }: Policy, timeZone: string): Date {
  const { year, month, day } = localTime(endsAt, timeZone);
  const moved = new Date(Date.UTC(year, month - 1, day + dueDays - 1));
  return startOfDay(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate(), timeZone);
}
