/** Databases beside the test file's own, and backups of them. */

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { afterAll } from "vitest";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { type Restored, restoreBackup } from "#lib/server/backup/restore-backup.ts";
import { type Written, writeBackup } from "#lib/server/backup/write-backup.ts";
import { env, setEnvironment } from "#lib/server/env.ts";
import { inDatabase } from "#lib/testing/in-database.ts";
import { newFolder } from "#lib/testing/new-folder.ts";

const portal = systemActor("test");
export const own = env.DATABASE_URL;
export const folder = await newFolder("backup");
let count = 0;
export const newFile = () => join(folder, `backup-${++count}.gz`);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A database with nothing in it, on the same server. */
export async function newDatabase(): Promise<string> {
  const name = `restored_${randomBytes(6).toString("hex")}`;
  await inDatabase(own, (client) => client.query(`CREATE DATABASE ${name}`));
  return own.replace(/\/[^/]+$/, `/${name}`);
}

export async function on<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
  setEnvironment({ DATABASE_URL: url });
  try {
    return await work();
  } finally {
    setEnvironment({ DATABASE_URL: own });
  }
}

export async function backUp(url = own): Promise<Written> {
  const file = newFile();
  return on(url, () => writeBackup(portal, { file }));
}
export function restore(url: string, file: string, replace = false): Promise<Restored> {
  return on(url, () => restoreBackup(portal, { file, replace }));
}

/** Every row of every table that the database's own catalogue knows, as text. */
export function everything(url: string): Promise<Map<string, string[]>> {
  return inDatabase(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    );
    const all = new Map<string, string[]>();
    for (const { name } of rows) {
      const found = await client.query<{ row: string }>(
        `SELECT "${name}"::text AS row FROM "${name}" ORDER BY "${name}"::text COLLATE "C"`,
      );
      all.set(
        name,
        found.rows.map(({ row }) => row),
      );
    }
    return all;
  });
}

/** What the catalogue knows beside rows: columns, keys, indexes, triggers that are on, views, functions. */
export function shape(url: string): Promise<string[]> {
  return inDatabase(url, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS line FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
       UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
       UNION ALL SELECT format('%s %s', tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT format('%s %s', viewname, definition) FROM pg_views WHERE schemaname = 'public'
       UNION ALL SELECT format('%s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       ORDER BY line`,
    );
    return rows.map(({ line }) => line);
  });
}

/** What each sequence gives next. */
export async function nextNumbers(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public'`,
  );
  const next: Record<string, string> = {};
  for (const { name } of rows) {
    const state = await client.query<{ next: string }>(
      `SELECT (last_value + CASE WHEN is_called THEN 1 ELSE 0 END)::text AS next FROM "${name}"`,
    );
    next[name] = state.rows[0]?.next ?? "";
  }
  return next;
}
