/**
 * Who sees and edits a change. A change that was never published (a draft) is seen by its author, its owner, admins
 * and the portal itself; everything else by everyone who is signed in. `canX` answers for one row, `visibleX` is the
 * same rule as a filter: a test proves that they agree.
 */

import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export type ChangeRights = {
  /** As a text where it comes in JSON. */
  publishedAt: Date | string | null;
  ownerId: string | null;
  recordedById: string | null;
};

export function canSeeChange(actor: Actor, change: ChangeRights): boolean {
  if (!may(actor, "change.view")) return false;
  if (seesDrafts(actor) || change.publishedAt !== null) return true;
  const userId = userIdOf(actor);
  return userId !== null && (change.ownerId === userId || change.recordedById === userId);
}

export function visibleChanges(actor: Actor) {
  if (!may(actor, "change.view")) return { id: { in: [] as string[] } };
  if (seesDrafts(actor)) return {};
  const userId = userIdOf(actor);
  return userId === null
    ? { publishedAt: { not: null } }
    : { OR: [{ publishedAt: { not: null } }, { ownerId: userId }, { recordedById: userId }] };
}

export function canEditChange(actor: Actor, change: ChangeRights): boolean {
  return may(actor, "change.edit") && canSeeChange(actor, change);
}

export function canMoveChange(actor: Actor, change: ChangeRights): boolean {
  return may(actor, "change.move") && canSeeChange(actor, change);
}

export function canMeasureChange(actor: Actor, change: ChangeRights): boolean {
  return may(actor, "measurement.create") && canSeeChange(actor, change);
}

function seesDrafts(actor: Actor): boolean {
  return actor.kind === "system" || actor.role === "admin";
}
