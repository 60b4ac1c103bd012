import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { checkArchive } from "#lib/server/backup/check-archive.ts";
import { manifestName, opening, sealName } from "#lib/server/backup/manifest.ts";
import { type Member, readTar, tarEnd, tarMember } from "#lib/server/backup/tar.ts";
import { migrate, migrationNames } from "#lib/server/migrate.ts";
import { backUp, everything, folder, newDatabase, newFile, restore } from "#lib/testing/backups.ts";

describe("a file that is not whole", () => {
  let small = "";
  let known: string[] = [];
  beforeAll(async () => {
    const url = await newDatabase();
    await migrate(url);
    small = (await backUp(url)).file;
    known = await migrationNames();
  });

  async function refused(file: string, ...reasons: RegExp[]): Promise<void> {
    const url = await newDatabase();
    const error = await restore(url, file).catch((one: Error) => one);
    for (const reason of reasons) expect(error).toMatchObject({ message: expect.stringMatching(reason) });
    expect(await everything(url)).toEqual(new Map());
  }

  test("is refused wherever it is cut", async () => {
    const bytes = await readFile(small);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.byteLength - 1 }), async (length) => {
        const file = newFile();
        await writeFile(file, bytes.subarray(0, length));
        await expect(checkArchive(file, known)).rejects.toMatchObject({ code: "INVALID" });
      }),
      { numRuns: 60 },
    );
    const file = newFile();
    await writeFile(file, bytes.subarray(0, bytes.byteLength - 9));
    await refused(file, /was not restored, nothing was changed: it is cut off/);
  });

  test("is refused whichever bit is turned, or means what it meant", async () => {
    const bytes = await readFile(small);
    const meant = await checkArchive(small, known);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.byteLength * 8 - 1 }), async (bit) => {
        const turned = Buffer.from(bytes);
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const file = newFile();
        await writeFile(file, turned);
        const answer = await checkArchive(file, known).catch((error: { code: string }) => error.code);
        if (answer !== "INVALID") expect(answer).toEqual(meant);
      }),
      { numRuns: 200 },
    );
  });

  test("is refused with everything that was altered in it", async () => {
    const members = await membersOf(small);
    const altered = members
      .filter(({ name }) => !name.startsWith("tables/AuditHead/"))
      .map((member) =>
        member.name.startsWith("tables/Practice/")
          ? {
              ...member,
              bytes: bytesOf(Buffer.from(member.bytes).toString().replace("Indexing", "Undexing")),
            }
          : member,
      );
    altered.splice(2, 0, { name: "tables/Extra/000001.copy", bytes: bytesOf("1\n") });
    await refused(
      await fileOf(altered),
      /the rows of Practice were altered/,
      /the rows of AuditHead are missing/,
      /Extra does not belong into it/,
    );
  });

  test("is refused when its manifest was altered, with its seal or without", async () => {
    const members = await membersOf(small);
    const alter = (text: string) => text.replace(/"rows": \d+/, '"rows": 77');
    const altered = members.map((member) =>
      member.name === manifestName
        ? { ...member, bytes: bytesOf(alter(Buffer.from(member.bytes).toString())) }
        : member,
    );
    await refused(await fileOf(altered), /its manifest was altered/);
    await refused(
      await withManifest(small, (manifest) => ({
        ...manifest,
        tables: (manifest.tables as { rows: number }[]).map((table) => ({ ...table, rows: table.rows + 1 })),
      })),
      /The file changed|not what was backed up/,
    );
    const injected = (manifest: Record<string, unknown>) => ({
      ...manifest,
      partitions: [{ of: "Sample", name: "x", bound: "DEFAULT; DROP TABLE x" }],
    });
    await refused(await withManifest(small, injected), /its manifest cannot be read/);
  });

  test("is refused when a newer portal made it", async () => {
    await refused(
      await withManifest(small, (manifest) => ({
        ...manifest,
        migrations: [...known, "20991231000000_later"],
      })),
      /it is of a newer portal \(.*20991231000000_later\)/,
    );
    const members = await membersOf(small);
    const first = { name: opening, bytes: bytesOf({ ...json(members[0]), format: 2 }) };
    await refused(
      await fileOf([first, ...members.slice(1)]),
      /of a form \(2\) that only a newer portal reads/,
    );
  });

  test("is refused when it is something else", async () => {
    const file = newFile();
    await writeFile(file, "CREATE TABLE x ();");
    await refused(file, /it is not a backup of the portal/);
    await writeFile(file, gzipSync("CREATE TABLE x ();"));
    await refused(file, /it is not a backup of the portal/);
    await refused(join(folder, "nothing"), /cannot be read/);
  });
});

async function membersOf(file: string): Promise<Member[]> {
  const members: Member[] = [];
  const bytes = gunzipSync(await readFile(file));
  const source = (async function* () {
    yield bytes;
  })();
  for await (const { name, bytes: content } of readTar(source))
    members.push({ name, bytes: Uint8Array.from(content) });
  return members;
}

async function fileOf(members: Member[]): Promise<string> {
  const file = newFile();
  const blocks = members.flatMap((member) => tarMember(member, new Date(0)));
  await writeFile(file, gzipSync(Buffer.concat([...blocks, tarEnd])));
  return file;
}

const json = (member: Member | undefined) => JSON.parse(Buffer.from(member?.bytes ?? []).toString("utf8"));
const bytesOf = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The backup with its manifest changed, and sealed anew by somebody who knows how. */
async function withManifest(
  file: string,
  change: (manifest: Record<string, unknown>) => object,
): Promise<string> {
  const members = await membersOf(file);
  const bytes = bytesOf(change(json(members.find(({ name }) => name === manifestName))));
  return fileOf(
    members.map((member) => {
      if (member.name === manifestName) return { ...member, bytes };
      return member.name === sealName ? { ...member, bytes: bytesOf(sha256(bytes)) } : member;
    }),
  );
}
