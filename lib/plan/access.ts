/**
 * Who sees and ends links that show the overview or the roadmap to outsiders: admins all of them, everybody else those they made. A
 * token manages none, so that a leaked one publishes nothing. `canX` answers for one row, `visibleX` is the same rule
 * as a filter: a test proves that they agree.
 */

import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export function canSeeShareLink(actor: Actor, link: { createdById: string }): boolean {
  if (actor.kind === "token" || !may(actor, "share.list")) return false;
  return seesAll(actor) || link.createdById === userIdOf(actor);
}

export function visibleShareLinks(actor: Actor) {
  if (actor.kind === "token" || !may(actor, "share.list")) return { id: { in: [] as string[] } };
  return seesAll(actor) ? {} : { createdById: userIdOf(actor) ?? "" };
}

function seesAll(actor: Actor): boolean {
  return actor.kind === "system" || actor.role === "admin";
}
