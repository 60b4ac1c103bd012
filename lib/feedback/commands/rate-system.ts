import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { actingPerson } from "#lib/feedback/commands/acting-person.ts";
import { ratingInputSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Says how well a system works for the actor, from 1 to 5; of one day the last word counts. */
export async function rateSystem(actor: Actor, input: unknown): Promise<{ system: string; value: number }> {
  authorize(actor, "rating.create");
  const { system: key, value } = parse(ratingInputSchema, input);
  const now = actingTime(actor);
  return transaction(async (tx) => {
    const system = await tx.system.findUnique({ where: { key }, select: { id: true } });
    if (!system) throw invalid([{ path: "system", message: `There is no system with the key "${key}".` }]);
    const { id: userId } = await actingPerson(tx, actor);
    const day = new Date(now.toISOString().slice(0, 10));
    await tx.systemRating.upsert({
      where: { systemId_userId_day: { systemId: system.id, userId, day } },
      create: { systemId: system.id, userId, day, value, createdAt: now, simulated: isSimulating(actor) },
      update: { value, createdAt: now },
      select: { day: true },
    });
    await audit(tx, actor, {
      action: "system.rate",
      entity: "system",
      entityId: system.id,
      data: { system: key, value },
    });
    return { system: key, value };
  });
}
