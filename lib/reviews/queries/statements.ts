import { z } from "zod";
import { countsOf, headlineOf } from "#lib/changes/overview.ts";
import { quarterParts } from "#lib/changes/queries/quarter-parts.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { type Calendar, formatDate, quarterRange, type TimeRange } from "#lib/core/time.ts";
import { refusalOfStatement } from "#lib/reviews/model.ts";
import {
  listStatementsSchema,
  quarterVerdictSchema,
  type Stated,
  type Statement,
} from "#lib/reviews/schema.ts";
import { statedOf } from "#lib/reviews/stated-in-words.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { db, type Tx } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** Every statement of a quarter, the latest first: those that were changed or taken back later too. */
export async function listStatements(actor: Actor, input: unknown): Promise<Page<Statement>> {
  authorize(actor, "review.view");
  const { cursor, limit, quarter } = parse(listStatementsSchema, input);
  const after = cursor ? decodeCursor(cursor, z.tuple([z.number().int()])) : null;
  const rows = await db.quarterStatement.findMany({
    where: { quarter, ...(after ? { id: { lt: after[0] } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: statementFields,
  });
  const page = pageOf(rows, limit, (row) => [row.id]);
  return { ...page, items: page.items.map(statementOf) };
}

/** What a person says the quarter amounts to; null where nobody does. Read by everyone who reads the overview. */
export async function statedNow(actor: Actor, quarter: string, from: Tx = db): Promise<Stated | null> {
  authorize(actor, "review.view");
  const rows = await from.quarterStatement.findMany({
    where: { quarter },
    orderBy: { id: "desc" },
    take: 1,
    select: statementFields,
  });
  return statedOf(rows.map(statementOf));
}

/** The computed sentence of a time, from the counts that the overview shows. */
export async function computedHeadline(actor: Actor, range: TimeRange): Promise<string> {
  return headlineOf(countsOf(await quarterParts(actor, range, new Map())));
}

export type QuarterVerdict = {
  headline: string;
  stated: Stated | null;
  /** Why nothing can be stated now; null when a statement would be taken. */
  refusal: string | null;
};

/** Both verdicts of a quarter, for the page where a person states one. */
export async function getQuarterVerdict(actor: Actor, input: unknown): Promise<QuarterVerdict> {
  authorize(actor, "review.view");
  const { quarter } = parse(quarterVerdictSchema, input);
  const calendar = await fiscalCalendar();
  const [headline, stated, sealed] = await Promise.all([
    computedHeadline(actor, quarterRange(quarter, calendar)),
    statedNow(actor, quarter),
    isSealed(quarter),
  ]);
  const beginsOn = dayOfBeginning(quarter, calendar, actingTime(actor));
  return { headline, stated, refusal: refusalOfStatement(quarter, { beginsOn, sealed }) };
}

/** The first day of a quarter that is still to come; null once it has begun. */
export function dayOfBeginning(quarter: string, calendar: Calendar, now: Date): string | null {
  const { from } = quarterRange(quarter, calendar);
  return from > now ? formatDate(from, calendar.timeZone) : null;
}

/** Whether the latest version of the quarter's review is signed. */
export async function isSealed(quarter: string, from: Tx = db): Promise<boolean> {
  const review = await from.review.findFirst({
    where: { quarter },
    orderBy: { version: "desc" },
    select: { sealedAt: true },
  });
  return review !== null && review.sealedAt !== null;
}

export const statementFields = {
  id: true,
  quarter: true,
  words: true,
  reason: true,
  statedByName: true,
  statedAt: true,
} as const;

type StatementRow = {
  id: number;
  quarter: string;
  words: string | null;
  reason: string;
  statedByName: string;
  statedAt: Date;
};

export function statementOf(row: StatementRow): Statement {
  const { id, quarter, words, reason, statedByName, statedAt } = row;
  return { id, quarter, words, reason, by: statedByName, at: statedAt.toISOString() };
}
