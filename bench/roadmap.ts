import { fork } from "node:child_process";
import pg from "pg";
import type { RoadmapTiming } from "#bench/roadmap-rounds.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { childEnvironment } from "#lib/server/env.ts";
import { migrate } from "#lib/server/migrate.ts";
import { fillChanges } from "#lib/testing/many-changes.ts";
import { fillFeedback } from "#lib/testing/many-feedback.ts";
import { fillItemFeedback, fillItems } from "#lib/testing/many-items.ts";

/** One item for twenty changes, an entry of feedback for two, twenty votes for an entry. */
const sizes = [10_000, 100_000];

/** The roadmap over many changes: each verb against bare SQL for the same rows, taking turns, at two sizes. */
export async function benchRoadmap(serverUrl: string): Promise<void> {
  const measured: { size: number; timings: RoadmapTiming[] }[] = [];
  for (const size of sizes) {
    measured.push({ size, timings: await timingsOf(await filledDatabase(serverUrl, size)) });
  }
  const head = ["roadmap", "changes", "verb ms", "bare SQL ms", "ratio", "more ms"];
  const rows = measured.flatMap(({ size, timings }) =>
    timings.map(({ name, verb, bare }) => [
      name,
      size.toLocaleString("en"),
      decimal(verb),
      decimal(bare),
      decimal(verb / bare),
      decimal(verb - bare),
    ]),
  );
  console.log(`\n${textTable(head, rows)}`);
  const [small, large] = measured;
  const growth = (large?.timings ?? []).map(({ name, verb }, index) => [
    name,
    decimal(verb / (small?.timings[index]?.verb ?? Number.NaN)),
  ]);
  console.log(`\n${textTable(["ten times the changes", "times the time"], growth)}`);
}

async function filledDatabase(serverUrl: string, size: number): Promise<string> {
  const begun = performance.now();
  const name = `bench_roadmap_${size}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`CREATE DATABASE ${name}`);
  await server.end();
  const url = serverUrl.replace(/\/[^/]*$/, `/${name}`);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await fillChanges(client, size);
  await fillFeedback(client, { entries: size / 2, votes: size * 10, voters: 5_000 });
  await fillItems(client, size / 20, size);
  await fillItemFeedback(client, size / 20, size / 2);
  await client.end();
  const seconds = (performance.now() - begun) / 1000;
  console.error(`${size.toLocaleString("en")} changes with their roadmap written in ${seconds.toFixed(0)} s`);
  return url;
}

function timingsOf(databaseUrl: string): Promise<RoadmapTiming[]> {
  const child = fork(new URL("roadmap-rounds.ts", import.meta.url), {
    env: childEnvironment({ DATABASE_URL: databaseUrl }),
  });
  let timings: RoadmapTiming[] = [];
  child.once("message", (answer) => {
    timings = answer as RoadmapTiming[];
  });
  // Its connections are gone when it has ended, and not before.
  return new Promise((done, fail) => {
    child.once("exit", (code) => {
      if (code === 0) done(timings);
      else fail(new Error(`A process of the bench ended with status ${code}.`));
    });
  });
}
