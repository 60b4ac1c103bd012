import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { removeOrphanFiles, takeBackFiles } from "#lib/metrics/commands/remove-files.ts";
import { storeFiles } from "#lib/metrics/commands/store-files.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { readFileChunks, readFileText, writeText } from "#lib/server/files.ts";
import { dropSpooled, spool } from "#lib/server/spool.ts";
import { actorOf } from "#lib/testing/actors.ts";

let lead: UserActor;

beforeAll(async () => {
  lead = await actorOf("lead");
});

const unlimited = { take: () => undefined };

async function* inPieces(content: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.byteLength; at += size) yield content.subarray(at, at + size);
}

async function keep(contents: Uint8Array[], actor = lead) {
  const spooled = await Promise.all(contents.map((content) => spool(inPieces(content), unlimited)));
  try {
    return await storeFiles(
      actor,
      spooled.map((file, index) => ({ name: `file-${index}.csv`, spooled: file })),
    );
  } finally {
    await dropSpooled(spooled);
  }
}

test("a file comes back to the byte, from chunks of at most 1 MB", async () => {
  const content = randomBytes(3 * 1024 * 1024 + 5);
  const [file] = await keep([content]);
  if (!file) throw new Error("Nothing was kept.");
  const chunks: Uint8Array[] = [];
  for await (const chunk of readFileChunks(db, file.id)) chunks.push(chunk);
  expect(chunks.map((chunk) => chunk.byteLength)).toEqual([1_048_576, 1_048_576, 1_048_576, 5]);
  expect(Buffer.concat(chunks).equals(content)).toBe(true);
  expect(file.bytes).toBe(content.byteLength);
});

test("text comes back as it was, also where a letter lies across two chunks", async () => {
  const text = `${"x".repeat(1_048_575)}ä\n\ufeff日本`;
  const [file] = await keep([Buffer.from(text)]);
  expect(await readFileText(db, file?.id ?? "")).toBe(text);
  const typed = await transaction((tx) => writeText(tx, { name: "v.json", text, uploadedById: null }));
  expect(await readFileText(db, typed.id)).toBe(text);
  expect(typed.sha256).toBe(file?.sha256);
});

test("text in UTF-16 comes back too, told by its mark", async () => {
  const text = `\ufeff${"x".repeat(600_000)}ä\r\n`;
  const [file] = await keep([Buffer.from(text, "utf16le")]);
  expect(await readFileText(db, file?.id ?? "")).toBe(text);
});

test("an empty file is a file without chunks", async () => {
  const [file] = await keep([new Uint8Array()]);
  expect(file?.bytes).toBe(0);
  expect(await readFileText(db, file?.id ?? "")).toBe("");
});

test("of several files all are kept or none, each with its audit row", async () => {
  const files = await keep([Buffer.from("1"), Buffer.from("2")]);
  expect(files.map((file) => file.name)).toEqual(["file-0.csv", "file-1.csv"]);
  const rows = await db.auditEvent.count({
    where: { entity: "file", action: "file.upload", entityId: { in: files.map((file) => file.id) } },
  });
  expect(rows).toBe(2);
  const before = await db.storedFile.count({ where: { uploadedById: lead.userId } });
  const spooled = await spool(inPieces(Buffer.from("3")), unlimited);
  const broken = await spool(inPieces(Buffer.from("4")), unlimited);
  await broken.handle.close();
  await expect(
    storeFiles(lead, [
      { name: "good.csv", spooled },
      { name: "broken.csv", spooled: broken },
    ]),
  ).rejects.toThrow();
  await dropSpooled([spooled]);
  expect(await db.storedFile.count({ where: { uploadedById: lead.userId } })).toBe(before);
});

test("who may not upload keeps nothing", async () => {
  const executive = await actorOf("executive");
  await expect(keep([Buffer.from("1")], executive)).rejects.toThrow(/Only admins and leads/);
});

test("what an allowance refuses leaves no file behind", async () => {
  const limited = {
    take: () => {
      throw new Error("enough");
    },
  };
  await expect(spool(inPieces(Buffer.from("1")), limited)).rejects.toThrow("enough");
});

async function linkToTestRun(fileId: string): Promise<void> {
  const system = await db.system.create({ data: { key: `s-${crypto.randomUUID()}`, name: "S" } });
  await db.testRun.create({
    data: { kind: "load", title: "T", systemId: system.id, ranAt: new Date(), fileId },
  });
}

test("files are taken back only by who stored them, and never while something rests on them", async () => {
  const [used, unused] = await keep([Buffer.from("used"), Buffer.from("unused")]);
  const ids = [used?.id ?? "", unused?.id ?? ""];
  await linkToTestRun(ids[0] ?? "");
  expect(await takeBackFiles(await actorOf("lead"), ids)).toBe(0);
  expect(await takeBackFiles(lead, ids)).toBe(1);
  const left = await db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true } });
  expect(left).toEqual([{ id: ids[0] }]);
  expect(await db.fileChunk.count({ where: { fileId: ids[1] ?? "" } })).toBe(0);
});

test("uploads that nothing links to go after a day, others stay", async () => {
  const [old, used, young] = await keep([Buffer.from("old"), Buffer.from("kept"), Buffer.from("young")]);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  const ids = [old, used, young].map((file) => file?.id ?? "");
  await db.storedFile.updateMany({ where: { id: { in: ids.slice(0, 2) } }, data: { createdAt: yesterday } });
  await linkToTestRun(ids[1] ?? "");
  await removeOrphanFiles(systemActor("test"));
  const left = await db.storedFile.findMany({ where: { id: { in: ids } }, select: { id: true } });
  expect(new Set(left.map((file) => file.id))).toEqual(new Set(ids.slice(1)));
  await expect(removeOrphanFiles(lead)).rejects.toThrow(/Only admins/);
});
