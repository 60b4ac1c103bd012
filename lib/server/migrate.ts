import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { AppError } from "#lib/core/errors.ts";
import { env } from "#lib/server/env.ts";

/**
 * Brings a database to this code's version: the migrations in prisma/migrations, in Prisma's own format, applied by
 * Prisma's engine as WebAssembly, so that no binary has to be fetched. Several starters may come at once: one applies,
 * the others wait. A database from a newer version is refused and left alone.
 */
export async function migrate(databaseUrl: string): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: Error) => {
    throw new AppError("UNAVAILABLE", `The database does not answer: ${error.message}.`, { cause: error });
  });
  try {
    await requireVersion(client);
    await client.query("SELECT pg_advisory_lock($1)", [lockNumber]);
    const names = await migrationNames();
    const done = await appliedNames(client);
    refuseNewer(names, done);
    const missing = names.filter((name) => !done.includes(name));
    if (missing.length > 0) await apply(databaseUrl, names);
    return { applied: missing };
  } finally {
    await client.end();
  }
}

/** Whether every migration of this code is in the database. */
export async function isCurrent(
  query: (sql: string) => Promise<{ migration_name: string }[]>,
): Promise<boolean> {
  const done = await query(appliedSql);
  const names = await migrationNames();
  return names.every((name) => done.some((row) => row.migration_name === name));
}

/** The migrations that a database has, whatever this code knows of them; none where there is no portal in it. */
export async function appliedMigrations(client: pg.Client): Promise<string[]> {
  if (!(await hasMigrations(client))) return [];
  const { rows } = await client.query<{ migration_name: string }>(`${appliedSql} ORDER BY "migration_name"`);
  return rows.map((row) => row.migration_name);
}

/**
 * Carries out these migrations inside the caller's transaction, so that they are undone with whatever else it does; for
 * a restore, which begins at the version of its backup.
 */
export async function migrateWithin(client: pg.Client, migrations: string[]): Promise<void> {
  // As Prisma makes it.
  await client.query(`CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL, "checksum" VARCHAR(64) NOT NULL, "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`);
  for (const name of migrations) {
    const script = await text(`${name}/migration.sql`);
    await client.query(script);
    await client.query(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
       VALUES (gen_random_uuid()::text, $1, $2, now(), 1)`,
      [createHash("sha256").update(script).digest("hex"), name],
    );
  }
}

const appliedSql =
  'SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL';

// Any number will do, as long as every version of the portal uses the same.
export const lockNumber = 7_203_114;

const folder = () => join(env.PROJECT_DIR, "prisma", "migrations");
const schemaFolder = () => join(env.PROJECT_DIR, "prisma", "schema");

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
  const version = Number(rows[0]?.server_version_num ?? 0);
  if (version < 150_000) {
    throw new AppError(
      "UNAVAILABLE",
      `PostgreSQL ${Math.floor(version / 10_000)} is too old: 15 or later is needed.`,
    );
  }
}

let names: string[] | null = null;

export async function migrationNames(): Promise<string[]> {
  if (!names) {
    const entries = await readdir(folder(), { withFileTypes: true });
    names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    names.sort();
  }
  return names;
}

async function appliedNames(client: pg.Client): Promise<string[]> {
  if (!(await hasMigrations(client))) return [];
  const failed = await client.query<{ migration_name: string }>(
    'SELECT "migration_name" FROM "_prisma_migrations" WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL',
  );
  const stuck = failed.rows[0];
  if (stuck) {
    throw new AppError(
      "CONFLICT",
      `The migration ${stuck.migration_name} was begun and not finished. Restore the last backup, or mend it by hand.`,
    );
  }
  const done = await client.query<{ migration_name: string }>(appliedSql);
  return done.rows.map((row) => row.migration_name);
}

async function hasMigrations(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ exists: boolean }>(
    "SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists",
  );
  return rows[0]?.exists ?? false;
}

function refuseNewer(known: string[], done: string[]): void {
  const newer = done.find((name) => !known.includes(name));
  if (newer) {
    throw new AppError(
      "CONFLICT",
      `The database is newer than this version of the portal (it has ${newer}). Start the newer version; nothing was changed.`,
    );
  }
}

async function apply(databaseUrl: string, migrations: string[]): Promise<void> {
  const { SchemaEngine } = await import("@prisma/schema-engine-wasm");
  const datamodels = await schemaFiles();
  const factory = new WholeScripts({ connectionString: databaseUrl });
  const engine = await SchemaEngine.new(
    { datamodels },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  const work = engine.applyMigrations({
    filters: { externalTables: [], externalEnums: [] },
    migrationsList: {
      baseDir: folder(),
      lockfile: { path: "migration_lock.toml", content: await text("migration_lock.toml") },
      shadowDbInitScript: "",
      migrationDirectories: await Promise.all(
        migrations.map(async (path) => ({
          path,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok" as const, value: await text(`${path}/migration.sql`) },
          },
        })),
      ),
    },
  });
  await work.finally(() => factory.end());
}

/**
 * Prisma's adapter cuts a script at every semicolon, also inside a function body or a comment. Sent whole, PostgreSQL
 * reads it itself and carries it out as one transaction.
 */
class WholeScripts extends PrismaPg {
  readonly #adapters: { dispose: () => Promise<void> }[] = [];

  override async connect() {
    const adapter = await super.connect();
    this.#adapters.push(adapter);
    adapter.executeScript = async (script: string) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }

  /** The engine leaves its connections open. */
  async end(): Promise<void> {
    for (const adapter of this.#adapters) await adapter.dispose();
  }
}

function text(path: string): Promise<string> {
  return readFile(join(folder(), path), "utf8");
}

async function schemaFiles(): Promise<[string, string][]> {
  const files = (await readdir(schemaFolder())).filter((name) => name.endsWith(".prisma")).sort();
  return Promise.all(
    files.map(
      async (name): Promise<[string, string]> => [name, await readFile(join(schemaFolder(), name), "utf8")],
    ),
  );
}
