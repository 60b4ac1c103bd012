/** Alerts are everybody's, except those of a change that the reader may not see. `canX` and `visibleX` are one rule. */

import { type ChangeRights, canSeeChange, visibleChanges } from "#lib/changes/access.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export function canSeeAlert(actor: Actor, alert: { change: ChangeRights | null }): boolean {
  return may(actor, "alert.view") && (alert.change === null || canSeeChange(actor, alert.change));
}

export function visibleAlerts(actor: Actor) {
  if (!may(actor, "alert.view")) return { id: { in: [] as string[] } };
  return { OR: [{ changeId: null }, { changeId: { not: null }, change: { AND: [visibleChanges(actor)] } }] };
}
