import type { SolvedAnswer } from "#lib/feedback/model.ts";
import type { SolvedCounts } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";

/** What people answered to "solved for you?", by change. */
export async function solvedCounts(changeIds: string[]): Promise<Map<string, SolvedCounts>> {
  if (changeIds.length === 0) return new Map();
  const rows = await db.feedbackAnswer.groupBy({
    by: ["changeId", "answer"],
    where: { changeId: { in: changeIds } },
    _count: true,
  });
  const counts = new Map<string, SolvedCounts>();
  for (const { changeId, answer, _count } of rows) {
    const own = counts.get(changeId) ?? { yes: 0, partly: 0, no: 0 };
    counts.set(changeId, { ...own, [answer as SolvedAnswer]: _count });
  }
  return counts;
}
