import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { canSeeFeedback, isForEveryone } from "#lib/feedback/access.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import type { Horizon } from "#lib/roadmap/model.ts";
import type { ItemFeedback } from "#lib/roadmap/schema.ts";
import { db } from "#lib/server/db.ts";

/** How feedback says that it is about a roadmap item. */
export const itemLinkKind = "roadmap-item";

/** Entries of one item that are counted, the first ones; the rest of a longer list would only be more of the same. */
const mostEntries = 50;

type EntryRow = {
  key: string;
  id: string;
  number: number;
  title: string;
  votes: number;
  status: string;
  visibility: string;
  moderation: string;
  authorId: string | null;
};

/**
 * By item: what people asked for that it answers, as far as the actor may see it, the most wanted first. An entry that
 * was merged counts where it went, and once, with the votes of both. `everyones` leaves out what is for the team, whoever
 * asks.
 */
export async function feedbackOfItems(
  actor: Actor,
  items: number[],
  { everyones = false } = {},
): Promise<Map<number, ItemFeedback[]>> {
  authorize(actor, "feedback.view");
  const rows = await db.$queryRaw<EntryRow[]>`
    SELECT link."key", e."id"::text, e."number", e."title", e."voteCount" AS votes, s."name" AS status, e."visibility",
      e."moderation", e."authorId"::text
    FROM unnest(${items.map(String)}::text[]) AS item("key") CROSS JOIN LATERAL (
      SELECT "key", "feedbackId", "createdAt" FROM "FeedbackLink" AS l WHERE l."kind" = ${itemLinkKind} AND l."key" = item."key"
      ORDER BY l."createdAt" LIMIT ${mostEntries}
    ) AS link JOIN "Feedback" AS f ON f."id" = link."feedbackId"
    JOIN "Feedback" AS e ON e."id" = coalesce(f."mergedIntoId", f."id") JOIN "FeedbackStatus" AS s ON s."id" = e."statusId"
    ORDER BY link."createdAt", link."feedbackId"`;
  const found = new Map<number, Map<string, ItemFeedback>>(items.map((item) => [item, new Map()]));
  for (const { key, id, number, title, votes, status, ...entry } of rows) {
    if (entry.moderation !== "approved" || !canSeeFeedback(actor, entry)) continue;
    if (everyones && !isForEveryone(entry)) continue;
    found.get(Number(key))?.set(id, { number, title, votes, status });
  }
  return new Map(
    [...found].map(([item, entries]) => [item, [...entries.values()].toSorted((a, b) => b.votes - a.votes)]),
  );
}

export type FeedbackItem = { number: number; title: string; horizon: Horizon; quarter: string | null };

const ofFeedbackSchema = z.strictObject({ feedback: z.coerce.number().int().positive() });

/** The items that answer an entry, also by what was merged into it. */
export async function itemsOfFeedback(actor: Actor, input: unknown): Promise<FeedbackItem[]> {
  authorize(actor, "roadmap.view");
  const { feedback: number } = parse(ofFeedbackSchema, input);
  const links = await db.feedbackLink.findMany({
    where: { kind: itemLinkKind, feedback: { OR: [{ number }, { mergedInto: { number } }] } },
    take: mostEntries,
    select: { key: true },
  });
  const numbers = links.flatMap(({ key }) => (/^\d{1,9}$/.test(key) ? [Number(key)] : []));
  if (numbers.length === 0) return [];
  const rows = await db.roadmapItem.findMany({
    where: { AND: [{ number: { in: numbers }, archivedAt: null }, visibleItems(actor)] },
    orderBy: { number: "asc" },
    select: { number: true, title: true, horizon: true, quarter: true },
  });
  return rows.map((row) => ({ ...row, horizon: row.horizon as Horizon }));
}
