import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { exportPlan } from "#lib/plan/queries.ts";
import { verifyAudit } from "#lib/server/audit/verify-audit.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { restoreBackup } from "#lib/server/backup/restore-backup.ts";
import { writeBackup } from "#lib/server/backup/write-backup.ts";
import { db } from "#lib/server/db.ts";
import { migrate, migrateWithin, migrationNames } from "#lib/server/migrate.ts";
import { actorOf } from "#lib/testing/actors.ts";
import {
  backUp,
  everything,
  folder,
  newDatabase,
  newFile,
  nextNumbers,
  on,
  own,
  restore,
  shape,
} from "#lib/testing/backups.ts";
import { inDatabase } from "#lib/testing/in-database.ts";
import { loadSample } from "#prisma/sample/load.ts";

const portal = systemActor("test");

describe("a portal with the sample plan", () => {
  beforeAll(async () => {
    await loadSample(portal, { accounts: false, now: new Date() });
    await db.$executeRaw`INSERT INTO "OutgoingJob" ("name", "payload", "startAfter") VALUES ('test.job', '{"a": [1, null]}', now())`;
  }, 120_000);

  test("comes back with every row of every table, its laws, its plan and its audit log", async () => {
    const { file, manifest, bytes } = await backUp();
    const before = await everything(own);
    const laws = await shape(own);
    const next = await inDatabase(own, nextNumbers);
    expect(bytes).toBe((await readFile(file)).byteLength);
    // Partitions are rows of the table they belong to.
    const tables = [...before.keys()].filter((name) => !/^Sample_\d/.test(name));
    expect(manifest.tables.map(({ name }) => name)).toEqual(tables);
    expect(before.size).toBeGreaterThan(tables.length);

    const url = await newDatabase();
    const restored = await restore(url, file);
    const after = await everything(url);
    const events = before.get("AuditEvent") ?? [];
    expect(after.get("AuditEvent")?.slice().sort()).toEqual(expect.arrayContaining(events));
    expect(after.get("AuditEvent")).toHaveLength(events.length + 1);
    for (const name of ["AuditEvent", "AuditHead"]) {
      before.delete(name);
      after.delete(name);
    }
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, rows] of before) expect(after.get(name), name).toEqual(rows);
    expect(await shape(url)).toEqual(laws);
    expect(restored.audit).toEqual({ ...manifest.auditHead, damage: null });
    expect(restored.migrated).toEqual([]);
    // The restore's own audit row took the next position.
    const sequences = await inDatabase(url, nextNumbers);
    expect(sequences).toEqual({ ...next, AuditEvent_position_seq: sequences.AuditEvent_position_seq });
    expect((await migrate(url)).applied).toEqual([]);
  });

  test("says the same plan when it is put in the place of another one", async () => {
    const plan = async () => {
      const { content } = await exportPlan(portal, { format: "json" });
      const text = await new Response(content as BodyInit).text();
      const { generatedAt: _now, period, ...rest } = JSON.parse(text);
      return { ...rest, period: { ...period, to: null } };
    };
    const before = await plan();
    const { file } = await backUp();
    await db.$executeRaw`UPDATE "Change" SET "title" = 'Somebody overwrote it'`;
    expect(await plan()).not.toEqual(before);
    await expect(restore(own, file)).rejects.toThrow(/in use/);
    await db.$disconnect();
    await expect(restore(own, file)).rejects.toThrow(
      /^The database is not empty: it holds \d+ accounts, \d+ systems, \d+ changes, \d+ feedback entries.*--replace/,
    );
    await restore(own, file, true);
    expect(await plan()).toEqual(before);
    expect(await verifyAudit(portal)).toMatchObject({ whole: true });
  });
});

test("an empty portal that has been started counts as empty", async () => {
  const source = await newDatabase();
  await migrate(source);
  const { file } = await backUp(source);
  const url = await newDatabase();
  await migrate(url);
  await expect(restore(url, file)).resolves.toMatchObject({ migrated: [] });
});

test("a backup of an earlier version is loaded as it was and brought up to date, its audit log chained", async () => {
  const names = await migrationNames();
  const chain = names.findIndex((name) => name.endsWith("_audit_chain"));
  const url = await newDatabase();
  await inDatabase(url, async (client) => {
    await migrateWithin(client, names.slice(0, chain));
    await client.query(
      `INSERT INTO "System" ("id", "key", "name") VALUES (gen_random_uuid(), 'kept', 'Kept through it')`,
    );
    for (const action of ["a.a", "a.b", "a.c"]) {
      await client.query(
        `INSERT INTO "AuditEvent" ("actorKind", "actorName", "action", "entity", "entityId", "data") VALUES ('user', 'Ann', $1, 'a', '1', '{}')`,
        [action],
      );
    }
  });
  const { file, manifest } = await backUp(url);
  expect(manifest).toMatchObject({ migration: names[chain - 1], auditHead: null });
  const target = await newDatabase();
  const restored = await restore(target, file);
  expect(restored.migrated).toEqual(names.slice(chain));
  // Three, and the one of the backup itself.
  expect(restored.audit).toMatchObject({ count: 4, damage: null });
  expect((await everything(target)).get("System")?.[0]).toContain("Kept through it");
  const current = await newDatabase();
  await migrate(current);
  expect(await shape(target)).toEqual(await shape(current));
});

test("jobs that the queue had not finished are asked for again", async () => {
  const url = await newDatabase();
  await migrate(url);
  await inDatabase(url, (client) =>
    client.query(`CREATE SCHEMA pgboss;
      CREATE TABLE pgboss.job (id uuid DEFAULT gen_random_uuid(), name text, data jsonb, state text, start_after timestamptz DEFAULT '2026-11-28T05:00:00Z', created_on timestamptz DEFAULT now());
      INSERT INTO pgboss.job (name, data, state) VALUES ('waits', '{"n": 1}', 'created'), ('runs', NULL, 'active'),
        ('done', '{}', 'completed'), ('__pgboss__cron', '{}', 'created')`),
  );
  const { file, manifest } = await backUp(url);
  expect(manifest.queue.rows).toBe(2);
  await restore(url, file, true);
  const { rows } = await inDatabase(url, (client) =>
    client.query(`SELECT "name", "payload", "startAfter"::text AS at FROM "OutgoingJob" ORDER BY "name"`),
  );
  expect(rows).toEqual([
    { name: "runs", payload: {}, at: "2026-11-28 05:00:00" },
    { name: "waits", payload: { n: 1 }, at: "2026-11-28 05:00:00" },
  ]);
});

test("an audit log that was damaged when it was backed up is restored and said", async () => {
  const url = await newDatabase();
  await migrate(url);
  await backUp(url);
  await inDatabase(url, (client) =>
    client.query(`SET session_replication_role = replica; UPDATE "AuditEvent" SET "actorName" = 'Nobody'`),
  );
  const { file } = await backUp(url);
  const target = await newDatabase();
  const { audit } = await restore(target, file);
  expect(audit.damage).toMatchObject({ kind: "edited", link: 1 });
  expect((await everything(target)).get("AuditEvent")?.[0]).toContain("Nobody");
});

test("a database of somebody else, a file that is there and a folder that is not are refused", async () => {
  const source = await newDatabase();
  await migrate(source);
  const { file } = await backUp(source);
  await expect(on(own, () => writeBackup(portal, { file }))).rejects.toThrow(/is there already/);
  await expect(on(own, () => writeBackup(portal, { file: join(folder, "no", "file") }))).rejects.toThrow(
    /cannot be written: its folder is not there/,
  );
  const url = await newDatabase();
  await expect(on(url, () => writeBackup(portal, { file: newFile() }))).rejects.toThrow(/There is no portal/);
  await inDatabase(url, (client) => client.query(`CREATE TABLE "Theirs" (a int)`));
  await expect(restore(url, file, true)).rejects.toThrow(/not the portal's \(Theirs\)/);
  expect([...(await everything(url)).keys()]).toEqual(["Theirs"]);
});

test("nobody but the portal's own command line backs up and restores", async () => {
  const admin = await actorOf("admin");
  await expect(writeBackup(admin, { file: newFile() })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(restoreBackup(admin, { file: newFile() })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
