import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterRange } from "#lib/core/time.ts";
import { visibleFeedback } from "#lib/feedback/access.ts";
import { type Category, type SolvedAnswer, teamRoles } from "#lib/feedback/model.ts";
import { listItemFields } from "#lib/feedback/queries/entry-rows.ts";
import { currentWeights } from "#lib/feedback/queries/settings.ts";
import { type FeedbackReport, reportSchema } from "#lib/feedback/schema.ts";
import { type Tally, weighted } from "#lib/feedback/vote-tally.ts";
import { db } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

const topShown = 20;

/**
 * What users said, in numbers: by category (so that renaming a status changes nothing), and the most wanted with their
 * raw and weighted votes side by side. Of a fiscal quarter, or of all time.
 */
export async function feedbackReport(actor: Actor, input: unknown = {}): Promise<FeedbackReport> {
  authorize(actor, "feedback-report.view");
  const { quarter } = parse(reportSchema, input);
  const range = quarter ? quarterRange(quarter, await fiscalCalendar()) : null;
  const within = range ? { gte: range.from, lt: range.to } : undefined;
  const where = {
    AND: [{ listed: true }, visibleFeedback(actor), within ? { createdAt: within } : {}],
  };
  const [statuses, sums, totals, rows, answers, { weights, version }] = await Promise.all([
    db.feedbackStatus.findMany({ select: { id: true, category: true } }),
    db.feedback.groupBy({ by: ["statusId"], where, _count: true }),
    tallyOfAll(actor, range),
    db.feedback.findMany({
      where,
      orderBy: { voteRank: "desc" },
      take: topShown,
      select: { ...listItemFields, tally: true },
      relationLoadStrategy: "join",
    }),
    db.feedbackAnswer.groupBy({
      by: ["answer"],
      where: within ? { createdAt: within } : {},
      _count: true,
    }),
    currentWeights(),
  ]);
  const byCategory: Record<Category, number> = { open: 0, active: 0, complete: 0, closed: 0 };
  for (const { statusId, _count } of sums) {
    const category = statuses.find(({ id }) => id === statusId)?.category as Category;
    byCategory[category] += _count;
  }
  const solved = { yes: 0, partly: 0, no: 0 };
  for (const { answer, _count } of answers) solved[answer as SolvedAnswer] = _count;
  return {
    sent: sums.reduce((total, { _count }) => total + _count, 0),
    byCategory,
    votes: Object.values(totals).reduce((total, { voters }) => total + voters, 0),
    weighted: weighted(totals, weights),
    weightsVersion: version,
    solved,
    top: rows.map((row) => ({
      number: row.number,
      title: row.title,
      systemName: row.system?.name ?? null,
      status: { ...row.status, category: row.status.category as Category },
      votes: row.voteCount,
      weighted: weighted(row.tally as Tally, weights),
    })),
  };
}

/** The votes of all entries together, by role; a person who votes for two entries gave two votes. */
async function tallyOfAll(actor: Actor, range: { from: Date; to: Date } | null): Promise<Tally> {
  const team = actor.kind === "system" || teamRoles.includes(actor.role);
  const from = range?.from.toISOString() ?? "1970-01-01T00:00:00Z";
  const to = range?.to.toISOString() ?? "2100-01-01T00:00:00Z";
  const rows = await db.$queryRaw<{ role: string; voters: number; importance: number }[]>`
    SELECT said.key AS role, sum((said.value->>'voters')::int)::int AS voters,
      sum((said.value->>'importance')::int)::int AS importance
    FROM "Feedback", jsonb_each("tally") AS said
    WHERE "listed" AND (${team} OR "visibility" <> 'team')
      AND "createdAt" >= ${from}::timestamptz AT TIME ZONE 'UTC' AND "createdAt" < ${to}::timestamptz AT TIME ZONE 'UTC'
    GROUP BY said.key`;
  return Object.fromEntries(rows.map(({ role, ...tally }) => [role, tally]));
}
