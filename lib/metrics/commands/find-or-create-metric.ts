import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { key, line } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { kindOfQuantity } from "#lib/metrics/model.ts";
import { metricFields, metricOf } from "#lib/metrics/queries.ts";
import type { Metric } from "#lib/metrics/schema.ts";
import { db } from "#lib/server/db.ts";
import { getSystem } from "#lib/systems/queries.ts";

const inputSchema = z.strictObject({
  system: key,
  quantity: line(80, "The quantity"),
  unit: z.string().max(20),
  better: z.enum(["lower", "higher"]),
});

/** The system's metric that reads this quantity of result files; added when there is none. */
export async function findOrCreateMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.create");
  const asked = parse(inputSchema, input);
  const system = await getSystem(actor, { key: asked.system });
  const known = await db.metric.findFirst({
    where: { system: { key: system.key }, quantity: asked.quantity, archivedAt: null },
    select: metricFields,
  });
  if (known) return metricOf(known);
  return createMetric(actor, {
    key: `${system.key}.${asked.quantity
      .toLowerCase()
      .replaceAll(/[^a-z0-9.]+/g, "-")
      .replaceAll(/^[-.]+|[-.]+$/g, "")}`.slice(0, 80),
    name: `${system.name}, ${asked.quantity}`.slice(0, 120),
    system: system.key,
    unit: asked.unit || "number",
    quantity: asked.quantity,
    better: asked.better,
    kind: kindOfQuantity(asked.quantity, asked.unit),
  });
}
