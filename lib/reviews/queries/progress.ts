import { type Mark, marks } from "#lib/reviews/model.ts";
import { isReviewed, type Place, type ReviewPeriod, within } from "#lib/reviews/queries/changes-of-review.ts";
import type { Progress } from "#lib/reviews/schema.ts";
import { db, type Tx } from "#lib/server/db.ts";

type Row = { mark: Mark | null; changes: number; upTo: number };

/** How far a review is. */
export async function progressOf(review: ReviewPeriod, from: Tx = db): Promise<Progress> {
  return (await progressAt(review, [0, review.startsAt.toISOString(), 0], from)).progress;
}

/**
 * How far it is, and how many of its changes stand up to a place in the walk, that one included. One question, whatever the
 * review's size: the quarter's changes are read from the index that holds all that is counted.
 */
export async function progressAt(
  review: ReviewPeriod,
  [part, happenedAt, number]: Place,
  from: Tx = db,
): Promise<{ progress: Progress; position: number }> {
  const rows = await from.$queryRaw<Row[]>`
    WITH reviewed AS (
      SELECT 1 AS part, c."happenedAt", c."number" FROM "Change" AS c WHERE ${isReviewed} AND ${within(review)}
      UNION ALL
      SELECT 0, c."happenedAt", c."number" FROM "ReviewCarried" AS k JOIN "Change" AS c ON c."number" = k."changeNumber"
      WHERE k."reviewId" = ${review.id}::uuid AND ${isReviewed} AND NOT (${within(review)})
    ), latest AS (
      SELECT DISTINCT ON ("changeNumber") "changeNumber", "decision" FROM "ReviewDecision"
      WHERE "reviewId" = ${review.id}::uuid ORDER BY "changeNumber", "id" DESC
    )
    SELECT latest."decision" AS mark, count(*)::int AS changes,
      (count(*) FILTER (WHERE (part, "happenedAt", "number")
        <= (${part}::int, ${happenedAt}::timestamptz AT TIME ZONE 'UTC', ${number}::int)))::int AS "upTo"
    FROM reviewed LEFT JOIN latest ON latest."changeNumber" = reviewed."number" GROUP BY 1`;
  const sum = (of: "changes" | "upTo") => rows.reduce((all, row) => all + row[of], 0);
  const marked = (mark: Mark | null) => rows.find((row) => row.mark === mark)?.changes ?? 0;
  return {
    progress: {
      changes: sum("changes"),
      unmarked: marked(null),
      byMark: Object.fromEntries(marks.map((mark) => [mark, marked(mark)])) as Record<Mark, number>,
    },
    position: sum("upTo"),
  };
}
