/**
 * What feedback is asked in the bench: the verb, and the same rows by SQL as a careful hand would write it. A case whose
 * two answers differ is refused: it would compare nothing.
 */

import type { Client } from "pg";
import { listComments } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { similarFeedback } from "#lib/feedback/queries/similar-feedback.ts";
import { db } from "#lib/server/db.ts";
import { sessionOf } from "#lib/testing/actors.ts";

export type FeedbackCase = { name: string; verb: () => Promise<unknown>; bare: () => Promise<unknown> };

export async function feedbackCases(client: Client): Promise<FeedbackCase[]> {
  const voter = await db.user.findUniqueOrThrow({ where: { email: "voter7@bench.example" } });
  const actor = await sessionOf(voter.id);
  const most = await db.feedback.findFirstOrThrow({
    where: { listed: true, visibility: "signed-in" },
    orderBy: { voteRank: "desc" },
  });
  const system = await db.system.findUniqueOrThrow({ where: { key: "system-3" } });
  const page100 = await cursorAfter(99);

  const list = (name: string, input: object, where: string, values: unknown[]): FeedbackCase => {
    const order = "sort" in input ? '"createdAt" DESC, "number" DESC' : '"voteRank" DESC';
    const text = listSql.replace("WHERE_", where).replaceAll("ORDER_", order);
    return {
      name,
      verb: () => listFeedback(actor, input),
      bare: () => client.query(text, [actor.userId, ...values]),
    };
  };
  const cases = [
    list("list, first page", {}, "", []),
    list("list, newest", { sort: "-created" }, "", []),
    list("list, one system", { system: "system-3" }, 'AND e."systemId" = $2', [system.id]),
    list("list, page 100 by key", { cursor: page100.cursor }, 'AND e."voteRank" < $2', [page100.rank]),
    list("list, a search", { q: "zeppelin" }, 'AND e."searchText" LIKE $2', ["%zeppelin%"]),
  ];
  for (const one of cases) await refuseDifferentRows(one);
  return [
    ...cases,
    {
      name: `one entry of ${most.voteCount.toLocaleString("en")} votes`,
      verb: () => getFeedback(actor, { number: most.number }),
      bare: () => client.query(entrySql, [most.id, actor.userId]),
    },
    {
      name: "its comments",
      verb: () => listComments(actor, { number: most.number }),
      bare: () => client.query(commentsSql, [most.id]),
    },
    {
      name: "similar while typing, common words",
      verb: () => similarFeedback(actor, { text: "The search is slow on my phone" }),
      bare: () => client.query(similarSql, ["search | slow | phone"]),
    },
    {
      name: "similar while typing, rare words",
      verb: () => similarFeedback(actor, { text: "voucher page with zeppelin fonts" }),
      bare: () => client.query(similarSql, ["voucher | page | zeppelin | font"]),
    },
  ];

  async function cursorAfter(pages: number): Promise<{ cursor: string; rank: string }> {
    let cursor = "";
    for (let page = 0; page < pages; page++) {
      const { nextCursor } = await listFeedback(actor, cursor ? { cursor } : {});
      if (!nextCursor) throw new Error("There are no 100 pages of feedback.");
      cursor = nextCursor;
    }
    const [votes, number] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [number, number];
    return { cursor, rank: String(BigInt(votes) * 4_294_967_296n + BigInt(number)) };
  }
}

/** One statement for everything that a line of the list shows, but for the changes behind it. */
const listSql = `
SELECT e.number, e.title, e."voteCount", e."commentCount", e.visibility, e.moderation, e."createdAt", e.simulated,
  y.key AS system, y.name AS "systemName", t.key AS status, t.name AS "statusName", t.category, u.name AS author,
  EXISTS (SELECT 1 FROM "FeedbackVote" AS v WHERE v."userId" = $1 AND (v."feedbackId" = e.id OR v."feedbackId" IN
    (SELECT m.id FROM "Feedback" AS m WHERE m."mergedIntoId" = e.id))) AS voted,
  ARRAY (SELECT l.key FROM "FeedbackLink" AS l WHERE l.kind = 'change' AND l."feedbackId" = e.id) AS changes
FROM (
  SELECT * FROM "Feedback" AS e WHERE e.listed AND (e.visibility <> 'team' OR e."authorId" = $1) WHERE_
  ORDER BY ORDER_ LIMIT 51
) AS e LEFT JOIN "System" AS y ON y.id = e."systemId" JOIN "FeedbackStatus" AS t ON t.id = e."statusId"
  LEFT JOIN "User" AS u ON u.id = e."authorId" ORDER BY ORDER_`;

const entrySql = `
WITH entries AS (SELECT id FROM "Feedback" WHERE id = $1 OR "mergedIntoId" = $1)
SELECT e.*, t.name AS status,
  (SELECT avg(v.importance) FROM entries JOIN "FeedbackVote" AS v ON v."feedbackId" = entries.id) AS importance,
  (SELECT max(v.affects) FROM entries JOIN "FeedbackVote" AS v ON v."feedbackId" = entries.id) AS affects,
  EXISTS (SELECT 1 FROM entries JOIN "FeedbackVote" AS v ON v."feedbackId" = entries.id AND v."userId" = $2) AS voted
FROM "Feedback" AS e JOIN "FeedbackStatus" AS t ON t.id = e."statusId" WHERE e.id = $1`;

const commentsSql = `
SELECT c.id, c.body, c."createdAt", u.name FROM "FeedbackComment" AS c LEFT JOIN "User" AS u ON u.id = c."authorId"
WHERE c."removedAt" IS NULL AND c."feedbackId" IN (SELECT id FROM "Feedback" WHERE id = $1 OR "mergedIntoId" = $1)
ORDER BY c."createdAt" DESC, c.id DESC LIMIT 51`;

const similarSql = `
SELECT number, title FROM "Feedback", to_tsquery('english', $1) AS q
WHERE listed AND "searchVector" @@ q ORDER BY ts_rank("searchVector", q) DESC, number DESC LIMIT 60`;

async function refuseDifferentRows({ name, verb, bare }: FeedbackCase): Promise<void> {
  const ours = ((await verb()) as { items: { number: number }[] }).items.map((item) => item.number);
  const theirs = ((await bare()) as { rows: { number: number }[] }).rows
    .slice(0, ours.length)
    .map((row) => row.number);
  if (ours.join() !== theirs.join())
    throw new Error(`The verb and the SQL of "${name}" do not give the same rows.`);
}
