/** The list of changes on the database that DATABASE_URL names. */

import pg from "pg";
import { listCases } from "#bench/list-cases.ts";
import { answerRounds, besideSql } from "#bench/rounds.ts";
import { listChanges } from "#lib/changes/queries.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
const actor = await actorOf("executive");
const cases = await listCases(client, actor);
await answerRounds(
  cases.map(({ name, input, bare }) =>
    besideSql(
      name,
      () => listChanges(actor, input),
      () => client.query<{ number: number }>(bare),
      {
        ours: ({ items, nextCursor }) => [items.map(({ number }) => number), nextCursor !== null],
        theirs: ({ rows }) => [
          rows.slice(0, input.limit).map(({ number }) => number),
          rows.length > input.limit,
        ],
      },
    ),
  ),
);
