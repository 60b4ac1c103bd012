import { type Actor, nameOf } from "#lib/core/access/actor.ts";

/** As people are named on a review: the sample's people without the word behind their name. */
export function nameOnReview(actor: Actor): string {
  return actor.kind === "system" ? (actor.simulating?.name ?? nameOf(actor)) : actor.name;
}
