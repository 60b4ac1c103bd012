import { withdrawnStatuses } from "#lib/changes/overview.ts";
import type { TimeRange } from "#lib/core/time.ts";
import type { Tally } from "#lib/reviews/change-groups.ts";
import { isReviewed } from "#lib/reviews/queries/changes-of-review.ts";
import { db } from "#lib/server/db.ts";

export type Counts = {
  /** The changes by status and outcome, and how many results they have. */
  tallies: Tally[];
  predictions: { stated: number; met: number };
  /** Written down after the period had ended. */
  recordedLate: number;
};

export type PeriodCounts = Counts & {
  /** The same of each team by its key: they add up to the whole. */
  byTeam: Map<string, Counts>;
};

type Row = Tally & { place: number; team: string; stated: number; met: number; late: number };

/**
 * What there is to count of some quarters, in one question and from the index that holds all that is counted. A result that
 * changes share stands where the overview has it: with the one that leads it (lib/changes/overview.ts), and with its team. A prediction
 * is met by the rule of `predictionResult`: the deciding verdict is of the predicted metric, conclusive, and its effect lies
 * in the predicted range.
 */
export async function countsOfPeriods(periods: TimeRange[]): Promise<PeriodCounts[]> {
  const rows = await db.$queryRaw<Row[]>`
    WITH counted AS MATERIALIZED (
      SELECT period.place::int AS place, one.*
      FROM unnest(${periods.map(({ from }) => from.toISOString())}::text[]::timestamptz[],
        ${periods.map(({ to }) => to.toISOString())}::text[]::timestamptz[]) WITH ORDINALITY AS period("from", "to", place)
      CROSS JOIN LATERAL (
        SELECT c."number", c."teamKey", c."status", c."outcome", c."resultKey", c."predictedLow" IS NOT NULL AS stated,
          c."outcome" IN ('improved', 'regressed', 'unchanged') AND c."primaryMetricId" = c."predictedMetricId"
            AND c."effect" BETWEEN c."predictedLow" AND c."predictedHigh" AS met,
          c."createdAt" >= period."to" AT TIME ZONE 'UTC' AS late
        FROM "Change" AS c
        WHERE ${isReviewed} AND c."happenedAt" >= period."from" AT TIME ZONE 'UTC'
          AND c."happenedAt" < period."to" AT TIME ZONE 'UTC'
      ) AS one
    ), shared AS (
      SELECT place, "resultKey",
        coalesce(max("number") FILTER (WHERE "status" <> ALL(${[...withdrawnStatuses]})), max("number")) AS lead
      FROM counted WHERE "resultKey" IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1
    )
    SELECT place, "teamKey" AS team, "status", "outcome", count(*)::int AS count,
      (count(*) FILTER (WHERE lead IS NULL OR lead = "number"))::int AS results,
      (count(*) FILTER (WHERE stated))::int AS stated, (count(*) FILTER (WHERE met))::int AS met,
      (count(*) FILTER (WHERE late))::int AS late
    FROM counted LEFT JOIN shared USING (place, "resultKey") GROUP BY 1, 2, 3, 4`;
  return periods.map((_, index) => {
    const own = rows.filter(({ place }) => place === index + 1);
    const byTeam = Map.groupBy(own, ({ team }) => team);
    return {
      ...countsOf(own),
      byTeam: new Map([...byTeam].map(([team, ofTeam]) => [team, countsOf(ofTeam)])),
    };
  });
}

export const noCounts: Counts = { tallies: [], predictions: { stated: 0, met: 0 }, recordedLate: 0 };

function countsOf(rows: Row[]): Counts {
  const sum = (of: "stated" | "met" | "late") => rows.reduce((all, row) => all + row[of], 0);
  const tallies = new Map<string, Tally>();
  for (const { status, outcome, count, results } of rows) {
    const key = `${status} ${outcome}`;
    const before = tallies.get(key) ?? { status, outcome, count: 0, results: 0 };
    tallies.set(key, { ...before, count: before.count + count, results: before.results + results });
  }
  return {
    tallies: [...tallies.values()],
    predictions: { stated: sum("stated"), met: sum("met") },
    recordedLate: sum("late"),
  };
}
