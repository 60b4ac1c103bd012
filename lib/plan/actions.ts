"use server";

import { listChanges } from "#lib/changes/queries.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { type Found, foundOf } from "#lib/plan/find-anything.ts";
import { sessionActor } from "#lib/server/auth/session-actor.ts";
import { listSystems } from "#lib/systems/queries.ts";

/** Finds changes, metrics and systems that the reader may see, by their words. "C-43" finds that change. */
export async function findAnythingAction(query: string): Promise<Found[]> {
  const actor = await sessionActor();
  const q = query
    .trim()
    .slice(0, 200)
    .replace(/^c-(?=\d+$)/i, "");
  if (q === "") return [];
  const [changes, metrics, systems] = await Promise.all([
    listChanges(actor, { q, limit: 6 }),
    listMetrics(actor, { q, limit: 4 }),
    listSystems(actor, { q, limit: 4 }),
  ]);
  return foundOf({ changes: changes.items, metrics: metrics.items, systems: systems.items });
}
