import { teamsOfChanges } from "#lib/changes/queries/teams.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { eachTeamOnce } from "#lib/core/team.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import { db } from "#lib/server/db.ts";

const mostTeams = 200;

/** The teams that systems, changes or roadmap items name, each once: what is offered while a team is typed. */
export async function knownTeams(actor: Actor): Promise<string[]> {
  const [ofChanges, ofItems] = await Promise.all([teamsOfChanges(actor), teamsOfItems(actor)]);
  return eachTeamOnce([...ofChanges, ...ofItems]);
}

/** The teams that items name, each once, for choosing. */
async function teamsOfItems(actor: Actor): Promise<string[]> {
  authorize(actor, "roadmap.view");
  const rows = await db.roadmapItem.findMany({
    where: { AND: [visibleItems(actor), { team: { not: null }, archivedAt: null }] },
    distinct: ["teamKey"],
    orderBy: { teamKey: "asc" },
    take: mostTeams,
    select: { team: true },
  });
  return eachTeamOnce(rows.map(({ team }) => team));
}
