import { teamRoles } from "#lib/feedback/model.ts";
import type { Tx } from "#lib/server/db.ts";
import { type Prisma, Prisma as sql } from "#lib/server/generated/prisma/client.ts";

/**
 * Author, voters and followers of an entry and of those merged into it, each once, without those who muted it and
 * those who may not read it. In the order of their ids.
 */
export async function peopleBehind(tx: Tx, entryId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH ${groupAndPeople(entryId)}
    SELECT "User"."id" FROM people JOIN "User" ON "User"."id" = people."userId"
    WHERE "User"."disabledAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "FeedbackFollower" AS mute JOIN entries ON mute."feedbackId" = entries."id"
                      WHERE mute."userId" = "User"."id" AND mute."muted")
      AND ("User"."role" = ANY(${[...teamRoles]}) OR NOT EXISTS (
             SELECT 1 FROM entries WHERE entries."id" = ${entryId}::uuid
               AND (entries."visibility" = 'team' AND entries."authorId" IS DISTINCT FROM "User"."id")))
    ORDER BY "User"."id"`;
  return rows.map(({ id }) => id);
}

/** Whether somebody sent, votes for or follows an entry or one merged into it. */
export async function isBehind(tx: Tx, entryId: string, userId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    WITH ${groupAndPeople(entryId)} SELECT 1 FROM people WHERE "userId" = ${userId}::uuid LIMIT 1`;
  return rows.length > 0;
}

function groupAndPeople(entryId: string): Prisma.Sql {
  return sql.sql`
    entries AS (
      SELECT "id", "authorId", "visibility" FROM "Feedback"
      WHERE "id" = ${entryId}::uuid OR "mergedIntoId" = ${entryId}::uuid
    ), people AS (
      SELECT "authorId" AS "userId" FROM entries WHERE "authorId" IS NOT NULL
      UNION SELECT vote."userId" FROM entries JOIN "FeedbackVote" AS vote ON vote."feedbackId" = entries."id"
      UNION SELECT follower."userId" FROM entries
        JOIN "FeedbackFollower" AS follower ON follower."feedbackId" = entries."id" AND NOT follower."muted"
    )`;
}
