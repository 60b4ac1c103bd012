import { begunStatuses, type Part, withdrawnStatuses } from "#lib/changes/overview.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { TimeRange } from "#lib/core/time.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";
import type { ObjectiveKind } from "#lib/systems/model.ts";

export type QuarterPart = Part & {
  /** The kind of objective that has a target on the metric that decides; null where none has. */
  kind: ObjectiveKind | null;
  /** Results whose leads the actor owns. */
  own: number;
};

/** More than is shown of any part. */
const largestOfEach = 5;
/** No roll-out has so many parts. */
const mostSharers = 100;

type Row = Omit<QuarterPart, "largest"> & { numbers: number[]; gains: (number | null)[] };

/**
 * What the published changes of a time amount to: the database counts them from one index and answers a dozen rows, which are
 * the sums of `groupsOf` (lib/changes/overview.ts) and the largest of each. The same for every reader.
 */
export async function quarterParts(
  actor: Actor,
  quarter: TimeRange,
  kindOfMetric: ReadonlyMap<string, ObjectiveKind>,
): Promise<QuarterPart[]> {
  authorize(actor, "change.view");
  const rows = await db.$queryRaw<Row[]>`
    WITH counted AS MATERIALIZED (
      SELECT "number", "resultKey", "outcome", "status" = ANY(${[...withdrawnStatuses]}) AS withdrawn, "gain",
        coalesce(abs("gain"), 0) AS size, "primaryMetricId", "ownerId"
      FROM "Change" AS c WHERE ${within(quarter)}
    ), shared AS (
      SELECT "resultKey", count(*) AS members,
        coalesce(max("number") FILTER (WHERE NOT withdrawn), max("number")) AS lead
      FROM counted WHERE "resultKey" IS NOT NULL GROUP BY "resultKey" HAVING count(*) > 1
    ), kinds AS (
      SELECT array_agg(m."id") AS metrics, array_agg(given.kind) AS names
      FROM unnest(${[...kindOfMetric.keys()]}::text[], ${[...kindOfMetric.values()]}::text[]) AS given("key", kind)
        JOIN "Metric" AS m USING ("key")
    ), leads AS (
      SELECT counted.*, coalesce(members, 1) AS members,
        CASE WHEN "outcome" = 'improved' AND NOT withdrawn THEN kinds.names[array_position(kinds.metrics, "primaryMetricId")] END AS kind
      FROM counted LEFT JOIN shared USING ("resultKey") CROSS JOIN kinds
      WHERE lead IS NULL OR lead = "number"
    )
    SELECT "outcome", withdrawn, kind, count(*)::int AS results, sum(members)::int AS changes,
      (count(*) FILTER (WHERE "ownerId" = ${userIdOf(actor)}::uuid))::int AS own,
      (array_agg("number" ORDER BY size DESC, "number" DESC))[:${largestOfEach}::int] AS numbers,
      (array_agg("gain" ORDER BY size DESC, "number" DESC))[:${largestOfEach}::int] AS gains
    FROM leads GROUP BY "outcome", withdrawn, kind`;
  return rows.map(({ numbers, gains, ...part }) => ({
    ...part,
    largest: numbers.map((number, index) => ({ number, gain: gains[index] ?? null })),
  }));
}

/** By the number of a lead, the other changes of the quarter that share its result, the latest first. */
export async function sharersOf(
  actor: Actor,
  quarter: TimeRange,
  leads: number[],
): Promise<Map<number, number[]>> {
  authorize(actor, "change.view");
  const rows = await db.$queryRaw<{ lead: number; numbers: number[] }[]>`
    SELECT lead."number" AS lead, array_agg(other."number" ORDER BY other."number" DESC) AS numbers
    FROM "Change" AS lead CROSS JOIN LATERAL (
      SELECT c."number" FROM "Change" AS c
      WHERE c."resultKey" = lead."resultKey" AND c."number" <> lead."number" AND ${within(quarter)}
      ORDER BY c."number" DESC LIMIT ${mostSharers}
    ) AS other
    WHERE lead."number" = ANY(${leads})
    GROUP BY lead."number"`;
  return new Map(rows.map(({ lead, numbers }) => [lead, numbers]));
}

/** Published, begun, and of this time: read from the index that holds all that is counted. */
export function within({ from, to }: TimeRange): Prisma.Sql {
  return Prisma.sql`c."publishedAt" IS NOT NULL AND c."status" = ANY(${[...begunStatuses]})
    AND c."happenedAt" >= ${from.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    AND c."happenedAt" < ${to.toISOString()}::timestamptz AT TIME ZONE 'UTC'`;
}
