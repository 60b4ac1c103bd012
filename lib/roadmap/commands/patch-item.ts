import type { Actor } from "#lib/core/access/actor.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { editItem } from "#lib/roadmap/commands/edit-item.ts";
import { moveItem } from "#lib/roadmap/commands/move-item.ts";
import { type ItemDetail, itemPatchSchema } from "#lib/roadmap/schema.ts";

/** One door for both: `{horizon, quarter, before, reason}` moves an item, anything else edits it. Not both at once. */
export async function patchItem(actor: Actor, input: unknown): Promise<ItemDetail> {
  const { number, horizon, quarter, before, reason, ...edit } = parse(itemPatchSchema, input);
  if (horizon === undefined && quarter === undefined && before === undefined) {
    if (reason !== undefined && edit.archived === undefined) {
      throw invalid([
        { path: "reason", message: "A reason goes with a horizon, a quarter or taking it off the roadmap." },
      ]);
    }
    return editItem(actor, input);
  }
  const others = Object.keys(edit);
  if (others.length > 0) {
    throw invalid(others.map((path) => ({ path, message: "Move the item first, then edit it." })));
  }
  return moveItem(actor, input);
}
