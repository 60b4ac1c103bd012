import type pg from "pg";
import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Damage, verifyChain } from "#lib/core/audit/verify-chain.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { type Ask, chainSource } from "#lib/server/audit/chain-source.ts";
import { checkArchive } from "#lib/server/backup/check-archive.ts";
import { connected } from "#lib/server/backup/connection.ts";
import { loadTables } from "#lib/server/backup/load-tables.ts";
import type { Manifest } from "#lib/server/backup/manifest.ts";
import { note } from "#lib/server/backup/note.ts";
import { plainText } from "#lib/server/backup/tables.ts";
import { empty, refuseUnfit } from "#lib/server/backup/target.ts";
import { env } from "#lib/server/env.ts";
import { lockNumber, migrateWithin, migrationNames } from "#lib/server/migrate.ts";

const restoreSchema = z.strictObject({ file: z.string().min(1), replace: z.boolean().default(false) });

export type Restored = {
  manifest: Manifest;
  /** Migrations that the backup did not have yet. */
  migrated: string[];
  audit: { count: number; hash: string; damage: Damage | null };
};

/**
 * Puts a backup into the database, in one transaction: whole, or nothing of it. The file is read to its end and held
 * against its manifest before anything is touched. A backup of an earlier version is loaded as what it was and brought
 * up from there. An audit log that was damaged already when it was backed up is restored as it was, and said.
 */
export async function restoreBackup(actor: Actor, input: unknown): Promise<Restored> {
  authorize(actor, "portal.restore");
  const { file, replace } = parse(restoreSchema, input);
  const known = await migrationNames();
  const manifest = await checkArchive(file, known).catch((error: unknown) => {
    throw missingFile(error, file);
  });
  const { client, end } = await connected(env.DATABASE_URL);
  try {
    await client.query(`BEGIN; ${plainText}`);
    await client.query("SELECT pg_advisory_xact_lock($1)", [lockNumber]);
    await refuseUnfit(client, replace);
    await empty(client);
    await migrateWithin(client, manifest.migrations);
    await loadTables(client, file, manifest);
    const migrated = known.filter((name) => !manifest.migrations.includes(name));
    await migrateWithin(client, migrated);
    const audit = await verifyLog(client, manifest);
    const { createdAt, migration, auditHead } = manifest;
    await note(client, actor, "portal.restore", { createdAt, migration, auditHead });
    await client.query("COMMIT");
    // Searches and lists ask the planner which words are rare.
    await client.query("ANALYZE");
    return { manifest, migrated, audit };
  } finally {
    await end();
  }
}

async function verifyLog(client: pg.Client, { auditHead }: Manifest): Promise<Restored["audit"]> {
  const ask: Ask = async (sql, parameters) => (await client.query(sql, parameters)).rows;
  return verifyChain(await chainSource(ask), auditHead);
}

function missingFile(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code !== "ENOENT" && code !== "EACCES" && code !== "EISDIR") return error;
  return new AppError("NOT_FOUND", `${file} cannot be read.`, { cause: error });
}
