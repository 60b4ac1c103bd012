import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { access, open, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { connected } from "#lib/server/backup/connection.ts";
import {
  backupFormat,
  type Manifest,
  manifestName,
  opening,
  sealName,
  type TableEntry,
} from "#lib/server/backup/manifest.ts";
import { note } from "#lib/server/backup/note.ts";
import {
  copyOut,
  partitionsOf,
  plainText,
  queueTable,
  readingOf,
  readingOfQueue,
  sequencesOf,
  tablesOf,
} from "#lib/server/backup/tables.ts";
import { tarEnd, tarMember } from "#lib/server/backup/tar.ts";
import { env } from "#lib/server/env.ts";
import { appliedMigrations } from "#lib/server/migrate.ts";

const writeBackupSchema = z.strictObject({ file: z.string().min(1) });

export type Written = { file: string; bytes: number; manifest: Manifest; sha256: string };

/**
 * Writes everything that the database holds, as it was at one moment, to a file. The portal may run meanwhile. The file
 * has its name only when it is whole; a file that is there already is left alone.
 */
export async function writeBackup(actor: Actor, input: unknown): Promise<Written> {
  authorize(actor, "portal.back-up");
  const { file } = parse(writeBackupSchema, input);
  await refuseExisting(file);
  const { client, end } = await connected(env.DATABASE_URL);
  const half = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    const migrations = await appliedMigrations(client);
    if (migrations.length === 0) {
      throw new AppError("NOT_FOUND", "There is no portal in this database: nothing was backed up.");
    }
    await note(client, actor, "portal.back-up", { file: basename(file) });
    const written = await writeArchive(client, half, migrations).catch((error: unknown) => {
      throw diskFault(error, file);
    });
    await refuseExisting(file);
    await rename(half, file);
    return { file, ...written };
  } finally {
    await rm(half, { force: true });
    await end();
  }
}

async function writeArchive(client: pg.Client, file: string, migrations: string[]) {
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ${plainText}`);
  const archive = archiveOf(client, migrations);
  const output = createWriteStream(file, { flags: "wx", mode: 0o600 });
  await pipeline(Readable.from(archive.blocks, { objectMode: false }), createGzip(), output);
  await client.query("COMMIT");
  const handle = await open(file, "r+");
  try {
    await handle.sync();
    return { bytes: (await handle.stat()).size, ...archive.result() };
  } finally {
    await handle.close();
  }
}

const pieceBytes = 4 * 1024 * 1024;

/** The archive's bytes as they are read from the database; the result is known once they have all been taken. */
function archiveOf(client: pg.Client, migrations: string[]) {
  const at = new Date();
  let done: { manifest: Manifest; sha256: string } | null = null;
  async function* blocks(): AsyncGenerator<Uint8Array> {
    const json = (name: string, value: unknown) =>
      tarMember({ name, bytes: Buffer.from(`${JSON.stringify(value, null, 1)}\n`) }, at);
    const what = {
      format: backupFormat,
      portalVersion: await portalVersion(),
      migration: migrations.at(-1) ?? "",
      createdAt: at.toISOString(),
    };
    yield* json(opening, what);
    // The snapshot is taken by the first reading; what the sequences say after it is never behind a row in it.
    const found = await tablesOf(client);
    const auditHead = await headOf(client);
    const partitions = await partitionsOf(client);
    const tables: Manifest["tables"] = [];
    for (const table of found) tables.push(yield* membersOf(client, table, readingOf(table), at));
    const queue = yield* membersOf(client, queueTable, await readingOfQueue(client), at);
    const sequences = await sequencesOf(client);
    const manifest: Manifest = { ...what, migrations, tables, queue, sequences, partitions, auditHead };
    const members = json(manifestName, manifest);
    const sha256 = createHash("sha256")
      .update(members[1] ?? "")
      .digest("hex");
    yield* members;
    yield* tarMember({ name: sealName, bytes: Buffer.from(`${sha256}\n`) }, at);
    yield tarEnd;
    done = { manifest, sha256 };
  }
  const result = () => {
    if (!done) throw new Error("The archive has not been read to its end.");
    return done;
  };
  return { blocks: blocks(), result };
}

/** A table's rows in pieces that fit into memory. */
async function* membersOf(
  client: pg.Client,
  table: { name: string; columns: string[] },
  sql: string | null,
  at: Date,
): AsyncGenerator<Uint8Array, TableEntry> {
  const reading = copyOut(client, table, sql);
  let number = 0;
  let held: Buffer[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reading.next();
    if (!done) {
      held.push(value);
      size += value.byteLength;
    }
    if (size >= pieceBytes || (done && size > 0)) {
      number += 1;
      const name = `tables/${table.name}/${String(number).padStart(6, "0")}.copy`;
      yield* tarMember({ name, bytes: Buffer.concat(held) }, at);
      held = [];
      size = 0;
    }
    if (done) return value;
  }
}

async function headOf(client: pg.Client): Promise<Manifest["auditHead"]> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('"AuditHead"') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return null;
  const head = await client.query<{ count: number; hash: string }>(
    `SELECT "link"::float8 AS count, encode("hash", 'hex') AS hash FROM "AuditHead"`,
  );
  return head.rows[0] ?? null;
}

async function portalVersion(): Promise<string> {
  const file = await readFile(join(env.PROJECT_DIR, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version;
}

async function refuseExisting(file: string): Promise<void> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there)
    throw new AppError("CONFLICT", `${file} is there already. Choose another name, or remove it first.`);
}

function diskFault(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const why: Record<string, string> = {
    ENOENT: "its folder is not there",
    ENOTDIR: "its folder is not there",
    EACCES: "this account may not write there",
    EROFS: "the disk is read-only",
    ENOSPC: "the disk is full",
    EDQUOT: "the disk is full",
  };
  const reason = typeof code === "string" ? why[code] : undefined;
  return reason
    ? new AppError("UNAVAILABLE", `${file} cannot be written: ${reason}.`, { cause: error })
    : error;
}
