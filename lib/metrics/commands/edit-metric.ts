import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import { sourceColumn } from "#lib/metrics/commands/metric-source.ts";
import { thresholdColumns } from "#lib/metrics/commands/threshold-columns.ts";
import { thresholdsDueJob } from "#lib/metrics/jobs.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import { type Metric, metricEditSchema, type Thresholds } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

/** Edits a metric. Unit, direction and kind cannot change once measurements rest on them: CONFLICT. */
export async function editMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.edit");
  const { key, archived, source, thresholds, owner, ...fields } = parse(metricEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.metric.findUnique({
      where: { key },
      include: { owner: { select: { email: true } }, _count: { select: { measurements: true } } },
    });
    if (!before) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
    const given = defined(fields);
    const columns = {
      ...(await sourceColumn(tx, source)),
      ...(await thresholdColumns(tx, actor, { thresholds, owner }, knownOf(before, fields.better))),
    };
    const changed: Record<string, unknown> = {
      ...differences(before, given),
      ...differences({ thresholds: before.thresholds }, { thresholds }),
      ...differences({ owner: before.owner?.email ?? null }, { owner }),
      ...(source === undefined ? {} : { source: { from: before.source, to: source } }),
    };
    const meaning = ["unit", "better", "kind"].filter((field) => field in changed);
    if (meaning.length > 0 && before._count.measurements > 0) {
      throw new AppError(
        "CONFLICT",
        `${before._count.measurements} measurements rest on the ${meaning.join(" and ")} of "${key}". Add a new metric instead.`,
      );
    }
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? new Date()) : null;
    await tx.metric.update({ where: { key }, data: { ...given, ...columns, archivedAt } });
    // What was an alert by the old ones may be none by the new ones, and the other way round.
    if (before.thresholds !== null || thresholds) await sendJob(tx, thresholdsDueJob, { metric: before.id });
    await audit(tx, actor, {
      action: "metric.edit",
      entity: "metric",
      entityId: before.id,
      data: JSON.parse(JSON.stringify({ key, changed, archived: archivedAt !== null })),
    });
  });
  return getMetric(actor, { key });
}

function knownOf(
  row: { better: string; thresholds: unknown; ownerId: string | null },
  better: Better = row.better as Better,
) {
  return { better, thresholds: row.thresholds as Thresholds | null, ownerId: row.ownerId };
}
