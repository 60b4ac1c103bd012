import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { eachTeamOnce } from "#lib/core/team.ts";
import { db } from "#lib/server/db.ts";
import { teamsOfSystems } from "#lib/systems/queries.ts";

const mostTeams = 200;

/**
 * The teams that have a system or a published change, each once, by name; where systems and changes spell one differently, as
 * the systems do. The index is asked for one team after the other, so the number of changes does not matter.
 */
export async function teamsOfChanges(actor: Actor): Promise<string[]> {
  authorize(actor, "change.view");
  const [now, rows] = await Promise.all([
    teamsOfSystems(actor),
    db.$queryRaw<{ team: string }[]>`
      WITH RECURSIVE found AS (
        (SELECT c."teamKey", c."team" FROM "Change" AS c WHERE c."teamKey" > '' AND c."publishedAt" IS NOT NULL
         ORDER BY c."teamKey", c."happenedAt" DESC, c."number" DESC LIMIT 1)
        UNION ALL
        SELECT further.* FROM found CROSS JOIN LATERAL (
          SELECT c."teamKey", c."team" FROM "Change" AS c
          WHERE c."teamKey" > found."teamKey" AND c."publishedAt" IS NOT NULL
          ORDER BY c."teamKey", c."happenedAt" DESC, c."number" DESC LIMIT 1
        ) AS further
      ) SELECT "team" FROM found LIMIT ${mostTeams}`,
  ]);
  return eachTeamOnce([...now, ...rows.map(({ team }) => team)]);
}
