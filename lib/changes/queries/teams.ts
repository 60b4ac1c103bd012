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

/** How teams are spelled, by key: as their systems do, else as their latest published change does. */
export async function teamNamesOf(keys: string[]): Promise<Map<string, string>> {
  const asked = keys.filter((key) => key !== "");
  if (asked.length === 0) return new Map();
  const rows = await db.$queryRaw<{ key: string; team: string | null }[]>`
    SELECT asked.key, coalesce(
      (SELECT s."team" FROM "System" AS s WHERE s."teamKey" = asked.key ORDER BY s."archivedAt" NULLS FIRST, s."key" LIMIT 1),
      (SELECT c."team" FROM "Change" AS c WHERE c."teamKey" = asked.key AND c."publishedAt" IS NOT NULL
       ORDER BY c."happenedAt" DESC, c."number" DESC LIMIT 1)
    ) AS team FROM unnest(${asked}::text[]) AS asked(key)`;
  return new Map(rows.flatMap(({ key, team }) => (team === null ? [] : [[key, team] as const])));
}
