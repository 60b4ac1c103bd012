import { stat } from "node:fs/promises";
import { expect, test } from "vitest";
import { migrate } from "#lib/server/migrate.ts";
import { backUp, everything, newDatabase, restore } from "#lib/testing/backups.ts";
import { inDatabase } from "#lib/testing/in-database.ts";

/** The most that buffers and heap took while something ran, above what they took before. */
async function growthOf(work: () => Promise<unknown>): Promise<number> {
  const held = () => {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    return arrayBuffers + heapUsed;
  };
  const before = held();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, held());
  }, 10);
  await work().finally(() => clearInterval(watch));
  return most - before;
}

const megabyte = 1024 * 1024;

// As COPY writes bytes they are twice as many: 400 MB go through, each way.
test("a backup and a restore hold a part of what goes through them, however much that is", async () => {
  const url = await newDatabase();
  await migrate(url);
  await inDatabase(url, (client) =>
    client.query(`
      INSERT INTO "StoredFile" ("id", "name", "bytes", "sha256") VALUES ('00000000-0000-4000-8000-000000000001', 'big', 200000000, '');
      INSERT INTO "FileChunk" ("fileId", "position", "data")
        SELECT '00000000-0000-4000-8000-000000000001', n, decode(repeat(lpad(to_hex(n), 4, '0'), 524288), 'hex')
          FROM generate_series(0, 199) AS n`),
  );
  let file = "";
  let through = 0;
  const reading = await growthOf(async () => {
    const written = await backUp(url);
    file = written.file;
    through = written.manifest.tables.find(({ name }) => name === "FileChunk")?.bytes ?? 0;
  });
  expect(through).toBeGreaterThan(400 * megabyte);
  expect((await stat(file)).size).toBeLessThan(through / 20);
  expect(reading).toBeLessThan(200 * megabyte);

  const target = await newDatabase();
  const writing = await growthOf(() => restore(target, file));
  expect(writing).toBeLessThan(200 * megabyte);
  expect((await everything(target)).get("StoredFile")).toHaveLength(1);
}, 300_000);
