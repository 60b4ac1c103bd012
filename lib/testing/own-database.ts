import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { setEnvironment } from "#lib/server/env.ts";

/** Runs before each database test file: gives it a database of its own, copied from the migrated template. */
const templateUrl = inject("templateUrl");
const name = `test_${randomBytes(6).toString("hex")}`;
const maintenance = new pg.Client({ connectionString: templateUrl.replace(/\/portal$/, "/postgres") });
await maintenance.connect();
await maintenance.query(`CREATE DATABASE ${name} TEMPLATE portal`);
await maintenance.end();

setEnvironment({
  DATABASE_URL: templateUrl.replace(/\/portal$/, `/${name}`),
  AUTH_SECRET: "a secret for tests only, long enough",
  LOG_LEVEL: "error",
});

afterAll(async () => {
  const { db } = await import("#lib/server/db.ts");
  await db.$disconnect();
});
