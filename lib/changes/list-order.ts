import { z } from "zod";
import type { changeSorts } from "#lib/changes/schema.ts";
import type { CursorKey } from "#lib/core/paging.ts";

export type ChangeSort = (typeof changeSorts)[number];

/** The sort key of the last row of a page: time or title, then number. */
export const changeCursorSchema = z.union([
  z.tuple([z.string(), z.number().int()]),
  z.tuple([z.number().int()]),
]);
type Cursor = z.infer<typeof changeCursorSchema>;

export function orderOf(sort: ChangeSort) {
  const direction = sort.startsWith("-") ? ("desc" as const) : ("asc" as const);
  const column = columnOf(sort);
  return column === "number" ? [{ number: direction }] : [{ [column]: direction }, { number: direction }];
}

export function keyOf(sort: ChangeSort, row: { number: number; title: string; happenedAt: Date }): CursorKey {
  const column = columnOf(sort);
  if (column === "number") return [row.number];
  return [column === "title" ? row.title : row.happenedAt.toISOString(), row.number];
}

/**
 * Rows after the key. Written as "first column not before, and not up to and with the key itself", so that the
 * database starts reading its index at the key instead of filtering from the start.
 */
export function keyAfter(sort: ChangeSort, cursor: Cursor) {
  const beyond = sort.startsWith("-") ? "lt" : "gt";
  const column = columnOf(sort);
  const [first, second] = cursor;
  if (column === "number" || second === undefined) return { number: { [beyond]: Number(first) } };
  const value = column === "happenedAt" ? new Date(String(first)) : String(first);
  return {
    AND: [
      { [column]: { [`${beyond}e`]: value } },
      { OR: [{ [column]: { [beyond]: value } }, { number: { [beyond]: second } }] },
    ],
  };
}

function columnOf(sort: ChangeSort): "happenedAt" | "number" | "title" {
  if (sort.endsWith("applied")) return "happenedAt";
  return sort.endsWith("title") ? "title" : "number";
}
