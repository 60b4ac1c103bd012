/**
 * Who sees a review. While it is held, those who take part in it; once it is signed, everyone who is signed in. `canX`
 * answers for one row, `visibleX` is the same rule as a filter: a test proves that they agree.
 */

import type { Actor } from "#lib/core/access/actor.ts";
import { may } from "#lib/core/access/authorize.ts";

export function canSeeReview(actor: Actor, review: { sealedAt: Date | null }): boolean {
  if (!may(actor, "review.view")) return false;
  return review.sealedAt !== null || takesPart(actor);
}

export function visibleReviews(actor: Actor) {
  if (!may(actor, "review.view")) return { id: { in: [] as string[] } };
  return takesPart(actor) ? {} : { sealedAt: { not: null } };
}

/** An action is seen with its review, and by whoever is to do it. */
export function canSeeAction(
  actor: Actor,
  action: { ownerId: string | null; review: { sealedAt: Date | null } },
): boolean {
  if (!may(actor, "review.view")) return false;
  return canSeeReview(actor, action.review) || (actor.kind !== "system" && action.ownerId === actor.userId);
}

export function visibleActions(actor: Actor) {
  if (!may(actor, "review.view")) return { id: { in: [] as string[] } };
  if (takesPart(actor)) return {};
  const own = actor.kind === "system" ? [] : [{ ownerId: actor.userId }];
  return { OR: [{ review: { sealedAt: { not: null } } }, ...own] };
}

function takesPart(actor: Actor): boolean {
  return actor.kind === "system" || actor.role !== "member";
}
