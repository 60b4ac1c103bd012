import { listPractices } from "#lib/changes/queries.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { zoneInWords } from "#lib/core/time.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { listPeople, readersZone } from "#lib/users/queries.ts";

/** What the change form lets people choose from. */
export async function changeFormChoices(actor: Actor) {
  const [systems, practices, metrics, people, zone] = await Promise.all([
    listSystems(actor, { limit: 200 }),
    listPractices(actor),
    listMetrics(actor, { limit: 200 }),
    listPeople(actor),
    readersZone(actor),
  ]);
  return {
    systems: systems.items.map(({ key, name }) => ({ key, name })),
    practices,
    metrics: metrics.items.map(({ key, name, system }) => ({ key, name, system })),
    people,
    zone,
    zoneName: zoneInWords(zone),
  };
}
