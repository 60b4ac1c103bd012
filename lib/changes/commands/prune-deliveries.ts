import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { db } from "#lib/server/db.ts";

const dayMs = 24 * 3_600_000;
const keptDays = 90;
const keptOfEach = 1_000;

/**
 * Forgets old deliveries: those of more than 90 days, and of each webhook all but the latest 1,000. Those of the last
 * two days stay, for they are how a delivery is known again. What they made stays, and stays known by its id.
 */
export async function pruneDeliveries(actor: Actor, now = new Date()): Promise<number> {
  authorize(actor, "webhook.prune");
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  let removed = (await db.webhookDelivery.deleteMany({ where: { receivedAt: { lt: daysAgo(keptDays) } } }))
    .count;
  for (const { id } of await db.webhook.findMany({ select: { id: true } })) {
    const [last] = await db.webhookDelivery.findMany({
      where: { webhookId: id },
      orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      skip: keptOfEach,
      take: 1,
      select: { receivedAt: true },
    });
    if (!last) continue;
    const until = new Date(Math.min(last.receivedAt.getTime() + 1, daysAgo(2).getTime()));
    removed += (await db.webhookDelivery.deleteMany({ where: { webhookId: id, receivedAt: { lt: until } } }))
      .count;
  }
  return removed;
}
