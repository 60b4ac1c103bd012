/** The pages of one review on the database that DATABASE_URL names. */

import pg from "pg";
import { setFiveTargets, targetsSql } from "#bench/five-targets.ts";
import { answerRounds, besideSql } from "#bench/rounds.ts";
import { openReview } from "#lib/reviews/commands/open-review.ts";
import { getReview, listReviewChanges } from "#lib/reviews/queries/get-review.ts";
import { getWalk } from "#lib/reviews/queries/walk.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

const quarter = "2021-Q2";
const from = "2021-04-01";
const to = "2021-07-01";
const statuses = `('applied','measuring','verified','rolled-back','abandoned')`;
const ofQuarter = `"publishedAt" IS NOT NULL AND "status" IN ${statuses} AND "happenedAt" >= '${from}' AND "happenedAt" < '${to}'`;

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const reviewer = await actorOf("reviewer");
await setFiveTargets(await actorOf("lead"));
await openReview(reviewer, { quarter });
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

const { progress } = await getReview(reviewer, { quarter });
const { items } = await listReviewChanges(reviewer, { quarter, limit: 60 });
const middle = items.at(-1)?.change.number;

async function inTurn(statements: string[]) {
  const answers = [];
  for (const statement of statements) answers.push((await client.query(statement)).rows);
  return answers;
}

const numbersOf = (rows: { number: number }[] | undefined, limit: number) =>
  rows?.slice(0, limit).map(({ number }) => number);
const changesIn = (rows: { count: string }[] | undefined) =>
  rows?.reduce((sum, { count }) => sum + Number(count), 0);

await answerRounds(
  [
    besideSql(
      "agenda, counts, comparison",
      () => getReview(reviewer, { quarter }),
      () => inTurn([counts, counts, counts, unmarked, ...groups, targetsSql]),
      {
        ours: (review) => [review.progress.changes, review.progress.unmarked],
        theirs: ([all, , , open]) => [changesIn(all), changesIn(open)],
      },
    ),
    besideSql(
      "one change in the walk",
      () => getWalk(reviewer, { quarter, change: middle }),
      () => inTurn([counts, unmarked, pageOf(41)]),
      { ours: (walk) => walk !== null, theirs: ([, , page]) => page?.length === 41 },
    ),
    besideSql(
      "50 of its changes",
      () => listReviewChanges(reviewer, { quarter, limit: 50 }),
      () => inTurn([pageOf(51)]),
      {
        ours: (page) => page.items.map(({ change }) => change.number),
        theirs: ([rows]) => numbersOf(rows, 50),
      },
    ),
  ],
  `${progress.changes.toLocaleString("en")} in the quarter`,
);
