/**
 * Who sees and edits a roadmap item. What is not published is hidden from members, unless it is their own; everybody
 * else sees every item. `canX` answers for one row, `visibleX` is the same rule as a filter: a test proves that they
 * agree.
 */

import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export type ItemRights = { published: boolean; ownerId: string | null; recordedById: string | null };

export function canSeeItem(actor: Actor, item: ItemRights): boolean {
  if (!may(actor, "roadmap.view")) return false;
  if (seesAll(actor) || item.published) return true;
  const userId = userIdOf(actor);
  return userId !== null && (item.ownerId === userId || item.recordedById === userId);
}

export function visibleItems(actor: Actor) {
  if (!may(actor, "roadmap.view")) return { id: { in: [] as string[] } };
  if (seesAll(actor)) return {};
  const userId = userIdOf(actor);
  return userId === null
    ? { published: true }
    : { OR: [{ published: true }, { ownerId: userId }, { recordedById: userId }] };
}

export function canEditItem(actor: Actor, item: ItemRights): boolean {
  return may(actor, "roadmap.edit") && canSeeItem(actor, item);
}

function seesAll(actor: Actor): boolean {
  return actor.kind === "system" || actor.role !== "member";
}

export type ViewRights = { userId: string };

/** A kept view is nobody else's business. */
export function canSeeView(actor: Actor, view: ViewRights): boolean {
  return may(actor, "roadmap.view") && userIdOf(actor) === view.userId;
}

export function visibleViews(actor: Actor) {
  const userId = userIdOf(actor);
  return userId === null || !may(actor, "roadmap.view") ? { id: { in: [] as string[] } } : { userId };
}
