/**
 * Fills a database of its own with as many changes as asked for, by SQL: a hundred systems, words and outcomes
 * as unevenly spread as in life, ten years of dates. Every number follows from the row's own number.
 */

import type { Client } from "pg";
import { fillPeople, fillSystems, madeRows, owners, withoutIndexes } from "#lib/testing/made-rows.ts";

export async function fillChanges(client: Client, upTo: number): Promise<void> {
  await madeRows(client);
  await fillPeople(client, owners);
  await fillSystems(client, 100);
  await client.query(metrics);
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM "Change"`);
  const from = (rows[0]?.count ?? 0) + 1;
  if (from <= upTo) {
    const restore = await withoutIndexes(client, ["Change", "Measurement", "MeasuredValue"]);
    await client.query(changes, [from, upTo]);
    await client.query(measurements, [from, upTo]);
    for (const statement of restore) await client.query(statement);
    await client.query(`SELECT setval(pg_get_serial_sequence('"Change"', 'number'), $1)`, [upTo]);
  }
  // As autovacuum leaves a table: known to the planner, and with its visibility map.
  await client.query(`VACUUM (ANALYZE) "Change"`);
  await client.query(`VACUUM (ANALYZE) "Measurement"`);
  await client.query(`VACUUM (ANALYZE) "MeasuredValue"`);
  for (const table of ["User", "System", "Practice", "Metric"]) await client.query(`ANALYZE "${table}"`);
}

const metrics = `
INSERT INTO "Metric" ("id", "key", "name", "systemId", "unit", "better", "kind")
  SELECT pg_temp.id('metric', i), 'metric-' || i, 'Response time ' || i, pg_temp.id('system', i), 'ms', 'lower', 'duration'
  FROM generate_series(1, 100) AS i
  ON CONFLICT DO NOTHING;
`;

const verbs =
  "cache,index,raise,tune,split,rewrite,move,compress,batch,limit,partition,pool,shorten,parallelise,archive,retire";
const things =
  "connection pool,rate table,statement worker,search query,login page,nightly run,transaction log,image store,course list,api limit,session table,report export,message queue,thumbnail job,invoice batch,address lookup,font loader,audit trail,currency feed,holiday calendar,memcached ring,kerberos ticket,zip archive,braille export";
const places =
  "on the main database,in the portal,for month end,on enrolment days,behind the balancer,on mobile,in the worker,at night,for large customers,in the second zone,for exports,with eight threads,by region,under load,for new accounts,on the replica";
const reasons =
  "Pages waited for it at 08:00.,It was read forty times a request.,The table had grown to four times its size.,Two services asked for the same rows.,Memory grew by the hour.,Timeouts began at month end.,The old limit came from a smaller machine.,A restart was needed every week.";

const list = (text: string) => `ARRAY[${text.split(",").map((entry) => `'${entry}'`)}]`;

/** Statuses and outcomes as a team that measures most of its work would have them. */
const changes = `
WITH drawn AS (
  SELECT i,
    initcap(pg_temp.pick(${list(verbs)}, i, 1)) || ' the ' || pg_temp.pick(${list(things)}, i, 2) || ' '
      || pg_temp.pick(${list(places)}, i, 3) AS title,
    pg_temp.pick(${list(reasons)}, i, 4) || ' ' || pg_temp.pick(${list(reasons)}, i, 5) || ' Ticket OPS-' || i || '.' AS description,
    1 + floor(pg_temp.r(i, 6) ^ 2 * 100)::int AS system,
    1 + floor(pg_temp.r(i, 7) * ${owners})::int AS owner,
    1 + floor(pg_temp.r(i, 8) ^ 1.3 * 15)::int AS practice,
    pg_temp.r(i, 9) AS s, pg_temp.r(i, 10) AS o,
    timestamp '2016-11-01' + (i::float8 / $2 * 3650 + pg_temp.r(i, 11) * 30) * interval '1 day' AS happened
  FROM generate_series($1::bigint, $2::bigint) AS i
), stated AS (
  SELECT *, CASE WHEN s < 0.35 THEN 'verified' WHEN s < 0.55 THEN 'measuring' WHEN s < 0.75 THEN 'applied'
      WHEN s < 0.83 THEN 'planned' WHEN s < 0.87 THEN 'in-progress' WHEN s < 0.9 THEN 'draft'
      WHEN s < 0.96 THEN 'rolled-back' ELSE 'abandoned' END AS status
  FROM drawn
), practices AS (
  SELECT row_number() OVER (ORDER BY "key") AS rank, * FROM "Practice" WHERE "builtIn"
)
INSERT INTO "Change" ("id", "number", "title", "area", "practiceId", "systemId", "team", "teamKey", "description", "status", "publishedAt",
  "appliedAt", "ownerId", "recordedById", "settings", "createdAt", "updatedAt", "happenedAt", "outcome",
  "primaryMeasurementId", "primaryMetricId", "resultKey", "gain", "effect", "predictedMetricId",
  "predictedLow", "predictedHigh", "effortDays", "spentOnce", "savingPerYear", "savingBasis", "currency", "searchText")
SELECT pg_temp.id('change', i), i, title, p."area", p."id", pg_temp.id('system', system),
  CASE WHEN system % 10 > 0 THEN 'Team ' || system % 10 END, CASE WHEN system % 10 > 0 THEN 'team ' || system % 10 ELSE '' END,
  description, status,
  CASE WHEN status <> 'draft' THEN happened END,
  CASE WHEN status NOT IN ('draft', 'planned', 'in-progress', 'abandoned') THEN happened END,
  pg_temp.id('person', owner), pg_temp.id('person', owner), '[{"key":"pool.size","before":"20","after":"60"}]',
  happened, happened, happened, outcome,
  CASE WHEN outcome <> 'none' THEN pg_temp.id('measurement', i) END,
  CASE WHEN outcome <> 'none' THEN pg_temp.id('metric', 1 + floor(pg_temp.r(i, 12) * 100)::int) END,
  CASE WHEN outcome <> 'none' THEN md5(i::text) END,
  CASE outcome WHEN 'improved' THEN 8.7 - pg_temp.r(i, 13) WHEN 'regressed' THEN pg_temp.r(i, 13) - 8.7 END,
  CASE WHEN outcome <> 'none' THEN -0.2 + round((pg_temp.r(i, 13) * 90)::numeric, 1) / 1000 END,
  CASE WHEN predicted THEN pg_temp.id('metric', 1 + floor(pg_temp.r(i, 12) * 100)::int) END,
  CASE WHEN predicted THEN -0.3 END, CASE WHEN predicted THEN -0.15 END,
  CASE WHEN i % 3 = 0 THEN 1 + i % 17 END, CASE WHEN i % 6 = 0 THEN i % 5000 END,
  CASE WHEN i % 12 = 0 THEN i % 9000 + 0.5 END, CASE WHEN i % 12 = 0 THEN 'Two servers fewer' END, CASE WHEN i % 6 = 0 THEN 'EUR' END,
  lower(title || ' · system ' || system || ' · ' || p."name" || ' · pool.size · ' || description)
FROM (
  SELECT *, CASE status WHEN 'verified' THEN 'improved'
      WHEN 'measuring' THEN CASE WHEN o < 0.5 THEN 'inconclusive' WHEN o < 0.75 THEN 'unchanged' ELSE 'reported' END
      WHEN 'rolled-back' THEN CASE WHEN o < 0.7 THEN 'regressed' ELSE 'unchanged' END
      ELSE 'none' END AS outcome, i % 4 = 0 AS predicted
  FROM stated
) AS decided JOIN practices AS p ON p.rank = practice
ORDER BY i`;

const verdict = `format('{"metric":"metric-%s","unit":"ms","better":"lower","outcome":"%s","reason":null,"grade":"samples",'
  || '"before":{"n":24,"center":%s,"low":%s,"high":%s},"after":{"n":24,"center":%s,"low":%s,"high":%s},'
  || '"effect":{"relative":%s,"low":-0.215,"high":-0.174,"absolute":-80.5,"absoluteLow":-88.9,"absoluteHigh":-71.6,"superiority":0.97},'
  || '"smallestDetectable":0.021,"minimumEffect":0.02,"confidence":0.95,"method":"hodges-lehmann of logs, exact mann-whitney",'
  || '"engine":"1","seed":"%s","environment":{},"warnings":[],"errorRate":{"before":0,"after":0},"placebo":null,'
  || '"sentence":"p95 response time fell by 20 %% (17 to 22 %%), measured in 24 runs before and 24 after."}',
  metric, CASE "outcome" WHEN 'reported' THEN 'inconclusive' ELSE "outcome" END, 412 + m, 405 + m, 419 + m, 331 + m, 326 + m,
  337 + m, -0.2 + m / 1000, md5(m::text) || md5("number"::text))`;

const measurements = `
INSERT INTO "Measurement" ("id", "changeId", "metricId", "grade", "outcome", "reason", "verdict", "engine", "seed", "options",
  "runs", "createdAt")
SELECT "primaryMeasurementId", "id", pg_temp.id('metric', metric), 'samples',
  CASE "outcome" WHEN 'reported' THEN 'inconclusive' ELSE "outcome" END, CASE "outcome" WHEN 'reported' THEN 'summary-only' END,
  ${verdict}, '1', md5("number"::text), '{"order":"interleaved"}', '{"before":[],"after":[]}', "happenedAt"
FROM (
  SELECT *, 1 + floor(pg_temp.r("number", 12) * 100)::int AS metric, round((pg_temp.r("number", 13) * 90)::numeric, 1) AS m
  FROM "Change" WHERE "number" BETWEEN $1 AND $2 AND "primaryMeasurementId" IS NOT NULL
) AS measured`;
