import { z } from "zod";
import { invalid } from "#lib/core/errors.ts";

/** Lists page by key, never by offset: a page says where the next one starts. */
export type Page<Item> = { items: Item[]; nextCursor: string | null };

export const pageInputSchema = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Cuts `limit + 1` rows to a page. `keyOf` gives the sort key of the last row shown. */
export function pageOf<Row>(rows: Row[], limit: number, keyOf: (row: Row) => CursorKey): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}

export type CursorKey = (string | number)[];

export function encodeCursor(key: CursorKey): string {
  const bytes = new TextEncoder().encode(JSON.stringify(key));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Throws INVALID when the cursor did not come from a page of this list. */
export function decodeCursor<Key extends CursorKey>(cursor: string, shape: z.ZodType<Key>): Key {
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
    return shape.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    throw invalid([
      { path: "cursor", message: "This cursor is not from this list. Leave it out to start over." },
    ]);
  }
}

/** The shape of a page of these, for the HTTP API. */
export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
