/**
 * What the changes list is asked in the bench: the input of the verb, and the same rows by SQL as a careful hand would
 * write it. Ids are looked up before the clock starts, which favours the SQL. Every question has the same number of
 * answers in each size of database, so that the sizes can be compared.
 */

import type { Client } from "pg";
import { keyOf } from "#lib/changes/list-order.ts";
import { numberBeginnings } from "#lib/changes/number-beginnings.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { encodeCursor } from "#lib/core/paging.ts";
import { quarterRange } from "#lib/core/time.ts";

export type ListCase = {
  name: string;
  input: Record<string, unknown> & { limit: number };
  bare: { text: string; values: unknown[] };
};

const pageSize = 50;
/** Small enough for 10,000 changes, of which a few are drafts, to have 500 pages. */
const smallPage = 19;
const quarter = "2021-Q2";

export async function listCases(client: Client, actor: UserActor): Promise<ListCase[]> {
  const systemId = await idOf(client, "System", "system-3");
  const { from, to } = quarterRange(quarter, { startMonth: 1, namedBy: "end", timeZone: "UTC" });
  const search = (name: string, q: string): ListCase =>
    listCase(
      actor,
      `search ${name}`,
      { q },
      q.split(" ").flatMap((word): Condition[] => {
        const beginnings = numberBeginnings(word);
        const numbers: Condition = ['c."searchNumbers" @> ?', beginnings];
        return [['c."searchText" LIKE ?', `%${word}%`], ...(beginnings.length > 0 ? [numbers] : [])];
      }),
    );
  return [
    listCase(actor, "first page", {}, []),
    listCase(actor, "area", { area: "database" }, [["c.area = ?", "database"]]),
    listCase(actor, "system and status", { system: "system-3", status: "verified" }, [
      ['c."systemId" = ?', systemId],
      ["c.status = ?", "verified"],
    ]),
    listCase(actor, "quarter and outcome", { quarter, outcome: "improved" }, [
      ['c."happenedAt" >= ? AND c."happenedAt" < ?', stored(from), stored(to)],
      ["c.outcome = ?", "improved"],
    ]),
    search("one word", "cache"),
    search("two words", "pool balancer"),
    search("a ticket number", "ops-4711."),
    search("in vain", "zeppelin"),
    search("a slip", "batche"),
    await page500(client, actor),
  ];
}

type Condition = [sql: string, ...values: unknown[]];

function listCase(
  actor: UserActor,
  name: string,
  input: Record<string, unknown>,
  conditions: Condition[],
  limit = pageSize,
): ListCase {
  const values: unknown[] = [actor.userId];
  const where = conditions.map(([sql, ...own]) => {
    values.push(...own);
    let number = values.length - own.length;
    return `AND ${sql.replaceAll("?", () => `$${++number}`)}`;
  });
  const text = `${rows} ${where.join(" ")} ${order} LIMIT ${limit + 1}`;
  return { name, input: { limit, ...input }, bare: { text, values } };
}

/** One statement for everything that a line of the list shows. */
const rows = `
SELECT c.number, c.title, c.area, c.status, c.outcome, c."appliedAt", c."happenedAt", c."createdAt", c.simulated,
  p.key AS practice, p.name AS "practiceName", s.key AS system, s.name AS "systemName", u.name AS owner, u.email,
  m.id AS measurement, m.verdict, t.key AS metric, t.name AS "metricName", t.unit
FROM "Change" AS c JOIN "System" AS s ON s.id = c."systemId" LEFT JOIN "Practice" AS p ON p.id = c."practiceId"
  LEFT JOIN "User" AS u ON u.id = c."ownerId" LEFT JOIN "Measurement" AS m ON m.id = c."primaryMeasurementId"
  LEFT JOIN "Metric" AS t ON t.id = m."metricId"
WHERE (c."publishedAt" IS NOT NULL OR c."ownerId" = $1 OR c."recordedById" = $1)`;

const order = 'ORDER BY c."happenedAt" DESC, c.number DESC';

/** The page after 499 others: the verb by its cursor, the SQL by the same key. */
async function page500(client: Client, actor: UserActor): Promise<ListCase> {
  const found = await client.query<{ number: number; title: string; at: string }>(
    `SELECT c.number, c.title, c."happenedAt"::text AS at FROM "Change" AS c
     WHERE c."publishedAt" IS NOT NULL OR c."ownerId" = $1 OR c."recordedById" = $1
     ${order} OFFSET ${smallPage * 499 - 1} LIMIT 1`,
    [actor.userId],
  );
  const last = found.rows[0];
  if (!last) throw new Error("There are no 500 pages of changes in the database.");
  const cursor = encodeCursor(keyOf("-applied", { ...last, happenedAt: new Date(`${last.at}Z`) }));
  const after: Condition[] = [['(c."happenedAt", c.number) < (?, ?)', last.at, last.number]];
  return listCase(actor, "page 500 by key", { cursor }, after, smallPage);
}

/** Times are stored in UTC without a zone; `pg` would write a Date in this machine's. */
function stored(date: Date): string {
  return date.toISOString().replace("Z", "");
}

async function idOf(client: Client, table: string, key: string): Promise<string> {
  const found = await client.query<{ id: string }>(`SELECT id FROM "${table}" WHERE key = $1`, [key]);
  const id = found.rows[0]?.id;
  if (!id) throw new Error(`The bench's ${table} ${key} is missing.`);
  return id;
}
