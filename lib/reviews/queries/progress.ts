import { type Mark, marks } from "#lib/reviews/model.ts";
import { isReviewed, type Place, type ReviewPeriod, within } from "#lib/reviews/queries/changes-of-review.ts";
import type { Progress } from "#lib/reviews/schema.ts";
import { db, type Tx } from "#lib/server/db.ts";

type Row = { mark: Mark | null; team: string; changes: number; upTo: number };

/** How far a review is, and of each team by its key: those add up to the whole. */
export type TeamProgress = { progress: Progress; byTeam: Map<string, Progress> };

export async function progressOf(review: ReviewPeriod, from: Tx = db): Promise<TeamProgress> {
  return progressAt(review, [0, review.startsAt.toISOString(), 0], { from });
}

type Asked = {
  from?: Tx;
  /** Only of one team, by its key. */
  team?: string | undefined;
};

/**
 * How far it is, and how many of its changes stand up to a place in the walk, that one included. One question, whatever the
 * review's size: the quarter's changes are read from the index that holds all that is counted.
 */
export async function progressAt(
  review: ReviewPeriod,
  [part, happenedAt, number]: Place,
  { from = db, team }: Asked = {},
): Promise<TeamProgress & { position: number }> {
  const rows = await from.$queryRaw<Row[]>`
    WITH reviewed AS (
      SELECT 1 AS part, c."happenedAt", c."number", c."teamKey" FROM "Change" AS c WHERE ${isReviewed} AND ${within(review)}
      UNION ALL
      SELECT 0, c."happenedAt", c."number", c."teamKey"
      FROM "ReviewCarried" AS k JOIN "Change" AS c ON c."number" = k."changeNumber"
      WHERE k."reviewId" = ${review.id}::uuid AND ${isReviewed} AND NOT (${within(review)})
    ), latest AS (
      SELECT DISTINCT ON ("changeNumber") "changeNumber", "decision" FROM "ReviewDecision"
      WHERE "reviewId" = ${review.id}::uuid ORDER BY "changeNumber", "id" DESC
    )
    SELECT latest."decision" AS mark, reviewed."teamKey" AS team, count(*)::int AS changes,
      (count(*) FILTER (WHERE (part, "happenedAt", "number")
        <= (${part}::int, ${happenedAt}::timestamptz AT TIME ZONE 'UTC', ${number}::int)))::int AS "upTo"
    FROM reviewed LEFT JOIN latest ON latest."changeNumber" = reviewed."number" GROUP BY 1, 2`;
  const own = team === undefined ? rows : rows.filter((row) => row.team === team);
  const byTeam = Map.groupBy(rows, (row) => row.team);
  return {
    progress: progressIn(own),
    byTeam: new Map([...byTeam].map(([key, ofTeam]) => [key, progressIn(ofTeam)])),
    position: own.reduce((all, row) => all + row.upTo, 0),
  };
}

function progressIn(rows: Row[]): Progress {
  const marked = (mark: Mark | null) =>
    rows.filter((row) => row.mark === mark).reduce((all, row) => all + row.changes, 0);
  return {
    changes: rows.reduce((all, row) => all + row.changes, 0),
    unmarked: marked(null),
    byMark: Object.fromEntries(marks.map((mark) => [mark, marked(mark)])) as Record<Mark, number>,
  };
}

export const noProgress: Progress = progressIn([]);
