import { z } from "zod";
import type { CursorKey } from "#lib/core/paging.ts";
import type { FeedbackSort } from "#lib/feedback/schema.ts";

/** The sort key of the last row of a page: votes or time, then number. */
export const feedbackCursorSchema = z.tuple([z.union([z.number(), z.string()]), z.number().int()]);
type Cursor = z.infer<typeof feedbackCursorSchema>;

export function orderOf(sort: FeedbackSort) {
  return sort === "-votes"
    ? [{ voteRank: "desc" as const }]
    : [{ createdAt: "desc" as const }, { number: "desc" as const }];
}

export function keyOf(
  sort: FeedbackSort,
  row: { number: number; voteCount: number; createdAt: Date },
): CursorKey {
  return [sort === "-votes" ? row.voteCount : row.createdAt.toISOString(), row.number];
}

/** Rows after the key, written so that the database starts reading its index there. */
export function keyAfter(sort: FeedbackSort, [first, number]: Cursor) {
  if (sort === "-votes") return { voteRank: { lt: voteRankOf(Number(first), number) } };
  const value = new Date(first);
  return {
    AND: [{ createdAt: { lte: value } }, { OR: [{ createdAt: { lt: value } }, { number: { lt: number } }] }],
  };
}

/** As the database computes its column: votes first, then the number. */
function voteRankOf(votes: number, number: number): bigint {
  return BigInt(Math.trunc(votes) || 0) * 4_294_967_296n + BigInt(number);
}
