import type { Simulating, SystemActor } from "#lib/core/access/actor.ts";

/** The portal itself: only for the command line on its own machine, jobs, and what a one-time link has proved. */
export function systemActor(reason: string, simulating?: Simulating): SystemActor {
  return simulating ? { kind: "system", reason, simulating } : { kind: "system", reason };
}
