/** What the fillers of large databases share: numbers that follow from a row's own, people, systems, quick writing. */

import type { Client } from "pg";

/**
 * `r`: a number in [0, 1) that follows from the row and a salt. `pick`: an entry of a list, the first ones more often.
 * `id`: as random ids look (version 4), so that they pass where ids are checked.
 */
export async function madeRows(client: Client): Promise<void> {
  await client.query(`
CREATE OR REPLACE FUNCTION pg_temp.r(i bigint, salt int) RETURNS float8 LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT (hashint8extended(i, salt) & 1073741823)::float8 / 1073741824 $$;
CREATE OR REPLACE FUNCTION pg_temp.pick(list text[], i bigint, salt int) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT list[1 + floor(pg_temp.r(i, salt) ^ 1.7 * cardinality(list))::int] $$;
CREATE OR REPLACE FUNCTION pg_temp.id(kind text, i bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
  $$ SELECT overlay(overlay(md5(kind || i) PLACING '4' FROM 13) PLACING '8' FROM 17)::uuid $$;`);
}

/** person1@bench.example and so on: the first sixty are leads and own things, of the others most are members. */
export async function fillPeople(client: Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO "User" ("id", "email", "name", "role")
     SELECT pg_temp.id('person', i), 'person' || i || '@bench.example', 'Person ' || i,
       CASE WHEN i <= ${owners} OR i % 50 = 0 THEN 'lead' WHEN i % 97 = 0 THEN 'executive' ELSE 'member' END
     FROM generate_series(1, $1::int) AS i ON CONFLICT DO NOTHING`,
    [count],
  );
}

export const owners = 60;

export async function fillSystems(client: Client, count: number): Promise<void> {
  await client.query(
    `INSERT INTO "System" ("id", "key", "name")
     SELECT pg_temp.id('system', i), 'system-' || i, 'System ' || i FROM generate_series(1, $1::int) AS i
     ON CONFLICT DO NOTHING`,
    [count],
  );
}

/** Drops what makes bulk writing slow; returns the statements that bring it back. */
export async function withoutIndexes(client: Client, tables: string[]): Promise<string[]> {
  const names = [tables.map((table) => `"${table}"`)];
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = ANY($1::text[]::regclass[]) AND NOT indisprimary
       -- What other tables refer to has to stay.
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype = 'f')`,
    names,
  );
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY($1::text[]::regclass[])`,
    names,
  );
  for (const key of keys.rows) await client.query(`ALTER TABLE ${key.table} DROP CONSTRAINT "${key.name}"`);
  for (const index of indexes.rows) await client.query(`DROP INDEX ${index.name}`);
  await client.query(`SET maintenance_work_mem = '512MB'`);
  return [
    ...indexes.rows.map((index) => index.definition),
    ...keys.rows.map((key) => `ALTER TABLE ${key.table} ADD CONSTRAINT "${key.name}" ${key.definition}`),
  ];
}
