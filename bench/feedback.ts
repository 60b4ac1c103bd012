import { fork } from "node:child_process";
import pg from "pg";
import type { FeedbackTiming } from "#bench/feedback-rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { type FeedbackSizes, fillFeedback } from "#lib/testing/many-feedback.ts";

const sizes: FeedbackSizes = { entries: 50_000, votes: 1_000_000, voters: 10_000 };

/** The list of feedback, one entry and the search for similar ones, each against bare SQL for the same rows. */
export async function benchFeedback(serverUrl: string): Promise<void> {
  const url = await filledDatabase(serverUrl);
  const rows = (await timingsOn(url)).map(({ name, verb, bare }) => [
    name,
    decimal(verb),
    decimal(bare),
    decimal(verb / bare),
    decimal(verb - bare),
  ]);
  const head = ["feedback, 50,000 entries, 1,000,000 votes", "verb ms", "bare SQL ms", "ratio", "more ms"];
  console.log(`\n${textTable(head, rows)}`);
}

async function filledDatabase(serverUrl: string): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query("CREATE DATABASE feedback");
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, "/feedback");
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillFeedback(client, sizes);
  await client.end();
  console.error(`${sizes.entries.toLocaleString("en")} entries and their votes written`);
  return url;
}

/** In a process of its own, because the verb's connection belongs to its process. */
function timingsOn(url: string): Promise<FeedbackTiming[]> {
  const child = fork(new URL("feedback-rounds.ts", import.meta.url), {
    env: childEnvironment({ DATABASE_URL: url }),
  });
  return new Promise((done, fail) => {
    child.once("message", (timings) => done(timings as FeedbackTiming[]));
    child.once("exit", (code) => fail(new Error(`A process of the bench ended with status ${code}.`)));
  }).finally(() => child.kill()) as Promise<FeedbackTiming[]>;
}
