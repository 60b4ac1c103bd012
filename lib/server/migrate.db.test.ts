import { createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { env } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { schemaDrift } from "#lib/testing/schema-drift.ts";

test("the migrations make the columns and indexes that prisma/schema describes", async () => {
  expect(await schemaDrift(env.DATABASE_URL)).toEqual([]);
});

test("a database of an earlier version is brought up, and keeps what it holds", async () => {
  const name = `earlier_${randomBytes(6).toString("hex")}`;
  const admin = new pg.Client({ connectionString: env.DATABASE_URL });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.end();
  const url = env.DATABASE_URL.replace(/\/[^/]+$/, `/${name}`);
  const [first = "", ...later] = (await readdir("prisma/migrations")).filter((one) => /^\d/.test(one)).sort();

  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const script = await readFile(join("prisma/migrations", first, "migration.sql"), "utf8");
  await client.query(script);
  await client.query(
    `CREATE TABLE "_prisma_migrations" ("id" VARCHAR(36) PRIMARY KEY, "checksum" VARCHAR(64) NOT NULL,
       "finished_at" TIMESTAMPTZ, "migration_name" VARCHAR(255) NOT NULL, "logs" TEXT, "rolled_back_at" TIMESTAMPTZ,
       "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(), "applied_steps_count" INTEGER NOT NULL DEFAULT 0)`,
  );
  await client.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "finished_at", "applied_steps_count")
     VALUES ('first', $1, $2, now(), 1)`,
    [createHash("sha256").update(script).digest("hex"), first],
  );
  await client.query(
    `INSERT INTO "System" ("id", "key", "name") VALUES (gen_random_uuid(), 'kept', 'Kept through it')`,
  );

  expect((await migrate(url)).applied).toEqual(later);
  const { rows } = await client.query(`SELECT "name" FROM "System" WHERE "key" = 'kept'`);
  await client.end();
  expect(rows).toEqual([{ name: "Kept through it" }]);
  expect((await migrate(url)).applied).toEqual([]);
});
