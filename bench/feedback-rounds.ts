/** Times feedback beside bare SQL, on the database that DATABASE_URL names; sends the result and waits. */

import pg from "pg";
import { feedbackCases } from "#bench/feedback-cases.ts";
import { interleaved } from "#bench/interleaved.ts";
import { env } from "#lib/server/env.ts";

export type FeedbackTiming = { name: string; verb: number; bare: number };

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const timings: FeedbackTiming[] = [];
for (const { name, verb, bare } of await feedbackCases(client)) {
  const [ours, sql] = await interleaved([
    { name: "verb", run: verb },
    { name: "bare", run: bare },
  ]);
  timings.push({ name, verb: ours?.milliseconds ?? 0, bare: sql?.milliseconds ?? 0 });
  console.error(name);
}
process.send?.(timings);
