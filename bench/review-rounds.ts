/** Times the pages of one review beside bare SQL, on the database that DATABASE_URL names; sends the result and waits. */

import pg from "pg";
import { interleaved } from "#bench/interleaved.ts";
import { getReview, listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { getWalk } from "#lib/reviews/queries/walk.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

export type ReviewTiming = { page: string; changes: number; verb: number; bare: number };

const quarter = "2021-Q2";
const from = "2021-04-01";
const to = "2021-07-01";
const statuses = `('applied','measuring','verified','rolled-back','abandoned')`;
const ofQuarter = `"publishedAt" IS NOT NULL AND "status" IN ${statuses} AND "happenedAt" >= '${from}' AND "happenedAt" < '${to}'`;

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const reviewer = await actorOf("reviewer");
// By SQL: the people of the filled database have made-up ids that no news can be sent to.
await client.query(
  `INSERT INTO "Review" ("id", "quarter", "startsAt", "endsAt", "openedById", "openedByName")
   VALUES (gen_random_uuid(), $1, $2, $3, $4, 'Bench')`,
  [quarter, from, to, reviewer.userId],
);
await client.query(
  `INSERT INTO "ReviewDecision" ("reviewId", "changeNumber", "decision", "outcome", "decidedById", "decidedByName")
   SELECT r."id", c."number", 'keep', c."outcome", $1, 'Bench' FROM "Review" AS r JOIN "Change" AS c ON ${ofQuarter}
   WHERE c."number" % 2 = 0`,
  [reviewer.userId],
);
await client.query(`VACUUM (ANALYZE) "ReviewDecision"`);

const pageOf = (limit: number, where = "") => `
  SELECT c.*, m."verdict", s."name" AS system, p."name" AS practice, u."name" AS owner,
    (SELECT d."decision" FROM "ReviewDecision" AS d JOIN "Review" AS r ON r."id" = d."reviewId"
     WHERE r."quarter" = '${quarter}' AND d."changeNumber" = c."number" ORDER BY d."id" DESC LIMIT 1) AS decision
  FROM (SELECT * FROM "Change" WHERE ${ofQuarter} ${where} ORDER BY "happenedAt", "number" LIMIT ${limit}) AS c
  LEFT JOIN "Measurement" AS m ON m."id" = c."primaryMeasurementId"
  JOIN "System" AS s ON s."id" = c."systemId" LEFT JOIN "Practice" AS p ON p."id" = c."practiceId"
  LEFT JOIN "User" AS u ON u."id" = c."ownerId"`;
const counts = `SELECT "status", "outcome", count(*) FROM "Change" WHERE ${ofQuarter} GROUP BY 1, 2`;
const unmarked = `SELECT count(*) FROM "Change" AS c WHERE ${ofQuarter} AND NOT EXISTS (SELECT FROM "ReviewDecision" AS d
  JOIN "Review" AS r ON r."id" = d."reviewId" WHERE r."quarter" = '${quarter}' AND d."changeNumber" = c."number")`;
const groups = ["improved", "regressed", "inconclusive", "unchanged"].map((outcome) =>
  pageOf(6, `AND "outcome" = '${outcome}'`),
);

type Page = { page: string; verb: () => Promise<unknown>; bare: string[] };

const { progress } = await getReview(reviewer, { quarter });
const { items } = await listReviewChanges(reviewer, { quarter, limit: 60 });
const middle = items.at(-1)?.change.number;
const pages: Page[] = [
  {
    page: "agenda, counts, comparison",
    verb: () => getReview(reviewer, { quarter }),
    bare: [counts, counts, counts, unmarked, ...groups],
  },
  {
    page: "one change in the walk",
    verb: () => getWalk(reviewer, { quarter, change: middle }),
    bare: [counts, unmarked, pageOf(41)],
  },
  {
    page: "50 of its changes",
    verb: () => listReviewChanges(reviewer, { quarter, limit: 50 }),
    bare: [pageOf(51)],
  },
];

const timings: ReviewTiming[] = [];
for (const { page, verb, bare } of pages) {
  const [ours, sql] = await interleaved(
    [
      { name: "verb", run: verb },
      {
        name: "bare",
        run: async () => {
          for (const statement of bare) await client.query(statement);
        },
      },
    ],
    { rounds: 5, calls: 7 },
  );
  timings.push({
    page,
    changes: progress.changes,
    verb: ours?.milliseconds ?? 0,
    bare: sql?.milliseconds ?? 0,
  });
}
process.send?.(timings);
