import { createHash } from "node:crypto";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type Manifest, queueEntry, type TableEntry } from "#lib/server/backup/manifest.ts";

/** What is in a database, asked of its own catalogue: a table that comes later cannot be forgotten. */

export type Table = { name: string; columns: string[]; order: string };

/** So that the same values are the same text everywhere. */
export const plainText = `SET LOCAL DateStyle = 'ISO, MDY'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL TimeZone = 'UTC';
  SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8';
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

const own = `n.nspname = 'public' AND c.relname <> '_prisma_migrations' AND NOT c.relispartition
  AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

/** The tables with the columns that are written (not computed), and the order of their rows: by primary key. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname::text AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute AS a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
             ORDER BY a.attname COLLATE "C") AS columns,
      coalesce(
        (SELECT string_agg(format('%I', a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END, ', '
                           ORDER BY k.place)
           FROM pg_index AS i, unnest(i.indkey) WITH ORDINALITY AS k(attnum, place)
           JOIN pg_attribute AS a ON a.attnum = k.attnum
          WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid),
        format('%I::text COLLATE "C"', c.relname)) AS "order"
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND ${own} ORDER BY c.relname COLLATE "C"`);
  return rows;
}

export async function sequencesOf(client: pg.ClientBase): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT c.relname::text AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relkind = 'S' AND ${own} ORDER BY c.relname COLLATE "C"`);
  const sequences: Manifest["sequences"] = [];
  for (const { name } of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `SELECT last_value::text AS value, is_called AS called FROM ${quoted(name)}`,
    );
    sequences.push({ name, value: state.rows[0]?.value ?? "1", called: state.rows[0]?.called ?? false });
  }
  return sequences;
}

export async function partitionsOf(client: pg.ClientBase): Promise<Manifest["partitions"]> {
  const { rows } = await client.query<Manifest["partitions"][number]>(`
    SELECT p.relname::text AS of, c.relname::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
      FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_class AS p ON p.oid = i.inhparent
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE c.relispartition AND c.relkind = 'r' AND n.nspname = 'public' ORDER BY p.relname COLLATE "C", c.relname COLLATE "C"`);
  return rows;
}

/** The COPY that reads a table's rows. */
export function readingOf({ name, columns, order }: Table): string {
  return `COPY (SELECT ${columns.map(quoted).join(", ")} FROM ${quoted(name)} ORDER BY ${order}) TO STDOUT`;
}

/** The COPY that reads what the queue has not finished; null where there is no queue yet. */
export async function readingOfQueue(client: pg.ClientBase): Promise<string | null> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('pgboss.job') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return null;
  return `COPY (SELECT name, coalesce(data, '{}'::jsonb), start_after AT TIME ZONE 'UTC' FROM pgboss.job
    WHERE state IN ('created', 'retry', 'active') AND name NOT LIKE '\\_\\_pgboss%' ORDER BY created_on, id) TO STDOUT`;
}

/** Runs a COPY: gives what it reads, and in the end how much that was and its hash. */
export async function* copyOut(
  client: pg.ClientBase,
  table: Pick<TableEntry, "name" | "columns">,
  sql: string | null,
): AsyncGenerator<Buffer, TableEntry> {
  const hash = createHash("sha256");
  let bytes = 0;
  let rows = 0;
  if (sql !== null) {
    const stream = client.query(copyTo(sql));
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
    rows = stream.rowCount ?? 0;
  }
  return { name: table.name, columns: table.columns, rows, bytes, sha256: hash.digest("hex") };
}

export const queueTable = { name: queueEntry.name, columns: queueEntry.columns };
