import type { Actor } from "#lib/core/access/actor.ts";

/** When the actor acts: now, except where the sample's history is told. */
export function actingTime(actor: Actor): Date {
  return (actor.kind === "system" && actor.simulating?.at) || new Date();
}
