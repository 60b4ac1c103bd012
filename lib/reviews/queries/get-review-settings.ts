import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { Policy } from "#lib/reviews/model.ts";
import { readPolicy } from "#lib/reviews/queries/find-review.ts";

/** How reviews are held: how many sign, whether authors decide, and by when. */
export async function getReviewSettings(actor: Actor): Promise<Policy> {
  authorize(actor, "review.view");
  return readPolicy();
}
