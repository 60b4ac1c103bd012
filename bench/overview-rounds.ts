/** Times the overview of one quarter beside bare SQL, on the database that DATABASE_URL names; sends the result and waits. */

import pg from "pg";
import { interleaved } from "#bench/interleaved.ts";
import { getOverview } from "#lib/plan/queries/overview.ts";
import { env } from "#lib/server/env.ts";
import { createObjective } from "#lib/systems/commands.ts";
import { actorOf } from "#lib/testing/actors.ts";

export type OverviewTiming = { changes: number; verb: number; bare: number };

const quarter = "2021-Q2";
const begun = `"publishedAt" IS NOT NULL AND "status" NOT IN ('draft', 'planned', 'in-progress')`;
const ofQuarter = `${begun} AND "happenedAt" >= '2021-04-01' AND "happenedAt" < '2021-07-01'`;
const standing = `"status" NOT IN ('rolled-back', 'abandoned')`;

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const lead = await actorOf("lead");
const executive = await actorOf("executive");
await createObjective(lead, {
  key: "bench",
  kind: "responsiveness",
  name: "Bench",
  targets: Array.from({ length: 5 }, (_, index) => ({ metric: `metric-${index + 1}`, value: 300 })),
});

const lines = (where: string, limit: number) => `
  SELECT c.*, m."verdict", t."name" AS metric, s."name" AS system, p."name" AS practice, u."name" AS owner
  FROM (SELECT * FROM "Change" WHERE ${where} LIMIT ${limit}) AS c
  LEFT JOIN "Measurement" AS m ON m."id" = c."primaryMeasurementId" LEFT JOIN "Metric" AS t ON t."id" = m."metricId"
  JOIN "System" AS s ON s."id" = c."systemId" LEFT JOIN "Practice" AS p ON p."id" = c."practiceId"
  LEFT JOIN "User" AS u ON u."id" = c."ownerId"`;

/** What a careful hand would ask: the counts, the largest of each group, the targets, what comes next. */
const bare = [
  `SELECT "status", "outcome", count(DISTINCT coalesce("resultKey", "number"::text)) FROM "Change" WHERE ${ofQuarter} GROUP BY 1, 2`,
  lines(`${ofQuarter} AND ${standing} AND "outcome" = 'improved' ORDER BY "gain" DESC`, 10),
  ...["regressed", "inconclusive", "reported"].map((outcome) =>
    lines(`${ofQuarter} AND ${standing} AND "outcome" = '${outcome}' ORDER BY "happenedAt" DESC`, 5),
  ),
  lines(`${ofQuarter} AND NOT (${standing}) ORDER BY "happenedAt" DESC`, 5),
  `SELECT t.*, m."name", m."unit", r.* FROM "Target" AS t JOIN "Metric" AS m ON m."id" = t."metricId" CROSS JOIN LATERAL (
     SELECT c."happenedAt", (d."verdict"::jsonb #>> '{after,center}')::float8 FROM "Measurement" AS d
     JOIN "Change" AS c ON c."id" = d."changeId"
     WHERE d."metricId" = m."id" AND c."publishedAt" IS NOT NULL AND c.${standing} AND c."happenedAt" < '2021-07-01'
     ORDER BY d."createdAt" DESC, d."id" DESC LIMIT 200) AS r`,
  ...["in-progress", "planned"].map((status) =>
    lines(`"publishedAt" IS NOT NULL AND "status" = '${status}' ORDER BY "happenedAt" DESC`, 5),
  ),
];

const { counts } = await getOverview(executive, { quarter });
const [ours, sql] = await interleaved(
  [
    { name: "verb", run: () => getOverview(executive, { quarter }) },
    {
      name: "bare",
      run: async () => {
        for (const statement of bare) await client.query(statement);
      },
    },
  ],
  { rounds: 5, calls: 7 },
);
process.send?.({
  changes: counts.changes,
  verb: ours?.milliseconds ?? 0,
  bare: sql?.milliseconds ?? 0,
} satisfies OverviewTiming);
