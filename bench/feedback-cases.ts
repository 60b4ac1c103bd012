/**
 * What feedback is asked in the bench: the verb, and the same rows by SQL as a careful hand would write it. Every question
 * has as many answers among few entries as among many, so that the sizes can be compared. "Similar" has no like in SQL:
 * beside it stands the plain question for any of its words.
 */

import type { Client } from "pg";
import { besideSql, type Case } from "#bench/rounds.ts";
import { listComments } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { listFeedback } from "#lib/feedback/queries/list-feedback.ts";
import { similarFeedback } from "#lib/feedback/queries/similar-feedback.ts";
import { db } from "#lib/server/db.ts";
import { sessionOf } from "#lib/testing/actors.ts";

export async function feedbackCases(client: Client): Promise<Case[]> {
  const voter = await db.user.findUniqueOrThrow({ where: { email: "person107@bench.example" } });
  const actor = await sessionOf(voter.id);
  const entry = await db.feedback.findFirstOrThrow({
    where: { listed: true, visibility: "signed-in", voteCount: { lte: 500 } },
    orderBy: { voteRank: "desc" },
  });
  const system = await db.system.findUniqueOrThrow({ where: { key: "system-3" } });
  const page100 = await cursorAfter(99);

  const list = (name: string, input: object, where: string, values: unknown[]): Case => {
    const order = "sort" in input ? '"createdAt" DESC, "number" DESC' : '"voteRank" DESC';
    const text = listSql.replace("WHERE_", where).replaceAll("ORDER_", order);
    return besideSql(
      name,
      () => listFeedback(actor, { limit: 50, ...input }),
      () => client.query<{ number: number }>(text, [actor.userId, ...values]),
      {
        ours: ({ items }) => items.map(({ number }) => number),
        theirs: ({ rows }) => rows.slice(0, "limit" in input ? smallPage : 50).map(({ number }) => number),
      },
    );
  };
  const rowsOf = ({ rows }: { rows: unknown[] }) => rows.length > 0;
  return [
    list("list, first page", {}, "", []),
    list("list, newest", { sort: "-created" }, "", []),
    list("list, one system", { system: "system-3" }, 'AND e."systemId" = $2', [system.id]),
    list("list, page 100 by key", { cursor: page100.cursor, limit: smallPage }, 'AND e."voteRank" < $2', [
      page100.rank,
    ]),
    list("list, a search", { q: "zeppelin" }, 'AND e."searchText" LIKE $2', ["%zeppelin%"]),
    besideSql(
      "an entry with 500 votes",
      () => getFeedback(actor, { number: entry.number }),
      () => client.query<{ number: number }>(entrySql, [entry.id, actor.userId]),
      { ours: ({ number }) => number, theirs: ({ rows }) => rows[0]?.number },
    ),
    besideSql(
      "its comments",
      () => listComments(actor, { number: entry.number }),
      () => client.query<{ id: string }>(commentsSql, [entry.id]),
      { ours: ({ items }) => items.length, theirs: ({ rows }) => Math.min(50, rows.length) },
    ),
    besideSql(
      "similar, common words",
      () => similarFeedback(actor, { text: "The search is slow on my phone" }),
      () => client.query(similarSql, ["search | slow | phone"]),
      { ours: (found) => found.length > 0, theirs: rowsOf },
    ),
    besideSql(
      "similar, rare words",
      () => similarFeedback(actor, { text: "voucher page with zeppelin fonts" }),
      () => client.query(similarSql, ["voucher | page | zeppelin | font"]),
      { ours: (found) => found.length > 0, theirs: rowsOf },
    ),
  ];

  async function cursorAfter(pages: number): Promise<{ cursor: string; rank: string }> {
    let cursor = "";
    for (let page = 0; page < pages; page++) {
      const { nextCursor } = await listFeedback(actor, { limit: smallPage, ...(cursor ? { cursor } : {}) });
      if (!nextCursor) throw new Error("There are no 100 pages of feedback.");
      cursor = nextCursor;
    }
    const [votes, number] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as [number, number];
    return { cursor, rank: String(BigInt(votes) * 4_294_967_296n + BigInt(number)) };
  }
}

/** Small enough for 5,000 entries, of which some are merged, to have 100 pages. */
const smallPage = 40;

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
