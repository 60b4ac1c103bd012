import { z } from "zod";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key, line, moment } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

export const dismissShiftSchema = z.strictObject({ key, at: moment, reason: line(500, "The reason") });

/** Says why a shift needs no recorded change. It stays in the chart and is no longer offered. Saying it again replaces the reason. */
export async function dismissShift(actor: Actor, input: unknown): Promise<{ at: string; reason: string }> {
  authorize(actor, "shift.dismiss");
  const { key, at, reason } = parse(dismissShiftSchema, input);
  return transaction(async (tx) => {
    const metric = await tx.metric.findUnique({ where: { key }, select: { id: true } });
    if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
    const dismissedById = userIdOf(actor);
    await tx.shiftDismissal.upsert({
      where: { metricId_at: { metricId: metric.id, at } },
      create: { metricId: metric.id, at, reason, dismissedById },
      update: { reason, dismissedById },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "shift.dismiss",
      entity: "metric",
      entityId: metric.id,
      data: { key, at: at.toISOString(), reason },
    });
    return { at: at.toISOString(), reason };
  });
}
