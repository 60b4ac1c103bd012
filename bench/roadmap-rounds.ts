/** The roadmap on the database that DATABASE_URL names. */

import pg from "pg";
import { roadmapCases } from "#bench/roadmap-cases.ts";
import { answerRounds } from "#bench/rounds.ts";
import { env } from "#lib/server/env.ts";
import { actorOf } from "#lib/testing/actors.ts";

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
await answerRounds(roadmapCases(client, await actorOf("executive")));
