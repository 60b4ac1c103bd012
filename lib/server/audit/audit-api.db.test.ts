import { gunzipSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { type ChainedEvent, chainedText } from "#lib/core/audit/chain.ts";
import { sha256 } from "#lib/core/statistics/sha256.ts";
import { exportAudit } from "#lib/server/audit/export-audit.ts";
import { listAudit } from "#lib/server/audit/list-audit.ts";
import { audit } from "#lib/server/audit.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { readTar } from "#lib/server/backup/tar.ts";
import { db, transaction } from "#lib/server/db.ts";
import type { Download } from "#lib/server/http/download.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { apiCaller } from "#lib/testing/api-caller.ts";

const portal = systemActor("test");
let ann: Awaited<ReturnType<typeof actorOf>>;
let admin: Awaited<ReturnType<typeof apiCaller>>;

beforeAll(async () => {
  ann = await actorOf("admin", { name: '=Ann, "the" admin', email: "ann@test.example" });
  admin = await apiCaller("admin");
  for (const [actor, action, entity, entityId] of [
    [ann, "thing.make", "thing", "1"],
    [ann, "thing.edit", "thing", "1"],
    [portal, "thing.edit", "thing", "2"],
    [portal, "other.edit", "other", "1"],
  ] as const) {
    await transaction((tx) => audit(tx, actor, { action, entity, entityId, data: { name: "ü,\n", n: 1 } }));
  }
});

const things = async (input: object) =>
  (await listAudit(portal, input)).items.map((item) => `${item.action} ${item.object}/${item.objectId}`);

test("the log is read newest first, by who, what, on which object and when", async () => {
  expect(await things({ limit: 4 })).toEqual([
    "other.edit other/1",
    "thing.edit thing/2",
    "thing.edit thing/1",
    "thing.make thing/1",
  ]);
  expect(await things({ actor: "Ann@test.example" })).toEqual(["thing.edit thing/1", "thing.make thing/1"]);
  expect(await things({ actor: ann.userId, action: "thing.make" })).toEqual(["thing.make thing/1"]);
  expect(await things({ actor: "portal", object: "thing" })).toEqual(["thing.edit thing/2"]);
  expect(await things({ actor: "nobody@test.example" })).toEqual([]);
  expect(await things({ object: "thing", objectId: "1" })).toEqual([
    "thing.edit thing/1",
    "thing.make thing/1",
  ]);
  expect(await things({ from: "2999-01-01" })).toEqual([]);
  expect(await things({ to: "2000-01-01" })).toEqual([]);
  expect(await things({ from: "2000-01-01", to: "2999-01-01", object: "other" })).toEqual([
    "other.edit other/1",
  ]);
});

test("over HTTP in pages, for admins alone", async () => {
  const first = await admin.call("GET", "/audit?object=thing&limit=2");
  expect(first).toMatchObject({
    status: 200,
    json: { items: [{ objectId: "2" }, { action: "thing.edit" }] },
  });
  const { nextCursor } = first.json as { nextCursor: string };
  const second = await admin.call("GET", `/audit?object=thing&limit=2&cursor=${nextCursor}`);
  expect(second.json).toMatchObject({
    items: [{ action: "thing.make", data: { n: 1 }, actor: { kind: "user", id: ann.userId } }],
    nextCursor: null,
  });
  expect((await admin.call("GET", "/audit/actions")).json).toMatchObject({
    items: expect.arrayContaining(["other.edit", "thing.edit", "thing.make"]),
  });
  const { json } = await admin.call("GET", "/audit/verification");
  expect(json).toMatchObject({ whole: true, damage: null });
  const wrong = await admin.call("GET", `/audit/verification?expect=${"ab".repeat(32)}`);
  expect(wrong).toMatchObject({ status: 200, json: { whole: false, damage: { kind: "removed" } } });
  expect((await admin.call("GET", "/audit?actor=somebody")).status).toBe(422);
  expect((await admin.call("GET", "/audit?objectId=1")).status).toBe(422);
  for (const role of ["lead", "reviewer", "executive", "member"] as const) {
    const other = await apiCaller(role);
    for (const path of ["/audit", "/audit/actions", "/audit/verification", "/audit/export?format=csv"]) {
      expect((await other.call("GET", path)).status, `${role} ${path}`).toBe(403);
    }
  }
});

async function unpacked(file: Download): Promise<Record<string, string>> {
  const bytes = gunzipSync(Buffer.from(await new Response(file.content as BodyInit).arrayBuffer()));
  const source = (async function* () {
    yield bytes;
  })();
  const members: Record<string, string> = {};
  for await (const { name, bytes: content } of readTar(source))
    members[name] = Buffer.from(content).toString();
  return members;
}

test("an export can be verified by whoever has only it, and is logged", async () => {
  const files = await unpacked(await exportAudit(ann, { format: "jsonl" }));
  const text = files["audit.jsonl"] ?? "";
  const manifest = JSON.parse(files["manifest.json"] ?? "");
  const rows: ChainedEvent[] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  let previous = "0".repeat(64);
  for (const row of rows) {
    expect(row.previousHash).toBe(previous);
    expect(sha256(chainedText(previous, row))).toBe(row.hash);
    previous = row.hash ?? "";
  }
  expect(manifest).toMatchObject({
    count: rows.length,
    sha256: sha256(text),
    gapless: true,
    first: { link: 1 },
    last: { hash: previous },
    head: { hash: previous, count: rows.length },
  });
  const logged = await db.auditEvent.findFirstOrThrow({ where: { action: "audit.export" } });
  expect(logged).toMatchObject({
    actorId: ann.userId,
    data: { format: "jsonl", count: rows.length, sha256: sha256(text) },
  });
});

test("an export of a part says which part, and CSV holds nothing that a spreadsheet would run", async () => {
  const files = await unpacked(
    await exportAudit(ann, { format: "csv", actor: "ann@test.example", object: "thing" }),
  );
  const manifest = JSON.parse(files["manifest.json"] ?? "");
  expect(manifest).toMatchObject({
    count: 2,
    filter: { object: "thing" },
    sha256: sha256(files["audit.csv"] ?? ""),
  });
  expect(files["audit.csv"]).toMatch(/^link,position,at,.*\r\n/);
  expect(files["audit.csv"]).toContain(
    `,"'=Ann, ""the"" admin",thing.make,thing,1,"{""n"": 1, ""name"": ""ü,\\n""}",`,
  );
  const none = await unpacked(await exportAudit(ann, { format: "jsonl", actor: "nobody@test.example" }));
  expect(none["audit.jsonl"]).toBe("");
  expect(JSON.parse(none["manifest.json"] ?? "")).toMatchObject({
    count: 0,
    first: null,
    last: null,
    gapless: true,
  });
});
