import type { z } from "zod";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal, searchWords } from "#lib/core/search-words.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { feedbackCursorSchema, keyAfter, keyOf, orderOf } from "#lib/feedback/list-order.ts";
import { aboutOf } from "#lib/feedback/model.ts";
import { listItemFields, listItemsOf } from "#lib/feedback/queries/entry-rows.ts";
import { type FeedbackListItem, heldFeedbackSchema, listFeedbackSchema } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Feedback the actor may see, filtered, sorted and a page at a time. Merged entries are found where they went. */
export async function listFeedback(actor: Actor, input: unknown = {}): Promise<Page<FeedbackListItem>> {
  authorize(actor, "feedback.view");
  const filter = parse(listFeedbackSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, feedbackCursorSchema) : null;
  const where = { AND: [await whereOf(actor, filter), after ? keyAfter(filter.sort, after) : {}] };
  const order = { orderBy: orderOf(filter.sort), take: filter.limit + 1 };
  const rows = await db.feedback.findMany({
    where: filter.q ? { number: { in: await numbersOf(where, order) } } : where,
    ...order,
    select: listItemFields,
    relationLoadStrategy: "join",
  });
  const page = pageOf(rows, filter.limit, (row) => keyOf(filter.sort, row));
  return { ...page, items: await listItemsOf(actor, page.items) };
}

/** How many entries match, counted up to `upTo` so that the answer stays quick on any size. */
export async function countFeedback(
  actor: Actor,
  input: unknown = {},
  upTo = 1_000,
): Promise<{ count: number; more: boolean }> {
  authorize(actor, "feedback.view");
  const filter = parse(listFeedbackSchema, input);
  const rows = await db.feedback.findMany({
    where: await whereOf(actor, filter),
    take: upTo + 1,
    select: { number: true },
  });
  return { count: Math.min(rows.length, upTo), more: rows.length > upTo };
}

export type HeldFeedback = FeedbackListItem & { body: string };

/** What waits for a moderator, the longest waiting first. */
export async function listHeldFeedback(actor: Actor, input: unknown = {}): Promise<Page<HeldFeedback>> {
  authorize(actor, "feedback.moderate");
  const { cursor, limit } = parse(heldFeedbackSchema, input);
  const after = cursor ? decodeCursor(cursor, feedbackCursorSchema) : null;
  const rows = await db.feedback.findMany({
    where: {
      AND: [
        { moderation: "held" },
        visibleFeedback(actor),
        after ? { OR: [{ createdAt: { gt: new Date(after[0]) } }, { number: { gt: after[1] } }] } : {},
        after ? { createdAt: { gte: new Date(after[0]) } } : {},
      ],
    },
    orderBy: [{ createdAt: "asc" }, { number: "asc" }],
    take: limit + 1,
    select: { ...listItemFields, body: true },
  });
  const page = pageOf(rows, limit, (row) => keyOf("-created", row));
  const items = await listItemsOf(actor, page.items);
  return { ...page, items: items.map((item, index) => ({ ...item, body: page.items[index]?.body ?? "" })) };
}

/** A search finds its rows first and joins afterwards, as with changes: the planner then takes the text index. */
async function numbersOf(
  where: Prisma.FeedbackWhereInput,
  order: { orderBy: Prisma.FeedbackOrderByWithRelationInput[]; take: number },
): Promise<number[]> {
  const rows = await db.feedback.findMany({ where, ...order, select: { number: true } });
  return rows.map((row) => row.number);
}

type Filter = z.output<typeof listFeedbackSchema>;

const nobody = "00000000-0000-0000-0000-000000000000";

async function whereOf(actor: Actor, filter: Filter): Promise<Prisma.FeedbackWhereInput> {
  const conditions: Prisma.FeedbackWhereInput[] = [visibleFeedback(actor)];
  // What somebody sent is shown with what became of it: held, rejected or merged.
  if (filter.mine === "sent") conditions.push({ authorId: userIdOf(actor) ?? nobody });
  else conditions.push({ listed: true });
  if (filter.mine === "voted" || filter.mine === "followed") {
    conditions.push({ id: { in: await ownEntries(actor, filter.mine) } });
  }
  if (filter.system) {
    const system = await db.system.findUnique({ where: { key: filter.system }, select: { id: true } });
    conditions.push({ systemId: system?.id ?? nobody });
  }
  if (filter.status || filter.category) {
    const statuses = await db.feedbackStatus.findMany({
      where: {
        ...(filter.status ? { key: filter.status } : {}),
        ...(filter.category ? { category: filter.category } : {}),
      },
      select: { id: true },
    });
    const [only, ...others] = statuses.map(({ id }) => id);
    conditions.push({ statusId: others.length > 0 ? { in: [only ?? nobody, ...others] } : (only ?? nobody) });
  }
  if (filter.change) conditions.push({ id: { in: await entriesAbout(`change:${filter.change}`) } });
  if (filter.about) conditions.push({ id: { in: await entriesAbout(filter.about) } });
  for (const word of searchWords(filter.q ?? ""))
    conditions.push({ searchText: { contains: literal(word) } });
  return { AND: conditions };
}

const atMost = 5_000;

async function ownEntries(actor: Actor, which: "voted" | "followed"): Promise<string[]> {
  const userId = userIdOf(actor);
  if (userId === null) return [];
  const query = {
    orderBy: { createdAt: "desc" as const },
    take: atMost,
    select: { feedback: { select: { id: true, mergedIntoId: true } } },
  };
  const rows =
    which === "voted"
      ? await db.feedbackVote.findMany({ where: { userId }, ...query })
      : await db.feedbackFollower.findMany({ where: { userId, muted: false }, ...query });
  return standingIds(rows);
}

async function entriesAbout(text: string): Promise<string[]> {
  const about = aboutOf(text);
  if (!about) return [];
  const rows = await db.feedbackLink.findMany({
    where: about,
    take: atMost,
    select: { feedback: { select: { id: true, mergedIntoId: true } } },
  });
  return standingIds(rows);
}

function standingIds(rows: { feedback: { id: string; mergedIntoId: string | null } }[]): string[] {
  return [...new Set(rows.map(({ feedback }) => feedback.mergedIntoId ?? feedback.id))];
}
