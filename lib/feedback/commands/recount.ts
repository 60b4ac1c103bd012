import type { Tally } from "#lib/feedback/vote-tally.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/**
 * Counts the distinct voters and the comments of an entry and of those merged into it, from the rows themselves: what
 * is counted anew cannot drift. The caller holds the entry's row lock, so two counts never overlap. Who voted on both
 * sides of a merge counts once, with the vote that matters more.
 */
export async function recount(tx: Tx, entryId: string): Promise<{ votes: number }> {
  const rows = await tx.$queryRaw<{ role: string; voters: number; importance: number }[]>`
    WITH voters AS (
      SELECT DISTINCT ON (vote."userId") vote."role", coalesce(vote."importance", 1) AS importance
      FROM "Feedback" AS entry JOIN "FeedbackVote" AS vote ON vote."feedbackId" = entry."id"
      WHERE entry."id" = ${entryId}::uuid OR entry."mergedIntoId" = ${entryId}::uuid
      ORDER BY vote."userId", vote."importance" DESC NULLS LAST
    )
    SELECT "role", count(*)::int AS voters, sum(importance)::int AS importance FROM voters GROUP BY "role" ORDER BY "role"`;
  const tally = Object.fromEntries(
    rows.map(({ role, voters, importance }) => [role, { voters, importance }]),
  ) satisfies Tally;
  const votes = rows.reduce((sum, row) => sum + row.voters, 0);
  const comments = await tx.feedbackComment.count({
    where: { removedAt: null, feedback: { OR: [{ id: entryId }, { mergedIntoId: entryId }] } },
  });
  await tx.feedback.update({
    where: { id: entryId },
    data: { voteCount: votes, commentCount: comments, tally: tally as Prisma.InputJsonObject },
    select: { id: true },
  });
  return { votes };
}
