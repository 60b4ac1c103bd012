import { z } from "zod";
import type { CursorKey } from "#lib/core/paging.ts";
import type { itemSorts } from "#lib/roadmap/schema.ts";

export type ItemSort = (typeof itemSorts)[number];

/** The sort key of the last row of a page, then its number. */
export const itemCursorSchema = z.tuple([z.string().or(z.number()), z.number().int()]);
type Cursor = z.infer<typeof itemCursorSchema>;

type Column = "position" | "score" | "title" | "number" | "doneAt";

const columns: Record<ItemSort, Column> = {
  order: "position",
  "-score": "score",
  title: "title",
  "-title": "title",
  number: "number",
  "-number": "number",
  "-done": "doneAt",
};

export function orderOf(sort: ItemSort) {
  const direction = directionOf(sort);
  const column = columns[sort];
  return column === "number" ? [{ number: direction }] : [{ [column]: direction }, { number: direction }];
}

export function keyOf(
  sort: ItemSort,
  row: { number: number; title: string; position: number; score: number; doneAt: Date | null },
): CursorKey {
  const column = columns[sort];
  const value = column === "doneAt" ? (row.doneAt?.toISOString() ?? "") : row[column];
  return [value, row.number];
}

/** Rows after the key, written so that the database starts reading its index there. */
export function keyAfter(sort: ItemSort, [first, number]: Cursor) {
  const beyond = directionOf(sort) === "desc" ? "lt" : "gt";
  const column = columns[sort];
  if (column === "number") return { number: { [beyond]: number } };
  const value = column === "doneAt" ? new Date(first) : first;
  return {
    AND: [
      { [column]: { [`${beyond}e`]: value } },
      { OR: [{ [column]: { [beyond]: value } }, { number: { [beyond]: number } }] },
    ],
  };
}

function directionOf(sort: ItemSort): "asc" | "desc" {
  return sort.startsWith("-") ? "desc" : "asc";
}
