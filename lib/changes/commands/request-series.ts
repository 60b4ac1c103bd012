import { canMeasureChange, visibleChanges } from "#lib/changes/access.ts";
import { askForSeries } from "#lib/changes/commands/ask-for-series.ts";
import { fetchFields, measurementOfFetch } from "#lib/changes/fetch-row.ts";
import { noSuchChange } from "#lib/changes/queries.ts";
import type { AskedSeries, Measurement } from "#lib/changes/schema.ts";
import { startOf } from "#lib/changes/series-plan.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { hasSeries } from "#lib/metrics/queries/metric-points.ts";
import { db, transaction } from "#lib/server/db.ts";

type Asked = AskedSeries & { number: number; metric: string };

/**
 * Asks for a verdict from the metric's own series, pushed or in its source. A job fetches it; the answer's verdict is
 * null until then. Asking again while it is under way answers the one that is.
 */
export async function requestSeries(actor: Actor, asked: Asked): Promise<Measurement> {
  authorize(actor, "measurement.create");
  const metric = await db.metric.findUniqueOrThrow({ where: { key: asked.metric } });
  if (!(await hasSeries(metric.id))) {
    const message = `"${metric.name}" has no source and no pushed samples to fetch from.`;
    throw invalid([
      { path: "before", message: `${message} Give files or values for before.` },
      { path: "after", message: `${message} Give files or values for after.` },
    ]);
  }
  const { number } = asked;
  const more = defined({ window: asked.window, better: asked.better, minimumEffect: asked.minimumEffect });
  const id = await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "number" = ${number} FOR UPDATE`;
    const change = await tx.change.findFirst({ where: { AND: [{ number }, visibleChanges(actor)] } });
    if (!change || !canMeasureChange(actor, change)) throw noSuchChange(number);
    if (startOf(change) === null) {
      throw new AppError("CONFLICT", `C-${number} has no time yet. Say when it was applied, then fetch.`);
    }
    const under = await tx.measurementFetch.findFirst({
      where: { changeId: change.id, metricId: metric.id, asked: { equals: more }, state: { not: "failed" } },
      select: { id: true },
    });
    if (under) return under.id;
    if (change.status === "applied") {
      await tx.change.update({
        where: { id: change.id },
        data: { status: "measuring", version: { increment: 1 } },
      });
    }
    const requestedById = userIdOf(actor);
    return askForSeries(tx, actor, { changeId: change.id, number, metric, asked: more, requestedById });
  });
  const row = await db.measurementFetch.findUniqueOrThrow({ where: { id }, select: fetchFields });
  return measurementOfFetch(row);
}
