/**
 * Puts a roadmap over many changes by SQL, after fillChanges: one item for twenty changes, ten of them linked, moved
 * between quarters as in life. Every number follows from the row's own.
 */

import type { Client } from "pg";
import { madeRows, owners } from "#lib/testing/made-rows.ts";

export async function fillItems(client: Client, items: number, changes: number): Promise<void> {
  await madeRows(client);
  await client.query(objectives);
  await client.query(roadmap, [items]);
  await client.query(links, [items, changes]);
  await client.query(moves, [items]);
  await client.query(`SELECT setval(pg_get_serial_sequence('"RoadmapItem"', 'number'), $1)`, [items]);
  const tables = ["RoadmapItem", "RoadmapChange", "RoadmapMove", "Objective", "User"];
  for (const table of tables) await client.query(`VACUUM (ANALYZE) "${table}"`);
}

/** Ties every third entry of fillFeedback to an item. */
export async function fillItemFeedback(client: Client, items: number, entries: number): Promise<void> {
  await madeRows(client);
  await client.query(
    `INSERT INTO "FeedbackLink" ("feedbackId", "kind", "key")
     SELECT pg_temp.id('entry', i), 'roadmap-item', (1 + i % $1::bigint)::text
     FROM generate_series(1::bigint, $2::bigint) AS i WHERE i % 3 = 0`,
    [items, entries],
  );
  await client.query(`VACUUM (ANALYZE) "FeedbackLink"`);
}

const objectives = `
INSERT INTO "Objective" ("id", "key", "kind", "name")
  SELECT pg_temp.id('objective', i), 'objective-' || i, 'responsiveness', 'Objective ' || i FROM generate_series(1, 4) AS i
  ON CONFLICT DO NOTHING;
`;

/** Ten years of quarters; the last two hold what is now and next, most of the rest is done. */
const roadmap = `
WITH drawn AS (
  SELECT i, pg_temp.r(i, 1) AS s, pg_temp.r(i, 2) AS q, pg_temp.r(i, 3) AS t, pg_temp.r(i, 4) AS c,
    (20 + i % 400)::float8 AS reach, (1 + i % 12)::float8 AS effort
  FROM generate_series(1::bigint, $1::bigint) AS i
), stated AS (
  SELECT *, CASE WHEN s < 0.1 THEN 'now' WHEN s < 0.2 THEN 'next' WHEN s < 0.45 THEN 'later' ELSE 'done' END AS horizon
  FROM drawn
)
INSERT INTO "RoadmapItem" ("id", "number", "title", "objectiveId", "systemId", "metricId", "expectedLow", "expectedHigh",
  "reach", "impact", "confidence", "effort", "score", "ownerId", "recordedById", "team", "teamKey", "horizon", "quarter",
  "firstQuarter", "position", "doneAt", "published", "createdAt", "updatedAt", "searchText")
SELECT pg_temp.id('item', i), i, 'Improvement ' || i, pg_temp.id('objective', 1 + i % 4), pg_temp.id('system', 1 + i % 100),
  CASE WHEN c < 0.7 THEN pg_temp.id('metric', 1 + i % 100) END, CASE WHEN c < 0.7 THEN -0.3 END, CASE WHEN c < 0.7 THEN -0.1 END,
  reach, 1, 0.5, effort, reach * 1 * 0.5 / effort, pg_temp.id('person', 1 + i % ${owners}), pg_temp.id('person', 1 + i % ${owners}),
  'Team ' || floor(t * t * 20)::int, 'team ' || floor(t * t * 20)::int, horizon,
  CASE horizon WHEN 'now' THEN '2026-Q4' WHEN 'next' THEN '2027-Q1' WHEN 'done' THEN (2017 + floor(q * 10)::int) || '-Q' || (1 + i % 4) END,
  CASE horizon WHEN 'now' THEN '2026-Q4' WHEN 'next' THEN '2027-Q1' WHEN 'done' THEN (2017 + floor(q * 10)::int) || '-Q' || (1 + i % 4) END,
  i * 1024, CASE WHEN horizon = 'done' THEN timestamp '2017-01-01' + q * 3600 * interval '1 day' END, i % 50 <> 0,
  timestamp '2017-01-01', timestamp '2017-01-01',
  'improvement ' || i || ' · system ' || 1 + i % 100 || ' · team ' || floor(t * t * 20)::int || CASE WHEN i % 97 = 0 THEN ' · braille' ELSE '' END
FROM stated ORDER BY i`;

const links = `
INSERT INTO "RoadmapChange" ("itemId", "changeId", "createdAt")
SELECT pg_temp.id('item', 1 + c % $1::bigint), pg_temp.id('change', c), timestamp '2020-01-01'
FROM generate_series(1::bigint, $2::bigint) AS c WHERE (c / $1::bigint) % 2 = 0`;

const moves = `
INSERT INTO "RoadmapMove" ("id", "itemId", "toHorizon", "toQuarter", "movedAt")
SELECT pg_temp.id('move', i), pg_temp.id('item', i), 'later', NULL, timestamp '2017-01-01'
FROM generate_series(1::bigint, $1::bigint) AS i`;
