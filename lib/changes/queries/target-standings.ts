import { type TargetStanding, targetStandings } from "#lib/changes/target-standing.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Calendar, latestQuarters, quarterRange, type TimeRange } from "#lib/core/time.ts";
import { db } from "#lib/server/db.ts";
import type { Objective } from "#lib/systems/schema.ts";

/** From no moment on: whatever was measured before the end. */
export type Period = { from: TimeRange["from"] | null; to: TimeRange["to"] };

/** Each target with what was measured in a quarter and the four before it; of the quarter itself what is known at its end. */
export async function standingsOfTargets(
  actor: Actor,
  objectives: Objective[],
  { from, to }: TimeRange,
  calendar: Calendar,
): Promise<TargetStanding[]> {
  const five = latestQuarters(from, calendar, 5).toReversed();
  const periods = five.map(({ key }, index): Period => {
    return index === five.length - 1 ? { from: null, to } : quarterRange(key, calendar);
  });
  const metrics = objectives.flatMap(({ targets }) => targets.map(({ metric }) => metric));
  return targetStandings(objectives, await metricReadings(actor, metrics, periods), five);
}

/**
 * What metrics read after the latest measured change of each period that still stands. One look into the index for each,
 * however many measurements there are before and after.
 */
export async function metricReadings(
  actor: Actor,
  metrics: string[],
  periods: Period[],
): Promise<Map<string, (number | null)[]>> {
  authorize(actor, "change.view");
  if (metrics.length === 0) return new Map();
  const rows = await db.$queryRaw<{ metric: string; values: (number | null)[] }[]>`
    SELECT m."key" AS metric, array_agg(reading."value" ORDER BY period.place) AS values
    FROM "Metric" AS m
      CROSS JOIN unnest(${periods.map(({ from }) => from?.toISOString() ?? "-infinity")}::text[]::timestamptz[],
        ${periods.map(({ to }) => to.toISOString())}::text[]::timestamptz[]) WITH ORDINALITY AS period("from", "to", place)
      LEFT JOIN LATERAL (
        SELECT v."value" FROM "MeasuredValue" AS v
        WHERE v."metricId" = m."id" AND v."happenedAt" >= period."from" AT TIME ZONE 'UTC'
          AND v."happenedAt" < period."to" AT TIME ZONE 'UTC'
        ORDER BY v."happenedAt" DESC, v."measuredAt" DESC LIMIT 1
      ) AS reading ON TRUE
    WHERE m."key" = ANY(${metrics})
    GROUP BY m."key"`;
  return new Map(rows.map(({ metric, values }) => [metric, values]));
}
