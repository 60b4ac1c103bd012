/**
 * What other nouns have to say to a review. It is gathered as a member may see it, whoever asks: a signed review is read
 * by everyone, so nothing unpublished may get into one.
 */

import type { Actor } from "#lib/core/access/actor.ts";
import type { AgendaRecords, LatestCheck, LostGain, RoadmapMove, Voices } from "#lib/reviews/agenda.ts";
import { ofQuarter } from "#lib/reviews/queries/changes-of-review.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import type { TeamPart } from "#lib/reviews/queries/team-part.ts";
import { type DeliveringChange, progressInWords } from "#lib/roadmap/progress.ts";
import { type QuarterMoved, quarterMoves } from "#lib/roadmap/queries.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

const shown = 6;

type Moves = { count: number; moves: RoadmapMove[] };

/** What left the quarter's plan after it had begun, and what came into it. */
export async function movesOf(
  actor: Actor,
  review: ReviewRow,
  part: TeamPart | null,
): Promise<{ movedOut: Moves; addedLate: Moves }> {
  const { movedOut, addedLate } = await quarterMoves(actor, { quarter: review.quarter });
  const numbers = [...movedOut, ...addedLate].map((move) => move.item);
  const published = new Set(
    (
      await db.roadmapItem.findMany({
        where: { number: { in: numbers }, published: true, ...(part ? ofTeam(part) : {}) },
        select: { number: true },
      })
    ).map((item) => item.number),
  );
  const visible = (moves: QuarterMoved[]): Moves => {
    const own = moves.filter((move) => published.has(move.item));
    return { count: own.length, moves: own.slice(0, shown).map(moveOf) };
  };
  return { movedOut: visible(movedOut), addedLate: visible(addedLate) };
}

/** An item's own team, else its system's. */
function ofTeam({ key, systemIds }: TeamPart) {
  if (key !== "") return { OR: [{ teamKey: key }, { teamKey: "", systemId: { in: systemIds } }] };
  return { teamKey: "", OR: [{ systemId: null }, { systemId: { in: systemIds } }] };
}

function moveOf(move: QuarterMoved): RoadmapMove {
  return {
    number: move.item,
    title: move.title,
    from: move.fromQuarter,
    to: move.toQuarter,
    reason: move.reason,
    by: move.by,
  };
}

/** How far the roadmap items are that actions became, in words. */
export async function progressOfItems(numbers: number[]): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await db.roadmapItem.findMany({
    where: { number: { in: numbers } },
    select: { number: true, changes: { select: { change: { select: { status: true, outcome: true } } } } },
  });
  return new Map(
    rows.map((row) => [
      row.number,
      progressInWords(row.changes.map(({ change }) => change as DeliveringChange)),
    ]),
  );
}

type GainRow = {
  number: number;
  title: string;
  day: number;
  kept: number | null;
  state: string;
  count: number;
};

/** Gains whose latest check in this quarter found them fading or lost: each counts once, however often it was checked. */
export async function lostGainsOf(
  review: ReviewRow,
  part: TeamPart | null,
): Promise<{ count: number; gains: LostGain[] }> {
  const own = part ? Prisma.sql`AND c."teamKey" = ${part.key}` : Prisma.empty;
  const rows = await db.$queryRaw<GainRow[]>`
    SELECT c."number", c."title", w."days" AS day, w."kept", w."state", count(*) OVER ()::int AS count
    FROM (
      SELECT DISTINCT ON ("changeId") "changeId", "days", "state", "kept", "dueAt" FROM "WatchCheck"
      WHERE "state" IN ('holding', 'fading', 'lost')
        AND "checkedAt" >= ${review.startsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
        AND "checkedAt" < ${review.endsAt.toISOString()}::timestamptz AT TIME ZONE 'UTC'
      ORDER BY "changeId", "dueAt" DESC, "id" DESC
    ) AS w JOIN "Change" AS c ON c."id" = w."changeId" AND c."publishedAt" IS NOT NULL ${own}
    WHERE w."state" <> 'holding'
    ORDER BY w."state" DESC, w."dueAt", c."number" LIMIT ${shown}`;
  return {
    count: rows[0]?.count ?? 0,
    gains: rows.map(({ number, title, day, kept, state }) => ({
      ...{ number, title, day, kept },
      lost: state === "lost",
    })),
  };
}

/** What users sent in this quarter, the most wanted first, and whether its changes solved it for those who asked. */
export async function voicesOf(review: ReviewRow, part: TeamPart | null): Promise<Voices> {
  const where = {
    listed: true,
    visibility: { not: "team" },
    createdAt: { gte: review.startsAt, lt: review.endsAt },
    ...(part ? aboutSystemsOf(part) : {}),
  };
  const [count, rows, answers] = await Promise.all([
    db.feedback.count({ where }),
    db.feedback.findMany({
      where,
      orderBy: { voteRank: "desc" },
      take: shown,
      select: { number: true, title: true, voteCount: true, status: { select: { name: true } } },
    }),
    db.feedbackAnswer.groupBy({
      by: ["answer"],
      where: { change: { ...ofQuarter(review), ...(part ? { teamKey: part.key } : {}) } },
      _count: { _all: true },
    }),
  ]);
  const said = new Map(answers.map(({ answer, _count }) => [answer, _count._all]));
  return {
    count,
    entries: rows.map((row) => ({
      number: row.number,
      title: row.title,
      votes: row.voteCount,
      status: row.status.name,
    })),
    solved: { yes: said.get("yes") ?? 0, partly: said.get("partly") ?? 0, no: said.get("no") ?? 0 },
  };
}

/** What users say of a team's systems; what they say of no system is no team's. */
function aboutSystemsOf({ key, systemIds }: TeamPart) {
  const own = { systemId: { in: systemIds } };
  return key === "" ? { OR: [own, { systemId: null }] } : own;
}

function saidOf(part: TeamPart | null, entry: "e" | "f"): Prisma.Sql {
  if (!part) return Prisma.empty;
  const system = Prisma.raw(`${entry}."systemId"`);
  const own = Prisma.sql`${system} = ANY(${part.systemIds}::uuid[])`;
  return part.key === "" ? Prisma.sql`AND (${own} OR ${system} IS NULL)` : Prisma.sql`AND ${own}`;
}

const countedOpen = 1_000;

/** What nobody has answered yet, whenever it was sent: counted up to a thousand, the most wanted shown. */
export async function openVoicesNow(part: TeamPart | null): Promise<AgendaRecords["openVoices"]> {
  const rows = await db.$queryRaw<(Voices["entries"][number] & { count: number })[]>`
    WITH open AS (SELECT "id", "name" FROM "FeedbackStatus" WHERE "category" IN ('open', 'active'))
    SELECT e."number", e."title", e."voteCount" AS votes, open."name" AS status,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM "Feedback" AS f
        WHERE f."listed" AND f."visibility" <> 'team' AND f."statusId" IN (SELECT "id" FROM open) ${saidOf(part, "f")}
        LIMIT ${countedOpen + 1}
      ) AS waiting) AS count
    FROM "Feedback" AS e JOIN open ON open."id" = e."statusId"
    WHERE e."listed" AND e."visibility" <> 'team' ${saidOf(part, "e")}
    ORDER BY e."voteRank" DESC LIMIT ${shown}`;
  const count = rows[0]?.count ?? 0;
  return {
    count: Math.min(count, countedOpen),
    more: count > countedOpen,
    entries: rows.map(({ count: _count, ...entry }) => entry),
  };
}

/** What the latest check of each of these changes' gains found, by number: of the gain that its verdict speaks of now. */
export async function latestChecksOf(numbers: number[]): Promise<Map<number, LatestCheck>> {
  const rows = await db.watchCheck.findMany({
    where: { change: { number: { in: numbers } }, state: { in: ["holding", "fading", "lost"] } },
    orderBy: { dueAt: "asc" },
    select: {
      days: true,
      state: true,
      measurementId: true,
      change: { select: { number: true, primaryMeasurementId: true } },
    },
  });
  return new Map(
    rows
      .filter(({ measurementId, change }) => measurementId === change.primaryMeasurementId)
      .map(({ days, state, change }) => [change.number, { state: state as LatestCheck["state"], day: days }]),
  );
}
