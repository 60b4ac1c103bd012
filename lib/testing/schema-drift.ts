import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { SchemaEngine } from "@prisma/schema-engine-wasm";
import { inDatabase } from "#lib/testing/in-database.ts";

const folder = "prisma/schema";

/**
 * Columns and indexes in which a migrated database and prisma/schema differ, each with a sign: `+` is described and
 * missing in the database, `-` is there and described by nobody.
 */
export async function schemaDrift(databaseUrl: string): Promise<string[]> {
  const name = `described_${randomBytes(6).toString("hex")}`;
  await inDatabase(databaseUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const described = databaseUrl.replace(/\/[^/]+$/, `/${name}`);
  const script = await describedSql(databaseUrl);
  await inDatabase(described, (client) =>
    client.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE SCHEMA IF NOT EXISTS public; ${script}`),
  );
  const [wanted, found] = await Promise.all([shapeOf(described), shapeOf(databaseUrl)]);
  return [
    ...wanted.filter((line) => !found.includes(line)).map((line) => `+ ${line}`),
    ...found.filter((line) => !wanted.includes(line)).map((line) => `- ${line}`),
  ];
}

/** The SQL that makes everything that prisma/schema describes. */
async function describedSql(databaseUrl: string): Promise<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".prisma")).sort();
  const files = await Promise.all(
    names.map(async (path) => ({ path, content: await readFile(join(folder, path), "utf8") })),
  );
  const datamodels = files.map(({ path, content }): [string, string] => [path, content]);
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const engine = await SchemaEngine.new({ datamodels }, () => {}, factory);
  const { stdout } = await engine.diff({
    from: { tag: "empty" },
    to: { tag: "schemaDatamodel", files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? "";
}

// What Prisma cannot describe (checks, triggers, partial indexes) is not looked at.
async function shapeOf(databaseUrl: string): Promise<string[]> {
  return inDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ line: string }>(
      `SELECT format('column %s.%s %s %s', table_name, column_name, udt_name, is_nullable) AS line
         FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'
       UNION ALL
       SELECT format('index %s', indexname) FROM pg_indexes
        WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' AND indexdef NOT LIKE '% WHERE %'
        ORDER BY line`,
    );
    return rows.map((row) => row.line);
  });
}
