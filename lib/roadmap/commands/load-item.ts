import type { Actor } from "#lib/core/access/actor.ts";
import { canEditItem, visibleItems } from "#lib/roadmap/access.ts";
import { noSuchItem } from "#lib/roadmap/queries.ts";
import type { Tx } from "#lib/server/db.ts";

/** The item, locked, for a write. What the actor may not see is not there. */
export async function loadItem(tx: Tx, actor: Actor, number: number) {
  await tx.$queryRaw`SELECT 1 FROM "RoadmapItem" WHERE "number" = ${number} FOR UPDATE`;
  const row = await tx.roadmapItem.findFirst({
    where: { AND: [{ number }, visibleItems(actor)] },
    include: {
      objective: { select: { key: true } },
      system: { select: { key: true, name: true } },
      metric: { select: { key: true } },
      owner: { select: { email: true } },
    },
  });
  if (!row || !canEditItem(actor, row)) throw noSuchItem(number);
  return row;
}

export type LoadedItem = Awaited<ReturnType<typeof loadItem>>;
