import { createHash } from "node:crypto";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { AppError } from "#lib/core/errors.ts";
import { archiveMembers, tableOfMember } from "#lib/server/backup/check-archive.ts";
import { type Manifest, queueEntry, type TableEntry } from "#lib/server/backup/manifest.ts";
import { copyOut, quoted, readingOf, tablesOf } from "#lib/server/backup/tables.ts";

/**
 * Puts a backup's rows into tables that have just been made, within the caller's transaction. Meanwhile the triggers
 * are off, which would refuse frozen rows or write what the backup brings anyway, and foreign keys are away; both come
 * back, and the keys are checked then.
 */
export async function loadTables(client: pg.Client, file: string, manifest: Manifest): Promise<void> {
  const tables = await tablesOf(client);
  refuseMissing(manifest, new Map(tables.map((table) => [table.name, table.columns])));
  const names = tables.map((table) => quoted(table.name));
  for (const { of, name, bound } of manifest.partitions) {
    await client.query(
      `CREATE TABLE ${quoted(name)} (LIKE ${quoted(of)} INCLUDING ALL); ALTER TABLE ${quoted(of)} ATTACH PARTITION ${quoted(name)} ${bound}`,
    );
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const keys = await takeForeignKeys(client);
  await client.query(`TRUNCATE ${names.join(", ")}`);
  await copyIn(client, file, manifest);
  for (const { name, value, called } of manifest.sequences) {
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [quoted(name), value, called]);
  }
  for (const { back } of keys) await client.query(back);
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await compareTables(client, manifest);
  await loadQueue(client, file, manifest.queue);
}

function refuseMissing(manifest: Manifest, columns: Map<string, string[]>): void {
  const faults = manifest.tables.flatMap((table) => {
    const there = columns.get(table.name);
    if (!there) return [`its version has no table ${table.name}`];
    return table.columns
      .filter((one) => !there.includes(one))
      .map((one) => `${table.name} has no column ${one}`);
  });
  if (faults.length > 0) throw new AppError("INVALID", `The backup was not restored: ${faults.join("; ")}.`);
}

async function takeForeignKeys(client: pg.Client): Promise<{ back: string }[]> {
  const { rows } = await client.query<{ away: string; back: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname) AS away,
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) AS back
      FROM pg_constraint AS k JOIN pg_namespace AS n ON n.oid = k.connamespace
     WHERE k.contype = 'f' AND k.conparentid = 0 AND n.nspname = 'public'`);
  for (const { away } of rows) await client.query(away);
  return rows;
}

/** The rows of each table in the order of the file, one piece in memory. */
async function copyIn(client: pg.Client, file: string, manifest: Manifest): Promise<void> {
  const entries = new Map(manifest.tables.map((table) => [table.name, table]));
  let open: Loading | null = null;
  for await (const { name, bytes } of archiveMembers(file)) {
    const entry = entries.get(tableOfMember(name) ?? "");
    if (open && open.entry !== entry) {
      await open.end();
      open = null;
    }
    if (!entry) continue;
    open ??= loading(client, entry, entry.name);
    await open.write(bytes);
  }
  await open?.end();
}

async function loadQueue(client: pg.Client, file: string, queue: TableEntry): Promise<void> {
  if (queue.rows === 0) return;
  const load = loading(client, queue, queueEntry.into);
  for await (const { name, bytes } of archiveMembers(file)) {
    if (tableOfMember(name) === queue.name) await load.write(bytes);
  }
  await load.end();
}

type Loading = { entry: TableEntry; write: (bytes: Uint8Array) => Promise<void>; end: () => Promise<void> };

function loading(client: pg.Client, entry: TableEntry, into: string): Loading {
  const columns = entry.columns.map(quoted).join(", ");
  const stream = client.query(copyFrom(`COPY ${quoted(into)} (${columns}) FROM STDIN`));
  const done = finished(stream);
  done.catch(() => {});
  const hash = createHash("sha256");
  return {
    entry,
    write: async (bytes) => {
      hash.update(bytes);
      if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), done]);
    },
    end: async () => {
      stream.end();
      await done;
      const rows = stream.rowCount ?? 0;
      if (rows === entry.rows && hash.digest("hex") === entry.sha256) return;
      throw new AppError(
        "CONFLICT",
        `The file changed while it was read (${entry.name}). Nothing was restored.`,
      );
    },
  };
}

/** Reads back what was written: the same rows and the same bytes as when the backup was made. */
async function compareTables(client: pg.Client, manifest: Manifest): Promise<void> {
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  const unlike: string[] = [];
  for (const entry of manifest.tables) {
    const table = tables.get(entry.name);
    const found = table && (await read(client, { ...table, columns: entry.columns }));
    if (found?.sha256 !== entry.sha256 || found.rows !== entry.rows) unlike.push(entry.name);
  }
  if (unlike.length === 0) return;
  throw new AppError(
    "INTERNAL",
    `What was restored is not what was backed up (${unlike.join(", ")}). Nothing was changed.`,
  );
}

async function read(client: pg.Client, table: Parameters<typeof readingOf>[0]): Promise<TableEntry> {
  const reading = copyOut(client, table, readingOf(table));
  for (;;) {
    const { done, value } = await reading.next();
    if (done) return value;
  }
}
