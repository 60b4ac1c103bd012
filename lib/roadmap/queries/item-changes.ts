import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type ChangeRow, type ItemRow, itemOf } from "#lib/roadmap/item-row.ts";
import { mostChanges } from "#lib/roadmap/model.ts";
import { feedbackOfItems } from "#lib/roadmap/queries/item-feedback.ts";
import type { Item } from "#lib/roadmap/schema.ts";
import { db } from "#lib/server/db.ts";

type CardRow = Omit<ItemRow, "changes"> & { id: string };

/** The cards of a list with their changes and what people asked for: a question each, however many cards. */
export async function cardsOf(actor: Actor, rows: CardRow[]): Promise<Item[]> {
  authorize(actor, "roadmap.view");
  const [changes, feedback] = await Promise.all([
    changesOfItems(rows.map(({ id }) => id)),
    feedbackOfItems(
      actor,
      rows.map(({ number }) => number),
    ),
  ]);
  return rows.map((row) => {
    const own = (changes.get(row.id) ?? []).map((change) => ({ change }));
    return itemOf(actor, { ...row, changes: own }, feedback.get(row.number) ?? []);
  });
}

/**
 * The first changes of each item. They come as one text: ten changes for each of fifty cards, nested as JSON in rows of
 * their own, take five times as long to write and to read.
 */
async function changesOfItems(ids: string[]): Promise<Map<string, ChangeRow[]>> {
  if (ids.length === 0) return new Map();
  const [answer] = await db.$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(item."id", c."number", c."title", c."status", c."outcome", c."publishedAt", c."ownerId",
      c."recordedById") ORDER BY link."createdAt", c."number")::text AS rows
    FROM unnest(${ids}::uuid[]) AS item("id") CROSS JOIN LATERAL (
      SELECT r."changeId", r."createdAt" FROM "RoadmapChange" AS r WHERE r."itemId" = item."id"
      ORDER BY r."createdAt", r."changeId" LIMIT ${mostChanges}
    ) AS link JOIN "Change" AS c ON c."id" = link."changeId"`;
  const found = new Map<string, ChangeRow[]>();
  for (const [id, number, title, status, outcome, publishedAt, ownerId, recordedById] of JSON.parse(
    answer?.rows ?? "[]",
  ) as [string, number, string, string, string, string | null, string | null, string | null][]) {
    const rights = { publishedAt, ownerId, recordedById };
    found.set(id, [...(found.get(id) ?? []), { number, title, status, outcome, ...rights }]);
  }
  return found;
}
