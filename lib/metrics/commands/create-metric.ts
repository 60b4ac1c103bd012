import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { parse } from "#lib/core/parse.ts";
import { sourceColumn } from "#lib/metrics/commands/metric-source.ts";
import { systemIdOf } from "#lib/metrics/commands/system-id.ts";
import { thresholdColumns } from "#lib/metrics/commands/threshold-columns.ts";
import { getMetric } from "#lib/metrics/queries.ts";
import { type Metric, metricInputSchema } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { refuseTaken } from "#lib/server/unique.ts";

/** Adds a metric to a system. Throws CONFLICT when the key is taken, INVALID for an unknown system. */
export async function createMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.create");
  const { system, source, thresholds, owner, ...fields } = parse(metricInputSchema, input);
  await refuseTaken("metric", fields.key, () =>
    transaction(async (tx) => {
      const systemId = await systemIdOf(tx, system);
      const about = { better: fields.better, thresholds: null, ownerId: null };
      const columns = {
        ...(await sourceColumn(tx, source)),
        ...(await thresholdColumns(tx, actor, { thresholds, owner }, about)),
      };
      const row = await tx.metric.create({
        data: { ...defined(fields), ...columns, systemId },
        select: { id: true },
      });
      await audit(tx, actor, {
        action: "metric.create",
        entity: "metric",
        entityId: row.id,
        data: {
          ...fields,
          system,
          ...(source ? { source } : {}),
          ...(thresholds ? { thresholds } : {}),
          ...(owner ? { owner } : {}),
        },
      });
    }),
  );
  return getMetric(actor, { key: fields.key });
}
