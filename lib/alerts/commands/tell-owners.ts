import type { Tx } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

const nearMs = 7 * 86_400_000;

type Fired = { number: number; systemId: string | null; startsAt: Date; title: string; body: string };

/** Owners of changes that took hold in the week before an alert hear of it, each once. */
export async function tellOwners(tx: Tx, { number, systemId, startsAt, title, body }: Fired): Promise<void> {
  if (systemId === null) return;
  const near = await tx.change.findMany({
    where: {
      systemId,
      appliedAt: { gte: new Date(startsAt.getTime() - nearMs), lte: startsAt },
      status: { in: ["applied", "measuring", "verified"] },
    },
    select: { number: true, ownerId: true, recordedById: true },
  });
  for (const change of near) {
    const owner = change.ownerId ?? change.recordedById;
    if (owner === null) continue;
    await notify(tx, {
      userIds: [owner],
      event: "alert.fired",
      key: `alert ${number}`,
      title: `${title}, soon after C-${change.number}`.slice(0, 300),
      body,
      path: `/changes/${change.number}`,
    });
  }
}
