import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { linkFeedback, unlinkFeedback } from "#lib/feedback/commands/link-feedback.ts";
import { tellOfProven } from "#lib/roadmap/commands/finished-item.ts";
import { itemLinkKind } from "#lib/roadmap/queries/item-feedback.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import type { ItemDetail } from "#lib/roadmap/schema.ts";
import { transaction } from "#lib/server/db.ts";

const schema = z.strictObject({
  number: z.coerce.number().int().positive(),
  feedback: z.coerce.number({ error: "Give the number of an entry, like 64." }).int().positive(),
});

/**
 * Says that an item answers an entry; what feedback itself cannot check is that the item is there. Where the item is
 * proven already, those behind the entry hear of it now.
 */
export async function linkItemFeedback(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const { number, feedback } = parse(schema, input);
  await getItem(actor, { number });
  await linkFeedback(actor, { number: feedback, about: `${itemLinkKind}:${number}` });
  await transaction(async (tx) => {
    const { id } = await tx.roadmapItem.findUniqueOrThrow({ where: { number }, select: { id: true } });
    await tellOfProven(tx, actor, id);
  });
  return getItem(actor, { number });
}

export async function unlinkItemFeedback(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const { number, feedback } = parse(schema, input);
  await unlinkFeedback(actor, { number: feedback, about: `${itemLinkKind}:${number}` });
  return getItem(actor, { number });
}
