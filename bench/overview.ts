import { fork } from "node:child_process";
import pg from "pg";
import type { OverviewTiming } from "#bench/overview-rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";

const sizes = [10_000, 100_000];

/** The overview of a quarter among many changes: the verb against bare SQL for the same counts and lines. */
export async function benchOverview(serverUrl: string): Promise<void> {
  const rows: string[][] = [];
  for (const size of sizes) {
    const url = await filledDatabase(serverUrl, size);
    const { changes, verb, bare } = await timingOn(url);
    rows.push([
      size.toLocaleString("en"),
      changes.toLocaleString("en"),
      decimal(verb),
      decimal(bare),
      decimal(verb / bare),
      decimal(verb - bare),
    ]);
  }
  const head = ["changes in all", "in the quarter", "overview ms", "bare SQL ms", "ratio", "more ms"];
  console.log(`\n${textTable(head, rows)}`);
}

async function filledDatabase(serverUrl: string, size: number): Promise<string> {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE overview_${size}`);
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/overview_${size}`);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillChanges(client, size);
  await client.end();
  console.error(`${size.toLocaleString("en")} changes written`);
  return url;
}

/** In a process of its own, because the verb's connection belongs to its process. */
function timingOn(url: string): Promise<OverviewTiming> {
  const child = fork(new URL("overview-rounds.ts", import.meta.url), {
    env: childEnvironment({ DATABASE_URL: url }),
  });
  const answer = new Promise<OverviewTiming>((done, fail) => {
    child.once("message", (timing) => done(timing as OverviewTiming));
    child.once("exit", (code) => fail(new Error(`A process of the bench ended with status ${code}.`)));
  });
  return answer.finally(() => child.kill());
}
