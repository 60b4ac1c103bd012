import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { peopleBehind } from "#lib/feedback/commands/people-behind.ts";
import { itemMovedJob } from "#lib/roadmap/jobs.ts";
import type { Horizon } from "#lib/roadmap/model.ts";
import { moveSentence } from "#lib/roadmap/move-sentence.ts";
import { itemLinkKind } from "#lib/roadmap/queries/item-feedback.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

/**
 * Tells that an item moved: its owner, who added it, and everybody behind what it answers where members may see it, but
 * for who moved it. Said again, it is heard once.
 */
export async function tellItemMoved(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "roadmap.tell");
  const { move: id } = parse(itemMovedJob.payload, input);
  const row = await db.roadmapMove.findUnique({
    where: { id },
    include: {
      movedBy: { select: { name: true } },
      item: { select: { number: true, title: true, published: true, ownerId: true, recordedById: true } },
    },
  });
  if (!row) return { told: 0 };
  const { item, movedBy, ...move } = row;
  return transaction(async (tx) => {
    const people = new Set(item.published ? await whoAsked(tx, item.number) : []);
    for (const own of [item.ownerId, item.recordedById]) if (own) people.add(own);
    if (move.movedById) people.delete(move.movedById);
    await notify(tx, {
      userIds: [...people],
      event: "roadmap.moved",
      key: `roadmap-move:${id}`,
      title: `R-${item.number} moved: ${item.title}`.slice(0, 300),
      body: moveSentence({
        ...move,
        by: movedBy?.name ?? null,
        fromHorizon: move.fromHorizon as Horizon | null,
        toHorizon: move.toHorizon as Horizon,
      }),
      path: `/roadmap/${item.number}`,
    });
    return { told: people.size };
  });
}

async function whoAsked(tx: Tx, number: number): Promise<string[]> {
  const links = await tx.feedbackLink.findMany({
    where: { kind: itemLinkKind, key: String(number), feedback: { moderation: "approved" } },
    orderBy: { createdAt: "asc" },
    take: 50,
    select: { feedback: { select: { id: true, mergedIntoId: true } } },
  });
  const entries = new Set(links.map(({ feedback }) => feedback.mergedIntoId ?? feedback.id));
  const people: string[] = [];
  for (const entry of entries) people.push(...(await peopleBehind(tx, entry)));
  return people;
}
