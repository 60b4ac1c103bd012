/**
 * A process of its own for each size of database, because the verb's connection belongs to its process. The parent
 * says which case is next, so that the sizes take turns too.
 */

import pg from "pg";
import { type Contender, interleaved } from "#bench/interleaved.ts";
import { listCases } from "#bench/list-cases.ts";
import { listChanges } from "#lib/changes/queries.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

export type RoundRequest = { name: string; calls: number };
export type RoundAnswer = { name: string; verb: number; bare: number };

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const actor = await actorOf("executive");
const cases = await listCases(client, actor);
for (const one of cases) await refuseDifferentRows(one.name);
process.send?.(cases.map((one) => one.name));

process.on("message", async ({ name, calls }: RoundRequest) => {
  const contenders: Contender[] = [
    { name: "verb", run: () => verb(name) },
    { name: "bare", run: () => bare(name) },
  ];
  const [ours, sql] = await interleaved(contenders, { rounds: 1, calls });
  process.send?.({ name, verb: ours?.milliseconds ?? 0, bare: sql?.milliseconds ?? 0 } satisfies RoundAnswer);
});

function caseOf(name: string) {
  const found = cases.find((one) => one.name === name);
  if (!found) throw new Error(`There is no case "${name}".`);
  return found;
}

function verb(name: string) {
  return listChanges(actor, caseOf(name).input);
}

function bare(name: string) {
  return client.query<{ number: number }>(caseOf(name).bare);
}

/** A comparison of two different answers would be worth nothing. */
async function refuseDifferentRows(name: string): Promise<void> {
  const page = await verb(name);
  const { rows } = await bare(name);
  const ours = page.items.map((item) => item.number);
  const theirs = rows.slice(0, ours.length).map((row) => row.number);
  const more = rows.length > ours.length;
  if (ours.join() === theirs.join() && more === (page.nextCursor !== null)) return;
  throw new Error(`The verb and the SQL of "${name}" do not give the same rows.`);
}
