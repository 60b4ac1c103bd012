import type { UserActor } from "#lib/core/access/actor.ts";
import { createObjective } from "#lib/systems/commands.ts";

/** An objective with five targets, so that their standings are part of what is timed. */
export async function setFiveTargets(lead: UserActor): Promise<void> {
  await createObjective(lead, {
    key: "bench",
    kind: "responsiveness",
    name: "Bench",
    targets: Array.from({ length: 5 }, (_, index) => ({ metric: `metric-${index + 1}`, value: 300 })),
  });
}

/** What each target's metric read in the second quarter of 2021 and the four before it. */
export const targetsSql = `
  SELECT t.*, m."name", m."unit", q.n, r."value" FROM "Target" AS t JOIN "Metric" AS m ON m."id" = t."metricId"
  CROSS JOIN generate_series(0, 4) AS q(n) LEFT JOIN LATERAL (
    SELECT v."value" FROM "MeasuredValue" AS v WHERE v."metricId" = t."metricId"
      AND v."happenedAt" < timestamp '2021-07-01' - q.n * interval '3 months'
      AND (q.n = 0 OR v."happenedAt" >= timestamp '2021-04-01' - q.n * interval '3 months')
    ORDER BY v."happenedAt" DESC, v."measuredAt" DESC LIMIT 1) AS r ON TRUE`;
