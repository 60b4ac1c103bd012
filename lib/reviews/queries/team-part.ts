import { teamNamesOf } from "#lib/changes/queries/teams.ts";
import { noTeamName, teamKeyAsked } from "#lib/core/team.ts";
import type { TeamRow } from "#lib/reviews/schema.ts";
import { type TeamRecords, teamRowsOf } from "#lib/reviews/team-rows.ts";
import { db, type Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** One team's part of a review: its key, and the systems that are its now. No team has what has no system as well. */
export type TeamPart = { key: string; name: string; systemIds: string[] };

const mostSystems = 1_000;

/** The part that is asked for by a team's name in any spelling, or by "none"; null where the whole is. */
export async function teamPartOf(asked: string | undefined): Promise<TeamPart | null> {
  if (asked === undefined) return null;
  const key = teamKeyAsked(asked);
  const [names, systems] = await Promise.all([
    teamNamesOf([key]),
    db.system.findMany({ where: { teamKey: key }, take: mostSystems, select: { id: true } }),
  ]);
  const name = key === "" ? noTeamName : (names.get(key) ?? asked.trim());
  return { key, name, systemIds: systems.map(({ id }) => id) };
}

/** Actions because of a team's changes; those that are about no change are no team's. */
export function actionsOfTeam(part: TeamPart | null): Prisma.ReviewActionWhereInput {
  if (!part) return {};
  const own = { change: { teamKey: part.key } };
  return part.key === "" ? { OR: [own, { changeNumber: null }] } : own;
}

/** Who marked each team's part as gone through, and when, where the latest mark says so. */
export async function teamMarksOf(
  reviewId: string,
  from: Tx = db,
): Promise<Map<string, { by: string; at: string }>> {
  const rows = await from.reviewTeamMark.findMany({
    where: { reviewId },
    distinct: ["teamKey"],
    orderBy: [{ teamKey: "asc" }, { id: "desc" }],
    select: { teamKey: true, goneThrough: true, markedByName: true, markedAt: true },
  });
  return new Map(
    rows
      .filter(({ goneThrough }) => goneThrough)
      .map((row) => [row.teamKey, { by: row.markedByName, at: row.markedAt.toISOString() }]),
  );
}

/** The review team by team, as the records say now. */
export async function teamRowsNow(
  review: { id: string },
  counts: TeamRecords["counts"],
  progress: TeamRecords["progress"],
  from: Tx = db,
): Promise<TeamRow[]> {
  const [names, marks] = await Promise.all([
    teamNamesOf([...new Set([...counts.keys(), ...progress.keys()])]),
    teamMarksOf(review.id, from),
  ]);
  return teamRowsOf({ counts, progress, names, marks });
}
