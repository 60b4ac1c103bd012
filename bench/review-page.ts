import { fork } from "node:child_process";
import pg from "pg";
import type { ReviewTiming } from "#bench/review-rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

const sizes = [10_000, 100_000];

/** The pages of a review among many changes: the verb against bare SQL for the same rows, taking turns call by call. */
export async function benchReviews(serverUrl: string): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const url = await filledDatabase(serverUrl, size);
    for (const { page, changes, verb, bare } of await timingsOn(url)) {
      rows.push([
        page,
        size.toLocaleString("en"),
        changes.toLocaleString("en"),
        decimal(verb),
        decimal(bare),
        decimal(verb - bare),
      ]);
    }
  }
  const head = ["review page", "changes in all", "in the review", "verb ms", "bare SQL ms", "more ms"];
  console.log(`\n${textTable(head, rows)}`);
}

async function filledDatabase(serverUrl: string, size: number): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE reviews_${size}`);
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/reviews_${size}`);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillChanges(client, size);
  await client.end();
  console.error(`${size.toLocaleString("en")} changes written`);
  return url;
}

/** In a process of its own, because the verb's connection belongs to its process. */
function timingsOn(url: string): Promise<ReviewTiming[]> {
  const child = fork(new URL("review-rounds.ts", import.meta.url), {
    env: childEnvironment({ DATABASE_URL: url }),
  });
  return new Promise((done, fail) => {
    child.once("message", (timings) => done(timings as ReviewTiming[]));
    child.once("exit", (code) => fail(new Error(`A process of the bench ended with status ${code}.`)));
  }).finally(() => child.kill()) as Promise<ReviewTiming[]>;
}
