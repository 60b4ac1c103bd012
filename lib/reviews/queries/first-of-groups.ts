import { changesByNumber } from "#lib/changes/queries.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { type ChangeGroup, changeGroups, statusesAndOutcomes } from "#lib/reviews/change-groups.ts";
import { isReviewed, type ReviewPeriod, within } from "#lib/reviews/queries/changes-of-review.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Of each group the agenda shows so many; the count says how many there are. */
export const shownPerGroup = 6;

type FirstOfGroups = { groups: Record<ChangeGroup, ChangeListItem[]>; late: ChangeListItem[] };

/**
 * The first changes of each group of a quarter, and the first that were recorded late: found in the index that holds all
 * that is counted, then read together.
 */
export async function firstOfGroups(
  actor: Actor,
  review: ReviewPeriod,
  team?: string,
): Promise<FirstOfGroups> {
  const ofTeam = team === undefined ? Prisma.empty : Prisma.sql`AND c."teamKey" = ${team}`;
  const first = (name: ChangeGroup | "late", fits: Prisma.Sql) => Prisma.sql`
    (SELECT ${name} AS name, c."number" FROM "Change" AS c WHERE ${isReviewed} AND ${within(review)} ${ofTeam} AND ${fits}
     ORDER BY c."happenedAt", c."number" LIMIT ${shownPerGroup})`;
  const parts = [
    ...changeGroups.map((group) => {
      const { statuses, outcomes } = statusesAndOutcomes(group);
      return first(group, Prisma.sql`c."status" = ANY(${statuses}) AND c."outcome" = ANY(${outcomes})`);
    }),
    first(
      "late",
      Prisma.sql`c."createdAt" >= ${review.endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'`,
    ),
  ];
  const found = await db.$queryRaw<{ name: string; number: number }[]>`${Prisma.join(parts, " UNION ALL ")}`;
  const lines = await changesByNumber(actor, [...new Set(found.map(({ number }) => number))]);
  const linesOf = (name: string) =>
    found.filter((one) => one.name === name).flatMap(({ number }) => lines.get(number) ?? []);
  const groups = changeGroups.map((group) => [group, linesOf(group)]);
  return { groups: Object.fromEntries(groups) as FirstOfGroups["groups"], late: linesOf("late") };
}
