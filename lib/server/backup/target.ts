import type pg from "pg";
import { AppError } from "#lib/core/errors.ts";
import { quoted, tablesOf } from "#lib/server/backup/tables.ts";
import { appliedMigrations } from "#lib/server/migrate.ts";

/** The database into which a backup is restored: what is in it, and how it is emptied. */

/** What people would miss, in the words they know it by; the rest goes with it. */
const named = {
  User: ["account", "accounts"],
  System: ["system", "systems"],
  Change: ["change", "changes"],
  Feedback: ["feedback entry", "feedback entries"],
  Review: ["review", "reviews"],
};

/** Refuses a database that somebody uses, that is not the portal's, or that holds something nobody said may go. */
export async function refuseUnfit(client: pg.Client, replace: boolean): Promise<void> {
  await refuseBusy(client);
  const tables = await tablesOf(client);
  if (tables.length === 0) return;
  if ((await appliedMigrations(client)).length === 0) {
    const names = tables.slice(0, 5).map((table) => table.name);
    throw new AppError(
      "CONFLICT",
      `The database holds tables that are not the portal's (${names.join(", ")}${tables.length > 5 ? " …" : ""}). Give it a database of its own.`,
    );
  }
  if (replace) return;
  const held = await heldBy(client, new Set(tables.map((table) => table.name)));
  if (held.length === 0) return;
  throw new AppError(
    "CONFLICT",
    `The database is not empty: it holds ${held.join(", ")}. With --replace all of it is destroyed and the backup put in its place.`,
  );
}

async function heldBy(client: pg.Client, tables: Set<string>): Promise<string[]> {
  const held: string[] = [];
  for (const [table, [one, many]] of Object.entries(named)) {
    if (!tables.has(table)) continue;
    const { rows } = await client.query<{ count: string }>(`SELECT count(*) AS count FROM ${quoted(table)}`);
    if (rows[0] && rows[0].count !== "0") held.push(`${rows[0].count} ${rows[0].count === "1" ? one : many}`);
  }
  return held;
}

/** Web and worker hold connections as long as they run. */
async function refuseBusy(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  const others = rows[0]?.count ?? 0;
  if (others === 0) return;
  throw new AppError(
    "CONFLICT",
    `The database is in use (${others} other ${others === 1 ? "connection" : "connections"}). Stop the portal that runs on it, then restore.`,
  );
}

/** Takes everything of the portal out of the database, within the caller's transaction; extensions stay. */
export async function empty(client: pg.Client): Promise<void> {
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  const { rows } = await client.query<{ drop: string }>(`
    SELECT format('DROP %s IF EXISTS %I CASCADE', CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
             WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.relname) AS drop
      FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT c.relispartition
       AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i'))))
    UNION ALL
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
      FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
     WHERE n.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`);
  // Tables first take the functions that take their rows with them.
  for (const { drop } of rows) await client.query(drop);
}
