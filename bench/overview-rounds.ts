/** The overview of one quarter on the database that DATABASE_URL names. */

import pg from "pg";
import { setFiveTargets, targetsSql } from "#bench/five-targets.ts";
import { answerRounds, besideSql } from "#bench/rounds.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

const quarter = "2021-Q2";
const begun = `"publishedAt" IS NOT NULL AND "status" IN ('applied', 'measuring', 'verified', 'rolled-back', 'abandoned')`;
const ofQuarter = `${begun} AND "happenedAt" >= '2021-04-01' AND "happenedAt" < '2021-07-01'`;
const standing = `"status" NOT IN ('rolled-back', 'abandoned')`;

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const lead = await actorOf("lead");
const executive = await actorOf("executive");
await setFiveTargets(lead);

/**
 * What a careful hand would ask: the counts; which lines are shown, by one look at the quarter, and those lines; the
 * targets; what comes next.
 */
const lineFields = `c.*, m."verdict", t."name" AS metric, s."name" AS system, p."name" AS practice, u."name" AS owner`;
const joins = `LEFT JOIN "Measurement" AS m ON m."id" = c."primaryMeasurementId" LEFT JOIN "Metric" AS t ON t."id" = m."metricId"
  JOIN "System" AS s ON s."id" = c."systemId" LEFT JOIN "Practice" AS p ON p."id" = c."practiceId"
  LEFT JOIN "User" AS u ON u."id" = c."ownerId"`;
const pick = (place: number, where: string, order: string, limit: number) =>
  `(SELECT ${place} AS place, "number", row_number() OVER (ORDER BY ${order}) AS rank FROM quarter WHERE ${where}
    ORDER BY ${order} LIMIT ${limit})`;
const bare = {
  counts: `SELECT "status", "outcome", count(DISTINCT coalesce("resultKey", "number"::text))::int AS count
    FROM "Change" WHERE ${ofQuarter} GROUP BY 1, 2`,
  lines: `WITH quarter AS MATERIALIZED (SELECT "number", "status", "outcome", "gain", "happenedAt" FROM "Change" WHERE ${ofQuarter}),
    picked AS (${[
      pick(0, `${standing} AND "outcome" = 'improved'`, `"gain" DESC, "number" DESC`, 10),
      ...["regressed", "inconclusive", "reported"].map((outcome, index) =>
        pick(index + 1, `${standing} AND "outcome" = '${outcome}'`, `"happenedAt" DESC`, 5),
      ),
      pick(4, `NOT (${standing})`, `"happenedAt" DESC`, 5),
    ].join(" UNION ALL ")})
    SELECT picked.place, ${lineFields} FROM picked JOIN "Change" AS c USING ("number") ${joins} ORDER BY picked.place, picked.rank`,
  targets: targetsSql,
  next: ["in-progress", "planned"].map(
    (
      status,
    ) => `SELECT ${lineFields} FROM (SELECT * FROM "Change" WHERE "publishedAt" IS NOT NULL AND "status" = '${status}'
      ORDER BY "happenedAt" DESC, "number" DESC LIMIT 5) AS c ${joins}`,
  ),
};

type Line = { place: number; number: number; outcome: string };

async function bySql() {
  const counts = await client.query<{ status: string; count: number }>(bare.counts);
  const lines = await client.query<Line>(bare.lines);
  await client.query(bare.targets);
  for (const statement of bare.next) await client.query(statement);
  return { counts: counts.rows, lines: lines.rows };
}

const { counts } = await getOverview(executive, { quarter });
await answerRounds(
  [
    besideSql("overview of a quarter", () => getOverview(executive, { quarter }), bySql, {
      ours: (page) => [page.counts.changes, page.gains.map(({ change }) => change.number)],
      theirs: ({ counts: all, lines }) => [
        all.reduce((sum, { count }) => sum + count, 0),
        lines
          .filter(({ place }) => place === 0)
          .slice(0, 3)
          .map(({ number }) => number),
      ],
    }),
  ],
  `${counts.changes.toLocaleString("en")} in the quarter`,
);
