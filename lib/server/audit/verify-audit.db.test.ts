import fc from "fast-check";
import pg from "pg";
import { expect, test } from "vitest";
import { auditCommand } from "#lib/cli/audit.ts";
import { verifyAudit } from "#lib/server/audit/verify-audit.ts";
import { audit } from "#lib/server/audit.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { runCommand } from "#lib/testing/run-command.ts";

const portal = systemActor("test");

function write(action: string, data: Record<string, string | number | null> = {}): Promise<void> {
  return transaction((tx) => audit(tx, portal, { action, entity: "thing", entityId: "1", data }));
}

/** Somebody who may do anything in the database: without triggers, and nothing stays. */
async function tampered<Result>(sql: string, look: () => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: env.DATABASE_URL });
  await client.connect();
  try {
    await client.query(
      `CREATE TABLE kept_event AS TABLE "AuditEvent"; CREATE TABLE kept_head AS TABLE "AuditHead"`,
    );
    await client.query(`SET session_replication_role = replica; ${sql}`);
    return await look();
  } finally {
    await client.query(`SET session_replication_role = replica; ALTER TABLE "AuditEvent" DISABLE TRIGGER USER;
      ALTER TABLE "AuditHead" DISABLE TRIGGER USER; DELETE FROM "AuditEvent"; DELETE FROM "AuditHead";
      INSERT INTO "AuditEvent" SELECT * FROM kept_event; INSERT INTO "AuditHead" SELECT * FROM kept_head;
      DROP TABLE kept_event; DROP TABLE kept_head;
      ALTER TABLE "AuditEvent" ENABLE TRIGGER USER; ALTER TABLE "AuditHead" ENABLE TRIGGER USER`);
    await client.end();
  }
}

test("twenty writers at once leave one chain without a gap", async () => {
  const before = await verifyAudit(portal);
  await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      for (let n = 0; n < 5; n++) await write("thing.write", { writer, n });
    }),
  );
  const after = await verifyAudit(portal);
  expect(after).toMatchObject({ whole: true, damage: null, count: before.count + 100 });
});

test("several rows of one write are chained, and a write that is undone leaves no gap", async () => {
  const before = await verifyAudit(portal);
  await transaction(async (tx) => {
    for (const action of ["thing.a", "thing.b", "thing.c"]) {
      await audit(tx, portal, {
        action,
        entity: "thing",
        entityId: "ü — 字 🙂",
        data: { n: 1.5e-7, deep: { b: [1, null] } },
      });
    }
  });
  await expect(
    transaction(async (tx) => {
      await audit(tx, portal, { action: "thing.undone", entity: "thing", entityId: "1", data: {} });
      throw new Error("undone");
    }),
  ).rejects.toThrow("undone");
  await write("thing.after");
  expect(await verifyAudit(portal)).toMatchObject({ whole: true, count: before.count + 4 });
});

test("the database refuses to change, remove or truncate rows and to set the head back", async () => {
  await write("thing.kept");
  const refused = [
    `UPDATE "AuditEvent" SET "actorName" = 'Somebody else'`,
    `UPDATE "AuditEvent" SET "hash" = NULL`,
    `UPDATE "AuditEvent" SET "link" = "link" + 100`,
    `DELETE FROM "AuditEvent"`,
    `TRUNCATE "AuditEvent"`,
    `UPDATE "AuditHead" SET "link" = 0`,
    `DELETE FROM "AuditHead"`,
    `TRUNCATE "AuditHead"`,
  ];
  for (const sql of refused) {
    await expect(db.$executeRawUnsafe(sql), sql).rejects.toThrow(/never changed or removed|goes forward/);
  }
  expect(await verifyAudit(portal)).toMatchObject({ whole: true });
});

test("a row that comes with hashes of its own gets those of the chain", async () => {
  await db.$executeRaw`INSERT INTO "AuditEvent" ("actorKind", "actorName", "action", "entity", "entityId", "data", "link", "hash")
    VALUES ('user', 'Ann', 'thing.forge', 'thing', '1', '{}', 7, '\\x00')`;
  expect(await verifyAudit(portal)).toMatchObject({ whole: true });
});

test("what is done to the log behind its triggers is found and named", async () => {
  for (let n = 0; n < 6; n++) await write("thing.more", { n });
  const { count } = await verifyAudit(portal);
  const place = fc.integer({ min: 1, max: count });
  const row = (link: number) => `"AuditEvent" WHERE "link" = ${link}`;
  const edit = place.map((link) => ({
    link,
    kind: "edited",
    sql: `UPDATE "AuditEvent" SET "data" = '{"n": 0.5}' WHERE "link" = ${link}`,
  }));
  const removal = place.map((link) => ({ link, kind: "removed", sql: `DELETE FROM ${row(link)}` }));
  const insertion = place.map((link) => ({
    link,
    kind: "inserted",
    sql: `INSERT INTO "AuditEvent" ("actorKind", "actorName", "action", "entity", "entityId", "data")
          VALUES ('user', 'Ann', 'thing.forge', 'thing', '${link}', '{}')`,
  }));
  const swap = place
    .filter((link) => link < count)
    .map((link) => ({
      link,
      kind: "order",
      sql: `UPDATE "AuditEvent" SET "link" = -1 WHERE "link" = ${link}; UPDATE "AuditEvent" SET "link" = ${link} WHERE "link" = ${count};
          UPDATE "AuditEvent" SET "link" = ${count} WHERE "link" = -1`,
    }));
  await fc.assert(
    fc.asyncProperty(fc.oneof(edit, removal, insertion, swap), async ({ link, kind, sql }) => {
      const answer = await tampered(sql, () => verifyAudit(portal));
      expect(answer.damage, sql).toMatchObject({ kind, ...(kind === "inserted" ? {} : { link }) });
    }),
    { numRuns: 12 },
  );
  expect(await verifyAudit(portal)).toMatchObject({ whole: true });
});

test("the command exits 0 with the head when all is whole, else 1 with one line", async () => {
  const whole = await runCommand(auditCommand, ["verify"]);
  expect(whole).toMatchObject({ status: 0, stderr: "" });
  const head = /Head, to be kept elsewhere: (\S+)/.exec(whole.stdout)?.[1] ?? "";
  expect(head).toMatch(/^[0-9a-f]{64}:\d+$/);
  expect((await runCommand(auditCommand, ["verify", "--expect", head])).status).toBe(0);

  const cut = `DELETE FROM "AuditEvent" WHERE "link" = (SELECT "link" FROM "AuditHead");
    UPDATE "AuditHead" SET ("link", "hash") = (SELECT "link", "hash" FROM "AuditEvent" ORDER BY "link" DESC LIMIT 1)`;
  await tampered(cut, async () => {
    expect((await runCommand(auditCommand, ["verify"])).status).toBe(0);
    const expected = await runCommand(auditCommand, ["verify", "--expect", head]);
    expect(expected).toMatchObject({ status: 1, stdout: "" });
    expect(expected.stderr).toMatch(
      /^The audit log is damaged \(removed\)\. The log has \d+ rows and had \d+: the newest were removed\.\n$/,
    );
  });
  expect((await runCommand(auditCommand, ["verify", "--expect", "abc"])).status).toBe(1);
  expect((await runCommand(auditCommand, ["prove"])).status).toBe(2);
});

test("only admins verify the log", async () => {
  await expect(verifyAudit(await actorOf("reviewer"))).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(verifyAudit(await actorOf("admin"))).resolves.toMatchObject({ whole: true });
});
