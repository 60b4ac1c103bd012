import type { Tally } from "#lib/reviews/change-groups.ts";
import { type Mark, marks, reviewedStatuses } from "#lib/reviews/model.ts";
import {
  type Carried,
  ofCarried,
  ofQuarter,
  type ReviewPeriod,
} from "#lib/reviews/queries/changes-of-review.ts";
import type { Progress } from "#lib/reviews/schema.ts";
import { db, type Tx } from "#lib/server/db.ts";

/** How far a review is. Everything is counted by the database; the number of questions does not grow with the review. */
export async function progressOf(review: ReviewPeriod, carried: Carried, from: Tx = db): Promise<Progress> {
  const none = { reviewDecisions: { none: { reviewId: review.id } } };
  const [own, left, ownUnmarked, leftUnmarked, byMark] = await Promise.all([
    from.change.count({ where: ofQuarter(review) }),
    carried.size === 0 ? 0 : from.change.count({ where: ofCarried(carried, review) }),
    from.change.count({ where: { AND: [ofQuarter(review), none] } }),
    carried.size === 0 ? 0 : from.change.count({ where: { AND: [ofCarried(carried, review), none] } }),
    countMarks(review, from),
  ]);
  return { changes: own + left, unmarked: ownUnmarked + leftUnmarked, byMark };
}

async function countMarks(review: ReviewPeriod, from: Tx): Promise<Record<Mark, number>> {
  const rows = await from.$queryRaw<{ decision: Mark; count: number }[]>`
    SELECT latest."decision", count(*)::int AS count
    FROM (
      SELECT DISTINCT ON ("changeNumber") "changeNumber", "decision" FROM "ReviewDecision"
      WHERE "reviewId" = ${review.id}::uuid ORDER BY "changeNumber", "id" DESC
    ) AS latest
    JOIN "Change" AS c ON c."number" = latest."changeNumber"
    JOIN "Review" AS r ON r."id" = ${review.id}::uuid
    LEFT JOIN "ReviewCarried" AS k ON k."reviewId" = r."id" AND k."changeNumber" = c."number"
    WHERE c."publishedAt" IS NOT NULL AND c."status" = ANY(${[...reviewedStatuses]})
      AND ((c."happenedAt" >= r."startsAt" AND c."happenedAt" < r."endsAt") OR k."changeNumber" IS NOT NULL)
    GROUP BY latest."decision"`;
  const counts = new Map(rows.map((row) => [row.decision, row.count]));
  return Object.fromEntries(marks.map((mark) => [mark, counts.get(mark) ?? 0])) as Record<Mark, number>;
}

/** The quarter's changes by status and outcome, and how many results they have. */
export function talliesOf({ startsAt, endsAt }: Pick<ReviewPeriod, "startsAt" | "endsAt">): Promise<Tally[]> {
  return db.$queryRaw<Tally[]>`
    SELECT "status", "outcome", count(*)::int AS count, count(DISTINCT coalesce("resultKey", "id"::text))::int AS results
    FROM "Change"
    WHERE "publishedAt" IS NOT NULL AND "status" = ANY(${[...reviewedStatuses]})
      AND "happenedAt" >= ${startsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
      AND "happenedAt" < ${endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    GROUP BY "status", "outcome"`;
}

/**
 * Predictions stated and met in a range, by the rule of `predictionResult`: the deciding verdict is of the predicted
 * metric, conclusive, and its effect lies in the predicted range.
 */
export async function predictionsOf({ startsAt, endsAt }: Pick<ReviewPeriod, "startsAt" | "endsAt">) {
  const rows = await db.$queryRaw<{ met: number; stated: number }[]>`
    SELECT count(*)::int AS stated,
      count(*) FILTER (
        WHERE m."outcome" <> 'inconclusive'
          AND (m."verdict"::jsonb #>> '{effect,relative}')::float8 BETWEEN c."predictedLow" AND c."predictedHigh"
      )::int AS met
    FROM "Change" AS c
    LEFT JOIN "Measurement" AS m ON m."id" = c."primaryMeasurementId" AND m."metricId" = c."predictedMetricId"
    WHERE c."publishedAt" IS NOT NULL AND c."status" = ANY(${[...reviewedStatuses]}) AND c."predictedLow" IS NOT NULL
      AND c."happenedAt" >= ${startsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
      AND c."happenedAt" < ${endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'`;
  return rows[0] ?? { met: 0, stated: 0 };
}
