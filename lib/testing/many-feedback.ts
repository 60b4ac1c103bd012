/**
 * Fills a database of its own with feedback and votes by SQL: a few entries that everybody votes for and many that
 * hardly anybody does, words as unevenly spread as in life, five years of dates. Every number follows from the row's own.
 */

import type { Client } from "pg";
import { fillPeople, fillSystems, madeRows, withoutIndexes } from "#lib/testing/made-rows.ts";

export type FeedbackSizes = { entries: number; votes: number; voters: number };

export async function fillFeedback(client: Client, sizes: FeedbackSizes): Promise<void> {
  await madeRows(client);
  await fillPeople(client, sizes.voters);
  await fillSystems(client, 40);
  const restore = await withoutIndexes(client, ["Feedback", "FeedbackVote"]);
  await client.query(entries, [sizes.entries]);
  await client.query(votes, [sizes.entries, sizes.votes, sizes.voters]);
  await client.query(links, [sizes.entries]);
  await client.query(comments, [sizes.entries, sizes.voters]);
  for (const statement of restore) await client.query(statement);
  await client.query(counts);
  await client.query(`SELECT setval(pg_get_serial_sequence('"Feedback"', 'number'), $1)`, [sizes.entries]);
  const tables = ["Feedback", "FeedbackVote", "FeedbackLink", "FeedbackComment", "User", "System"];
  for (const table of tables) await client.query(`VACUUM (ANALYZE) "${table}"`);
}

const list = (text: string) => `ARRAY[${text.split(",").map((entry) => `'${entry}'`)}]`;
const things =
  "search,statement,course list,sign-in,report,profile,calendar,upload,dashboard,export,menu,notification,quiz,invoice,chart,login page,photo gallery,activity log,settings page,payment form,video player,certificate,timetable,address book,message centre,newsletter,kiosk screen,braille export,loyalty card,voucher page";
const complaints =
  "is slow,hangs for seconds,shows an error,forgets my choice,is hard to find,times out,needs a filter,is empty,loads twice,jumps to the top,cannot be printed,is cut off,asks me to sign in again,shows old numbers,should be sortable,needs bigger letters,loses my text,ignores the keyboard,breaks on a tablet,should remember me";
const occasions =
  "on Mondays,at month end,on my phone,in the evening,after the update,with many rows,for large customers,in Firefox,when I travel,on the first day of term,behind our proxy,with a long name,in dark mode,after signing in,from the second page,on a slow line,for the tax office,at noon,in Durban,with zeppelin fonts";
const bodies =
  "It was fine in spring.,We are twelve people with the same trouble.,I have to start over each time.,Nobody in our office knows a way around.,It takes half a minute.,The page says nothing about why.,I would use it every day.,Our auditor asks for it.,It happens about once a week.,Two colleagues see it too.";

const entries = `
WITH drawn AS (
  SELECT i,
    'The ' || pg_temp.pick(${list(things)}, i, 1) || ' ' || pg_temp.pick(${list(complaints)}, i, 2) || ' '
      || pg_temp.pick(${list(occasions)}, i, 3) AS title,
    pg_temp.pick(${list(bodies)}, i, 4) || ' ' || pg_temp.pick(${list(bodies)}, i, 5) || ' Ticket HELP-' || i || '.' AS body,
    1 + floor(pg_temp.r(i, 6) ^ 2 * 40)::int AS system, pg_temp.r(i, 7) AS s, pg_temp.r(i, 8) AS v, pg_temp.r(i, 9) AS m,
    timestamp '2021-11-01' + (i::float8 / $1 * 1800 + pg_temp.r(i, 11) * 20) * interval '1 day' AS sent
  FROM generate_series(1::bigint, $1::bigint) AS i
), statuses AS (
  SELECT "id", "key" FROM "FeedbackStatus"
), placed AS (
  -- One in twenty is merged into an entry that is not: numbers that 20 divides, into their next.
  SELECT *, i % 20 = 0 AND i < $1 AS merged FROM drawn
)
INSERT INTO "Feedback" ("id", "number", "title", "body", "systemId", "authorId", "statusId", "visibility", "moderation",
  "mergedIntoId", "mergedAt", "listed", "createdAt", "updatedAt", "searchText")
SELECT pg_temp.id('entry', i), i, title, body, pg_temp.id('system', system), pg_temp.id('person', 1 + i % 900),
  (SELECT "id" FROM statuses WHERE "key" = CASE WHEN s < 0.4 THEN 'new' WHEN s < 0.55 THEN 'under-review'
    WHEN s < 0.65 THEN 'planned' WHEN s < 0.7 THEN 'in-progress' WHEN s < 0.9 THEN 'shipped' ELSE 'declined' END),
  CASE WHEN merged THEN 'signed-in' WHEN v < 0.03 AND i % 20 <> 1 THEN 'team' WHEN v < 0.2 THEN 'public' ELSE 'signed-in' END,
  CASE WHEN m < 0.01 AND NOT merged AND i % 20 <> 1 THEN 'held' ELSE 'approved' END,
  CASE WHEN merged THEN pg_temp.id('entry', i + 1) END, CASE WHEN merged THEN sent END,
  NOT merged AND NOT (m < 0.01 AND i % 20 <> 1), sent, sent,
  lower(title || ' · system ' || system || ' · ' || body)
FROM placed ORDER BY merged, i`;

const votes = `
INSERT INTO "FeedbackVote" ("feedbackId", "userId", "role", "importance", "affects", "createdAt")
SELECT pg_temp.id('entry', entry), person."id", person."role",
  CASE WHEN voter % 3 = 0 THEN 1 + voter % 2 END, CASE WHEN voter % 11 = 0 THEN 1 + voter % 40 END,
  timestamp '2022-01-01' + (entry % 1700) * interval '1 day'
FROM (
  SELECT DISTINCT entry, voter FROM (
    SELECT 1 + floor(pg_temp.r(j, 21) ^ 2 * $1)::bigint AS entry, 1 + floor(pg_temp.r(j, 22) * $3)::bigint AS voter
    FROM generate_series(1::bigint, ($2 * 1.15)::bigint) AS j
  ) AS drawn LIMIT $2
) AS chosen JOIN "User" AS person ON person."id" = pg_temp.id('person', voter)`;

/** A few entries name changes; none need to be there. */
const links = `
INSERT INTO "FeedbackLink" ("feedbackId", "kind", "key", "createdAt")
SELECT pg_temp.id('entry', i), 'change', (1 + i % 500)::text, timestamp '2024-01-01'
FROM generate_series(1::bigint, $1::bigint) AS i WHERE i % 9 = 0`;

const comments = `
INSERT INTO "FeedbackComment" ("id", "feedbackId", "authorId", "body", "createdAt")
SELECT pg_temp.id('comment', j), pg_temp.id('entry', 1 + floor(pg_temp.r(j, 31) ^ 2 * $1)::bigint),
  pg_temp.id('person', 1 + j % $2), 'The same here, since week ' || j % 52 || '.',
  timestamp '2023-01-01' + j % 1000 * interval '1 day'
FROM generate_series(1::bigint, ($1 * 2)::bigint) AS j`;

const counts = `
WITH voters AS (
  SELECT coalesce(entry."mergedIntoId", entry."id") AS id, vote."userId", min(vote."role") AS role,
    max(coalesce(vote."importance", 1)) AS importance
  FROM "Feedback" AS entry JOIN "FeedbackVote" AS vote ON vote."feedbackId" = entry."id" GROUP BY 1, 2
), by_role AS (
  SELECT id, role, count(*)::int AS voters, sum(importance)::int AS importance FROM voters GROUP BY 1, 2
), tallied AS (
  SELECT id, sum(voters)::int AS votes,
    jsonb_object_agg(role, jsonb_build_object('voters', voters, 'importance', importance)) AS tally
  FROM by_role GROUP BY 1
), commented AS (
  SELECT coalesce(entry."mergedIntoId", entry."id") AS id, count(*)::int AS comments
  FROM "Feedback" AS entry JOIN "FeedbackComment" AS comment ON comment."feedbackId" = entry."id" GROUP BY 1
)
UPDATE "Feedback" SET "voteCount" = coalesce(tallied.votes, 0), "tally" = coalesce(tallied.tally, '{}'),
  "commentCount" = coalesce(commented.comments, 0)
FROM "Feedback" AS entry LEFT JOIN tallied ON tallied.id = entry."id" LEFT JOIN commented ON commented.id = entry."id"
WHERE "Feedback"."id" = entry."id"`;
