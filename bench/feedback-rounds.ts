/** Feedback on the database that DATABASE_URL names. */

import pg from "pg";
import { feedbackCases } from "#bench/feedback-cases.ts";
import { answerRounds } from "#bench/rounds.ts";
import { env } from "#lib/server/env.ts";

const client = new pg.Client({ connectionString: env.DATABASE_URL });
await client.connect();
await answerRounds(await feedbackCases(client));
