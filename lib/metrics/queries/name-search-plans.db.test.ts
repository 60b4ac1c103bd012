import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { env } from "#lib/server/env.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { planNodes, rowsRead, sentStatements } from "#lib/testing/sent-statements.ts";
import { listUsers } from "#lib/users/queries.ts";

const rows = 20_000;
let client: pg.Client;
let admin: UserActor;

beforeAll(async () => {
  client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  admin = await actorOf("admin");
  // Names as people give them: a rare word in one of a thousand.
  const name = `'Ledger ' || md5(n::text) || CASE WHEN n % 1000 = 7 THEN ' zanzibar' ELSE '' END`;
  await client.query(`
    INSERT INTO "System" ("id", "key", "name") SELECT gen_random_uuid(), 'many-' || n, ${name} FROM generate_series(1, ${rows}) n;
    INSERT INTO "Metric" ("id", "key", "name", "systemId", "unit", "better", "kind")
      SELECT gen_random_uuid(), 'many.' || n, ${name}, (SELECT "id" FROM "System" LIMIT 1), 'ms', 'lower', 'duration'
      FROM generate_series(1, ${rows}) n;
    INSERT INTO "TestRun" ("id", "kind", "title", "systemId", "ranAt")
      SELECT gen_random_uuid(), 'load', ${name}, (SELECT "id" FROM "System" LIMIT 1), now() - n * interval '1 hour'
      FROM generate_series(1, ${rows}) n;
    INSERT INTO "User" ("id", "email", "name", "role")
      SELECT gen_random_uuid(), n || '@' || md5(n::text) || '.example', ${name}, 'member' FROM generate_series(1, ${rows}) n;
  `);
  await client.query(`VACUUM ANALYZE "System", "Metric", "TestRun", "User"`);
  return () => client.end();
});

type List = (actor: UserActor, input: unknown) => Promise<{ items: unknown[]; nextCursor: string | null }>;
const lists: { table: string; list: List }[] = [
  { table: "System", list: listSystems },
  { table: "Metric", list: listMetrics },
  { table: "TestRun", list: listTestRuns },
  { table: "User", list: listUsers },
];

describe("a list among many names", () => {
  it.each(lists)(
    "finds a word of a $table from an index, wherever it stands and however it is written",
    async ({ table, list }) => {
      expect(await readBy(table, () => list(admin, { q: "ANZIBA" }))).toBeLessThanOrEqual(2 * (rows / 1000));
      expect((await list(admin, { q: "ANZIBA" })).items).toHaveLength(rows / 1000);
    },
  );

  it.each(lists)(
    "begins a later page of $table at its key: it reads a page, not what came before",
    async ({ table, list }) => {
      let cursor: string | null = null;
      for (let page = 0; page < 30; page++) {
        cursor = (await list(admin, { limit: 50, ...(cursor ? { cursor } : {}) })).nextCursor;
      }
      expect(await readBy(table, () => list(admin, { limit: 50, cursor }))).toBeLessThan(150);
    },
  );

  it("would notice that the index is gone", async () => {
    const [statement] = await sentStatements(() => listMetrics(admin, { q: "anziba" }));
    if (!statement) throw new Error("Nothing was asked.");
    await client.query("BEGIN");
    await client.query(`DROP INDEX "Metric_name_idx"`);
    const nodes = await planNodes(client, statement).finally(() => client.query("ROLLBACK"));
    expect(rowsRead(nodes, "Metric")).toBeGreaterThan(rows / 2);
  });
});

/** Rows of a table that were looked at for it, in all that it asked. */
async function readBy(table: string, work: () => Promise<unknown>): Promise<number> {
  const read = [];
  for (const statement of await sentStatements(work)) {
    read.push(rowsRead(await planNodes(client, statement), table));
  }
  return Math.max(...read);
}
