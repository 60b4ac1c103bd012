import { z } from "zod";
import type { CursorKey } from "#lib/core/paging.ts";
import type { FeedbackSort } from "#lib/feedback/schema.ts";

/** The sort key of the last row of a page: votes or time, then number. */
export const feedbackCursorSchema = z.tuple([z.union([z.number(), z.string()]), z.number().int()]);
type Cursor = z.infer<typeof feedbackCursorSchema>;

export function orderOf(sort: FeedbackSort) {
  return [{ [columnOf(sort)]: "desc" as const }, { number: "desc" as const }];
}

export function keyOf(
  sort: FeedbackSort,
  row: { number: number; voteCount: number; createdAt: Date },
): CursorKey {
  return [sort === "-votes" ? row.voteCount : row.createdAt.toISOString(), row.number];
}

/** Rows after the key, written so that the database starts reading its index there. */
export function keyAfter(sort: FeedbackSort, [first, number]: Cursor) {
  const column = columnOf(sort);
  const value = column === "voteCount" ? Number(first) : new Date(first);
  return {
    AND: [{ [column]: { lte: value } }, { OR: [{ [column]: { lt: value } }, { number: { lt: number } }] }],
  };
}

function columnOf(sort: FeedbackSort): "voteCount" | "createdAt" {
  return sort === "-votes" ? "voteCount" : "createdAt";
}
