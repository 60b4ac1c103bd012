/** A process of its own for each size of database: answers with the medians of every case, the two taking turns. */

import pg from "pg";
import { interleaved } from "#bench/interleaved.ts";
import { roadmapCases } from "#bench/roadmap-cases.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

export type RoadmapTiming = { name: string; verb: number; bare: number };

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const actor = await actorOf("executive");
const timings: RoadmapTiming[] = [];
for (const { name, verb, bare } of roadmapCases(client, actor)) {
  const [ours, theirs] = [await verb(), await bare()];
  if (ours.length === 0 || ours.join() !== theirs.join()) {
    throw new Error(`The verb and the SQL of "${name}" do not give the same rows.`);
  }
  const [own, sql] = await interleaved([
    { name: "verb", run: verb },
    { name: "bare", run: bare },
  ]);
  timings.push({ name, verb: own?.milliseconds ?? Number.NaN, bare: sql?.milliseconds ?? Number.NaN });
}
process.send?.(timings);
await client.end();
process.disconnect();
process.exit(0);
