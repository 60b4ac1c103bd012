import { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import type { ShownOutcome } from "#lib/changes/model.ts";
import { changeNumberSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal, searchWords } from "#lib/core/search-words.ts";
import { eachTeamOnce, noTeamName, teamKeyAsked, teamKeyOf } from "#lib/core/team.ts";
import { fiscalQuarterOf, latestQuarters, quarterLabel, quarterRange, shiftQuarter } from "#lib/core/time.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { visibleItems, visibleViews } from "#lib/roadmap/access.ts";
import { type BoardColumn, horizonColumns, quarterColumns } from "#lib/roadmap/board-columns.ts";
import { cardFields, itemFields, itemOf } from "#lib/roadmap/item-row.ts";
import { itemCursorSchema, keyAfter, keyOf, orderOf } from "#lib/roadmap/list-order.ts";
import type { Horizon } from "#lib/roadmap/model.ts";
import {
  type PredictionTally,
  type Proof,
  predictionOutcome,
  type ScoreRow,
  scoreRows,
  tallyOf,
} from "#lib/roadmap/prediction-score.ts";
import { cardsOf } from "#lib/roadmap/queries/item-changes.ts";
import { feedbackOfItems } from "#lib/roadmap/queries/item-feedback.ts";
import { knownTeams } from "#lib/roadmap/queries/known-teams.ts";
import {
  type Item,
  type ItemDetail,
  type ItemMoved,
  itemNumberSchema,
  type KeptView,
  listItemsSchema,
  quarterSchema,
} from "#lib/roadmap/schema.ts";
import { quarterDrift } from "#lib/roadmap/standing.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { listObjectives, listSystems } from "#lib/systems/queries.ts";
import { fiscalCalendar, listPeople } from "#lib/users/queries.ts";

/** Roadmap items the actor may see, filtered, sorted and a page at a time. Every order is answered from an index. */
export async function listItems(actor: Actor, input: unknown = {}): Promise<Page<Item>> {
  const page = await pageOfRows(actor, input);
  return { ...page, items: await cardsOf(actor, page.items) };
}

async function pageOfRows(actor: Actor, input: unknown) {
  authorize(actor, "roadmap.view");
  const filter = parse(listItemsSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, itemCursorSchema) : null;
  const rows = await db.roadmapItem.findMany({
    where: { AND: [await whereOf(actor, filter), after ? keyAfter(filter.sort, after) : {}] },
    orderBy: orderOf(filter.sort),
    take: filter.limit + 1,
    select: cardFields,
    relationLoadStrategy: "join",
  });
  return pageOf(rows, filter.limit, (row) => keyOf(filter.sort, row));
}

export type FilledColumn = BoardColumn & { items: Item[]; more: boolean };

export type Board = {
  /** The running fiscal quarter. */
  current: string;
  /** Where the quarters begin; in a board by horizon the running one. */
  from: string;
  columns: FilledColumn[];
};

const boardSchema = z.strictObject({
  by: z.enum(["horizon", "quarter"]),
  from: quarterSchema.optional(),
  /** Without `from`: so many quarters before the running one. */
  back: z.number().int().min(0).max(8).default(0),
  quarters: z.number().int().min(1).max(8).optional(),
  filter: listItemsSchema.pick({ q: true, system: true, objective: true, owner: true, team: true }),
});

/** The columns of a board, each with its first items under the same filters. */
export async function getBoard(actor: Actor, input: unknown, now = new Date()): Promise<Board> {
  authorize(actor, "roadmap.view");
  const { by, from: asked, back, quarters, filter } = parse(boardSchema, input);
  const current = fiscalQuarterOf(now, await fiscalCalendar());
  const from = asked ?? shiftQuarter(current, -back);
  const columns = by === "horizon" ? horizonColumns(current) : quarterColumns(from, current, quarters);
  const pages = await Promise.all(
    columns.map((column) => pageOfRows(actor, { ...filter, ...column.filter })),
  );
  const cards = await cardsOf(
    actor,
    pages.flatMap(({ items }) => items),
  );
  const byNumber = new Map(cards.map((card) => [card.number, card]));
  return {
    current,
    from,
    columns: columns.map((column, index) => ({
      ...column,
      items: pages[index]?.items.flatMap(({ number }) => byNumber.get(number) ?? []) ?? [],
      more: pages[index]?.nextCursor !== null,
    })),
  };
}

/** One item with everything about it. Throws NOT_FOUND, also where the actor may not see it. */
export async function getItem(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.view");
  const { number } = parse(itemNumberSchema, input);
  const row = await db.roadmapItem.findFirst({
    where: { AND: [{ number }, visibleItems(actor)] },
    select: {
      ...itemFields,
      description: true,
      updatedAt: true,
      version: true,
      recordedBy: { select: { name: true, email: true } },
      moves: { orderBy: { movedAt: "desc" }, take: 100, select: moveFields },
    },
    relationLoadStrategy: "join",
  });
  if (!row) throw noSuchItem(number);
  const feedback = (await feedbackOfItems(actor, [number])).get(number) ?? [];
  const item = itemOf(actor, row, feedback);
  return {
    ...item,
    description: row.description,
    recordedBy: row.recordedBy,
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    feedback,
    prediction:
      item.expected && predictionOutcome(item.expected, (await proofsOf([row.id])).get(row.id) ?? []),
    moves: row.moves.map(movedOf),
  };
}

/** The items that a change delivers. */
export async function itemsOfChange(actor: Actor, input: unknown): Promise<Item[]> {
  authorize(actor, "roadmap.view");
  const { number } = parse(changeNumberSchema, input);
  const { items } = await listItems(actor, { change: number, limit: 50 });
  return items;
}

export type QuarterMoved = ItemMoved & { item: number; title: string };

const quarterInput = listItemsSchema.pick({ quarter: true });

/** What a quarter lost and gained after it began, for its review: moved out with the reasons, and added late. */
export async function quarterMoves(
  actor: Actor,
  input: unknown,
): Promise<{ movedOut: QuarterMoved[]; addedLate: QuarterMoved[] }> {
  authorize(actor, "roadmap.view");
  const { quarter } = parse(quarterInput, input);
  if (!quarter || quarter === "none") {
    throw invalid([{ path: "quarter", message: "Give a quarter like 2026-Q4." }]);
  }
  const { from } = quarterRange(quarter, await fiscalCalendar());
  const rows = await db.roadmapMove.findMany({
    where: {
      OR: [{ fromQuarter: quarter }, { toQuarter: quarter }],
      movedAt: { gte: from },
      item: visibleItems(actor),
    },
    orderBy: [{ movedAt: "asc" }, { id: "asc" }],
    take: 2_000,
    select: { ...moveFields, item: { select: { number: true, title: true, archivedAt: true } } },
  });
  const archived = new Set(rows.flatMap(({ item }) => (item.archivedAt ? [item.number] : [])));
  const moves = rows.map((row) => ({ ...movedOf(row), item: row.item.number, title: row.item.title }));
  const { movedOut, addedLate } = quarterDrift(moves, quarter);
  return { movedOut, addedLate: addedLate.filter(({ item }) => !archived.has(item)) };
}

export type PredictionScores = {
  /** The running quarter and the three before it, the latest first. */
  quarters: string[];
  all: PredictionTally;
  byTeam: ScoreRow[];
  byOwner: ScoreRow[];
};

/** Bounds the work; the latest quarters come first. */
const mostScored = 2_000;

/** What was expected of the last four quarters' items against what was proved, by team, owner and quarter. */
export async function predictionScores(actor: Actor, now = new Date()): Promise<PredictionScores> {
  authorize(actor, "roadmap.view");
  const quarters = latestQuarters(now, await fiscalCalendar(), 4).map(({ key }) => key);
  const items = await db.roadmapItem.findMany({
    where: {
      AND: [visibleItems(actor), { quarter: { in: quarters }, metricId: { not: null }, archivedAt: null }],
    },
    orderBy: [{ quarter: "desc" }, { position: "asc" }],
    take: mostScored,
    select: {
      id: true,
      quarter: true,
      team: true,
      system: { select: { team: true } },
      expectedLow: true,
      expectedHigh: true,
      owner: { select: { name: true } },
    },
  });
  const proofs = await proofsOf(items.map((item) => item.id));
  const scored = items.flatMap((item) => {
    if (item.expectedLow === null || item.expectedHigh === null) return [];
    const expected = { low: item.expectedLow, high: item.expectedHigh };
    const outcome = predictionOutcome(expected, proofs.get(item.id) ?? []);
    return outcome === null
      ? []
      : [
          {
            quarter: item.quarter ?? "",
            team: item.team ?? item.system?.team ?? null,
            owner: item.owner,
            outcome,
          },
        ];
  });
  const teamNames = new Map(
    eachTeamOnce(scored.map(({ team }) => team)).map((name) => [teamKeyOf(name), name]),
  );
  return {
    quarters,
    all: tallyOf(scored.map(({ outcome }) => outcome)),
    byTeam: scoreRows(
      scored.map((one) => ({ ...one, name: teamNames.get(teamKeyOf(one.team)) ?? noTeamName })),
    ),
    byOwner: scoreRows(scored.map((one) => ({ ...one, name: one.owner?.name ?? "Nobody" }))),
  };
}

/** What filters and forms let people choose from. */
export async function roadmapChoices(actor: Actor, now = new Date()) {
  const [systems, objectives, metrics, people, teams, calendar] = await Promise.all([
    listSystems(actor, { limit: 200 }),
    listObjectives(actor, { limit: 200 }),
    listMetrics(actor, { limit: 200 }),
    listPeople(actor),
    knownTeams(actor),
    fiscalCalendar(),
  ]);
  const current = fiscalQuarterOf(now, calendar);
  return {
    systems: systems.items.map(({ key, name }) => ({ key, name })),
    objectives: objectives.items.map(({ key, name }) => ({ key, name })),
    metrics: metrics.items.map(({ key, name, system }) => ({ key, name, system })),
    people,
    teams,
    current,
    quarters: [-1, 0, 1, 2, 3, 4, 5, 6].map((steps) => {
      const key = shiftQuarter(current, steps);
      return { key, label: quarterLabel(key) };
    }),
  };
}

/** The views of the roadmap that the actor kept, by name. */
export async function listViews(actor: Actor): Promise<KeptView[]> {
  authorize(actor, "roadmap.view");
  return db.roadmapView.findMany({
    where: visibleViews(actor),
    orderBy: { name: "asc" },
    take: 50,
    select: { id: true, name: true, query: true },
  });
}

export function noSuchItem(number: number): AppError {
  return new AppError("NOT_FOUND", `There is no roadmap item R-${number}, or you may not see it.`);
}

const moveFields = {
  movedAt: true,
  fromHorizon: true,
  toHorizon: true,
  fromQuarter: true,
  toQuarter: true,
  archived: true,
  reason: true,
  movedBy: { select: { name: true } },
} as const;

type MoveRow = {
  movedAt: Date;
  fromHorizon: string | null;
  toHorizon: string;
  fromQuarter: string | null;
  toQuarter: string | null;
  archived: boolean | null;
  reason: string | null;
  movedBy: { name: string } | null;
};

function movedOf(row: MoveRow): ItemMoved {
  return {
    at: row.movedAt.toISOString(),
    by: row.movedBy?.name ?? null,
    fromHorizon: row.fromHorizon as Horizon | null,
    toHorizon: row.toHorizon as Horizon,
    fromQuarter: row.fromQuarter,
    toQuarter: row.toQuarter,
    archived: row.archived,
    reason: row.reason,
  };
}

type ProofRow = { item: string; outcome: string; relative: number | null; withdrawn: boolean };

/**
 * What the published changes of items proved about the metric that each item expects something of. Changes that share
 * one verdict are one proof.
 */
export async function proofsOf(itemIds: string[]): Promise<Map<string, Proof[]>> {
  const rows = await db.$queryRaw<ProofRow[]>`
    SELECT DISTINCT ON (i."id", coalesce(c."resultKey", c."number"::text))
      i."id"::text AS item, c."outcome", c."status" IN ('rolled-back', 'abandoned') AS withdrawn,
      (m."verdict"::json -> 'effect' ->> 'relative')::float8 AS relative
    FROM "RoadmapItem" i JOIN "RoadmapChange" r ON r."itemId" = i."id"
      JOIN "Change" c ON c."id" = r."changeId" AND c."publishedAt" IS NOT NULL
      JOIN "Measurement" m ON m."id" = c."primaryMeasurementId" AND m."metricId" = i."metricId"
    WHERE i."id" = ANY(${itemIds}::uuid[])
    ORDER BY i."id", coalesce(c."resultKey", c."number"::text), withdrawn`;
  const proofs = new Map<string, Proof[]>();
  for (const { item, outcome, relative, withdrawn } of rows) {
    proofs.set(item, [
      ...(proofs.get(item) ?? []),
      { outcome: outcome as ShownOutcome, relative, withdrawn },
    ]);
  }
  return proofs;
}

type Filter = z.output<typeof listItemsSchema>;

async function whereOf(actor: Actor, filter: Filter): Promise<Prisma.RoadmapItemWhereInput> {
  const conditions: Prisma.RoadmapItemWhereInput[] = [visibleItems(actor)];
  conditions.push(filter.archived ? { archivedAt: { not: null } } : { archivedAt: null });
  if (filter.horizon) conditions.push({ horizon: filter.horizon });
  if (filter.sort === "-done") conditions.push({ doneAt: { not: null } });
  if (filter.quarter) conditions.push({ quarter: filter.quarter === "none" ? null : filter.quarter });
  if (filter.team) conditions.push({ teamKey: teamKeyAsked(filter.team) });
  if (filter.system) conditions.push({ systemId: await idOf(db.system, { key: filter.system }) });
  if (filter.objective) conditions.push({ objectiveId: await idOf(db.objective, { key: filter.objective }) });
  if (filter.owner) conditions.push({ ownerId: await idOf(db.user, { email: filter.owner.toLowerCase() }) });
  if (filter.change) {
    const change = await db.change.findFirst({
      where: { AND: [{ number: filter.change }, visibleChanges(actor)] },
      select: { id: true },
    });
    conditions.push({ changes: { some: { changeId: change?.id ?? nobody } } });
  }
  for (const word of searchWords(filter.q ?? ""))
    conditions.push({ searchText: { contains: literal(word) } });
  return { AND: conditions };
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** By id the planner can use the index that also gives the order. */
async function idOf<Where>(
  table: { findUnique: (query: { where: Where; select: { id: true } }) => Promise<{ id: string } | null> },
  where: Where,
): Promise<string> {
  return (await table.findUnique({ where, select: { id: true } }))?.id ?? nobody;
}
