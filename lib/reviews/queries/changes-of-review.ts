import { listItemFields, listItemOf } from "#lib/changes/change-row.ts";
import { keyAfter } from "#lib/changes/list-order.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { type Mark, reviewedStatuses } from "#lib/reviews/model.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import type { Decision, ReviewChange } from "#lib/reviews/schema.ts";
import { db, type Tx } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

/**
 * The changes of a review in the order in which it walks through them: those of other quarters that it has to decide too,
 * then the quarter's own by date. The two parts are asked for one after the other, so that each is read from its index.
 */

type Period = Pick<ReviewRow, "startsAt" | "endsAt">;
export type ReviewPeriod = Period & Pick<ReviewRow, "id">;

/** Published, begun, and of this quarter: the same for every reader. */
export function ofQuarter({ startsAt, endsAt }: Period) {
  return {
    publishedAt: { not: null },
    status: { in: [...reviewedStatuses] },
    happenedAt: { gte: startsAt, lt: endsAt },
  } satisfies Prisma.ChangeWhereInput;
}

/** The same in SQL, for what is counted. */
export const isReviewed = Prisma.sql`c."publishedAt" IS NOT NULL AND c."status" = ANY(${[...reviewedStatuses]})`;

export function within({ startsAt, endsAt }: Period): Prisma.Sql {
  return Prisma.sql`c."happenedAt" >= ${startsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
    AND c."happenedAt" < ${endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'`;
}

/** Why a change of another quarter is part of a review: the quarter that left it open, or a gain that fades or got lost. */
export type WhyCarried = { carriedFrom: string | null; lostAfter: number | null; fadingAfter: number | null };
export type Carried = Map<number, WhyCarried>;

/** The changes of other quarters that a review has to decide too, by number. */
export async function carriedInto(review: Pick<ReviewRow, "id">, from: Tx = db): Promise<Carried> {
  const rows = await from.reviewCarried.findMany({
    where: { reviewId: review.id },
    select: { changeNumber: true, fromQuarter: true, lostAfter: true, fadingAfter: true },
  });
  return new Map(
    rows.map(({ changeNumber, fromQuarter, lostAfter, fadingAfter }) => [
      changeNumber,
      { carriedFrom: fromQuarter, lostAfter, fadingAfter: lostAfter === null ? fadingAfter : null },
    ]),
  );
}

export function whyCarried(carried: Carried, number: number): WhyCarried {
  return carried.get(number) ?? { carriedFrom: null, lostAfter: null, fadingAfter: null };
}

export function ofCarried(carried: Carried, { startsAt, endsAt }: Period) {
  return {
    number: { in: [...carried.keys()] },
    publishedAt: { not: null },
    status: { in: [...reviewedStatuses] },
    NOT: { happenedAt: { gte: startsAt, lt: endsAt } },
  } satisfies Prisma.ChangeWhereInput;
}

/** Where a change stands in the walk: its part, its date, its number. */
export type Place = [part: 0 | 1, happenedAt: string, number: number];

export function placeOf(
  { happenedAt, number }: Pick<ChangeListItem, "happenedAt" | "number">,
  { startsAt, endsAt }: Period,
): Place {
  const own = happenedAt >= startsAt.toISOString() && happenedAt < endsAt.toISOString();
  return [own ? 1 : 0, happenedAt, number];
}

type Asked = {
  take: number;
  after?: Place | null;
  /** Backwards from the place. */
  backwards?: boolean;
  where?: Prisma.ChangeWhereInput;
};

/** Changes beyond a place, in the order of the walk (or against it), each with the decision that counts: the latest. */
export async function changesFrom(
  review: ReviewPeriod,
  carried: Carried,
  { take, after = null, backwards = false, where = {} }: Asked,
): Promise<ReviewChange[]> {
  const parts = [
    { part: 0, own: ofCarried(carried, review), empty: carried.size === 0 },
    { part: 1, own: ofQuarter(review), empty: false },
  ].filter(({ part, empty }) => !empty && (!after || (backwards ? part <= after[0] : part >= after[0])));
  const latest = {
    where: { reviewId: review.id },
    orderBy: { id: "desc" },
    take: 1,
    select: decisionFields,
  } as const;
  const found: ReviewChange[] = [];
  for (const { part, own } of backwards ? parts.toReversed() : parts) {
    if (found.length >= take) break;
    const beyond =
      after && after[0] === part ? keyAfter(backwards ? "-applied" : "applied", [after[1], after[2]]) : {};
    const direction = backwards ? ("desc" as const) : ("asc" as const);
    const rows = await db.change.findMany({
      where: { AND: [own, beyond, where] },
      orderBy: [{ happenedAt: direction }, { number: direction }],
      take: take - found.length,
      select: { ...listItemFields, reviewDecisions: latest },
      relationLoadStrategy: "join",
    });
    found.push(
      ...rows.map((row) => ({
        change: listItemOf(row),
        ...whyCarried(carried, row.number),
        decision: row.reviewDecisions.map(decisionOf)[0] ?? null,
      })),
    );
  }
  return found;
}

/** The change with this number, where it is part of the review. */
export function oneOfReview(review: ReviewPeriod, carried: Carried, number: number): Prisma.ChangeWhereInput {
  const own = carried.has(number)
    ? { OR: [ofQuarter(review), ofCarried(carried, review)] }
    : ofQuarter(review);
  return { AND: [{ number }, own] };
}

/** One change of the review by its number; null when it is not part of it. */
export async function changeOfReview(review: ReviewPeriod, carried: Carried, number: number, from: Tx = db) {
  return from.change.findFirst({
    where: oneOfReview(review, carried, number),
    select: { ...listItemFields, ownerId: true, recordedById: true, primaryMeasurementId: true },
  });
}

export const decisionFields = {
  id: true,
  changeNumber: true,
  decision: true,
  note: true,
  decidedByName: true,
  decidedAt: true,
  takenOver: true,
} as const;

type DecisionRow = {
  id: number;
  changeNumber: number;
  decision: string;
  note: string;
  decidedByName: string;
  decidedAt: Date;
  takenOver: boolean;
};

export function decisionOf(row: DecisionRow): Decision {
  return {
    id: row.id,
    change: row.changeNumber,
    decision: row.decision as Mark,
    note: row.note,
    by: row.decidedByName,
    at: row.decidedAt.toISOString(),
    takenOver: row.takenOver,
  };
}
