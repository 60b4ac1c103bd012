import type { TimeRange } from "#lib/core/time.ts";
import type { Tally } from "#lib/reviews/change-groups.ts";
import { isReviewed } from "#lib/reviews/queries/changes-of-review.ts";
import { db } from "#lib/server/db.ts";

export type PeriodCounts = {
  /** The changes by status and outcome, and how many results they have. */
  tallies: Tally[];
  predictions: { stated: number; met: number };
  /** Written down after the period had ended. */
  recordedLate: number;
};

type Row = Tally & { place: number; stated: number; met: number; late: number };

/**
 * What there is to count of some quarters, in one question and from the index that holds all that is counted. A prediction
 * is met by the rule of `predictionResult`: the deciding verdict is of the predicted metric, conclusive, and its effect lies
 * in the predicted range.
 */
export async function countsOfPeriods(periods: TimeRange[]): Promise<PeriodCounts[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT period.place::int, counted."status", counted."outcome", sum(changes)::int AS count, count(*)::int AS results,
      sum(stated)::int AS stated, sum(met)::int AS met, sum(late)::int AS late
    FROM unnest(${periods.map(({ from }) => from.toISOString())}::text[]::timestamptz[],
      ${periods.map(({ to }) => to.toISOString())}::text[]::timestamptz[]) WITH ORDINALITY AS period("from", "to", place)
    CROSS JOIN LATERAL (
      SELECT c."status", c."outcome", coalesce(c."resultKey", c."number"::text) AS result, count(*) AS changes,
        count(*) FILTER (WHERE c."predictedLow" IS NOT NULL) AS stated,
        count(*) FILTER (WHERE c."outcome" IN ('improved', 'regressed', 'unchanged')
          AND c."primaryMetricId" = c."predictedMetricId"
          AND c."effect" BETWEEN c."predictedLow" AND c."predictedHigh") AS met,
        count(*) FILTER (WHERE c."createdAt" >= period."to" AT TIME ZONE 'UTC') AS late
      FROM "Change" AS c
      WHERE ${isReviewed} AND c."happenedAt" >= period."from" AT TIME ZONE 'UTC'
        AND c."happenedAt" < period."to" AT TIME ZONE 'UTC'
      GROUP BY 1, 2, 3
    ) AS counted GROUP BY 1, 2, 3`;
  return periods.map((_, index) => {
    const own = rows.filter(({ place }) => place === index + 1);
    const sum = (of: "stated" | "met" | "late") => own.reduce((all, row) => all + row[of], 0);
    return {
      tallies: own.map(({ status, outcome, count, results }) => ({ status, outcome, count, results })),
      predictions: { stated: sum("stated"), met: sum("met") },
      recordedLate: sum("late"),
    };
  });
}
