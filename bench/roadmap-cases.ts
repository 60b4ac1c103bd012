/**
 * What the roadmap is asked in the bench: the verb, and the same rows by SQL as a careful hand would write it. Pages are
 * so short that both sizes of database fill them: what grows is then the verb's, not the answer's.
 */

import type { Client } from "pg";
import { besideSql, type Case } from "#bench/rounds.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { getBoard, getItem, listItems } from "#lib/roadmap/queries.ts";

export function roadmapCases(client: Client, actor: UserActor): Case[] {
  const ask = async (where: string, order: string, limit: number, values: unknown[] = []) => {
    const text = `${head} AND i."archivedAt" IS NULL ${where} ORDER BY ${order} LIMIT ${limit}) AS i ${tail} ORDER BY ${order}`;
    const { rows } = await client.query<{ number: number }>(text, values);
    return rows.map((row) => row.number);
  };
  const list = (
    name: string,
    input: Record<string, unknown>,
    where: string,
    { order = orders.hand, values = [] as unknown[], limit = 50 } = {},
  ) =>
    inOrder(
      name,
      async () => (await listItems(actor, { ...input, limit })).items.map((item) => item.number),
      async () => (await ask(where, order, limit + 1, values)).slice(0, limit),
    );
  return [
    list("list, first page", {}, ""),
    list("list by score", { sort: "-score" }, "", { order: orders.score }),
    list("one team", { team: "Team 11" }, "AND i.team = $1", { values: ["Team 11"], limit: 10 }),
    list("one quarter", { quarter: "2021-Q2" }, "AND i.quarter = $1", { values: ["2021-Q2"], limit: 4 }),
    list("search one word", { q: "braille" }, `AND i."searchText" LIKE $1`, {
      values: ["%braille%"],
      limit: 4,
    }),
    list("items of a change", { change: 47 }, `AND ${ofChange}`, { values: [47] }),
    inOrder(
      "board",
      async () =>
        (await getBoard(actor, { by: "horizon", filter: {} })).columns.flatMap((column) =>
          column.items.map((item) => item.number),
        ),
      async () => {
        const lanes = [];
        for (const horizon of ["now", "next", "later"]) {
          lanes.push((await ask("AND i.horizon = $1", orders.hand, 41, [horizon])).slice(0, 40));
        }
        lanes.push((await ask("AND i.horizon = 'done'", orders.done, 11)).slice(0, 10));
        return lanes.flat();
      },
    ),
    inOrder(
      "item page",
      async () => [(await getItem(actor, { number: 17 })).number],
      async () => (await client.query<{ number: number }>(one, [17])).rows.map((row) => row.number),
    ),
  ];
}

/** Both answer with the numbers of the items, in the order shown. */
function inOrder(name: string, verb: () => Promise<number[]>, bare: () => Promise<number[]>): Case {
  const all = (numbers: number[]) => numbers;
  return besideSql(name, verb, bare, { ours: all, theirs: all });
}

const orders = {
  hand: "i.position, i.number",
  score: "i.score DESC, i.number DESC",
  done: `i."doneAt" DESC, i.number DESC`,
};

const ofChange = `EXISTS (SELECT FROM "RoadmapChange" AS r JOIN "Change" AS c ON c.id = r."changeId"
  WHERE r."itemId" = i.id AND c.number = $1 AND c."publishedAt" IS NOT NULL)`;

const fields = `i.number, i.title, i.horizon, i.quarter, i."firstQuarter", i.score, i.team, i."doneAt", s.key AS system,
  s.name AS "systemName", o.name AS objective, m.key AS metric, m.name AS "metricName", u.name AS owner, u.email,
  changes.linked, voices.votes`;

const head = `SELECT ${fields} FROM (SELECT i.* FROM "RoadmapItem" AS i WHERE TRUE`;

/** Everything that a card shows: names, changes with their verdicts, and votes of what is asked for. */
const tail = `LEFT JOIN "System" AS s ON s.id = i."systemId" LEFT JOIN "Objective" AS o ON o.id = i."objectiveId"
  LEFT JOIN "Metric" AS m ON m.id = i."metricId" LEFT JOIN "User" AS u ON u.id = i."ownerId"
  LEFT JOIN LATERAL (
    SELECT json_agg(json_build_object('number', c.number, 'title', c.title, 'status', c.status, 'outcome', c.outcome)
      ORDER BY r."createdAt") AS linked
    FROM "RoadmapChange" AS r JOIN "Change" AS c ON c.id = r."changeId"
    WHERE r."itemId" = i.id AND c."publishedAt" IS NOT NULL
  ) AS changes ON TRUE
  LEFT JOIN LATERAL (
    SELECT sum(e."voteCount") AS votes, json_agg(e.number) AS entries FROM (
      SELECT DISTINCT coalesce(f."mergedIntoId", f.id) AS id FROM "FeedbackLink" AS l
      JOIN "Feedback" AS f ON f.id = l."feedbackId" WHERE l.kind = 'roadmap-item' AND l.key = i.number::text
    ) AS asked JOIN "Feedback" AS e ON e.id = asked.id WHERE e.moderation = 'approved'
  ) AS voices ON TRUE`;

const one = `SELECT ${fields}, i.description, i.version, moved.moves FROM "RoadmapItem" AS i ${tail}
  LEFT JOIN LATERAL (
    SELECT json_agg(v ORDER BY v."movedAt" DESC) AS moves FROM "RoadmapMove" AS v WHERE v."itemId" = i.id
  ) AS moved ON TRUE WHERE i.number = $1`;
