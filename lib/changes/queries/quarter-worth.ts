import type { ShownOutcome } from "#lib/changes/model.ts";
import { withdrawnStatuses } from "#lib/changes/overview.ts";
import { within } from "#lib/changes/queries/quarter-parts.ts";
import type { WorthPart } from "#lib/changes/worth.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { TimeRange } from "#lib/core/time.ts";
import { db } from "#lib/server/db.ts";

type Row = {
  outcome: ShownOutcome;
  withdrawn: boolean;
  stating: number;
  counts: number[];
  totals: (string | null)[];
};

/**
 * What the published changes of a time cost and are said to save: the database reads only those that state something, from
 * one index, and answers a row for each outcome, which are the sums of `worthPartsOf` (lib/changes/worth.ts).
 */
export async function quarterWorth(actor: Actor, quarter: TimeRange): Promise<WorthPart[]> {
  authorize(actor, "change.view");
  const rows = await db.$queryRaw<Row[]>`
    WITH stating AS MATERIALIZED (
      SELECT "outcome", "status" = ANY(${[...withdrawnStatuses]}) AS withdrawn,
        "effortDays" AS effort, "spentOnce" AS once, "runningCostPerYear" AS running,
        CASE WHEN row_number() OVER (PARTITION BY coalesce("resultKey", "number"::text), "status" = ANY(${[...withdrawnStatuses]}),
          "savingPerYear" IS NULL ORDER BY "number" DESC) = 1 THEN "savingPerYear" END AS saving
      FROM "Change" AS c WHERE ${within(quarter)} AND ("effortDays" IS NOT NULL OR "spentOnce" IS NOT NULL
        OR "runningCostPerYear" IS NOT NULL OR "savingPerYear" IS NOT NULL)
    )
    SELECT "outcome", withdrawn, (count(*) FILTER (WHERE num_nonnulls(effort, once, running) > 0))::int AS stating,
      ARRAY[count(effort), count(once), count(running), count(saving)]::int[] AS counts,
      ARRAY[sum(effort), sum(once), sum(running), sum(saving)]::text[] AS totals
    FROM stating GROUP BY "outcome", withdrawn`;
  return rows.map(({ counts, totals, ...part }) => {
    const sum = (place: number) => ({ changes: counts[place] ?? 0, total: totals[place] ?? null });
    return {
      ...part,
      effortDays: sum(0),
      spentOnce: sum(1),
      runningCostPerYear: sum(2),
      savingPerYear: sum(3),
    };
  });
}
