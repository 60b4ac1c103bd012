import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { mostChanges } from "#lib/roadmap/model.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { type ItemDetail, itemLinkSchema } from "#lib/roadmap/schema.ts";

/** Says that a change delivers an item. Said again, it stays so. */
export async function linkChange(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const { number, change } = parse(itemLinkSchema, input);
  const linked = await linkedTo(actor, number);
  if (linked.length >= mostChanges && !linked.includes(change)) {
    throw new AppError("LIMIT", `R-${number} has ${mostChanges} changes already. Split it into two items.`);
  }
  return editItem(actor, { number, changes: [...linked, change] });
}

/** Takes the link back; both records stay. */
export async function unlinkChange(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const { number, change } = parse(itemLinkSchema, input);
  const linked = await linkedTo(actor, number);
  return editItem(actor, { number, changes: linked.filter((other) => other !== change) });
}

async function linkedTo(actor: Actor, number: number): Promise<number[]> {
  return (await getItem(actor, { number })).changes.map((linked) => linked.number);
}
