import { z } from "zod";
import { canSeeChange, visibleChanges } from "#lib/changes/access.ts";
import {
  changeFields,
  changeOf,
  listItemFields,
  listItemOf,
  measurementFields,
  measurementOf,
} from "#lib/changes/change-row.ts";
import { changeCursorSchema, keyAfter, keyOf, orderOf } from "#lib/changes/list-order.ts";
import type { Area } from "#lib/changes/model.ts";
import { numberBeginnings } from "#lib/changes/number-beginnings.ts";
import { mayBeSomewhere } from "#lib/changes/queries/known-words.ts";
import {
  type Change,
  type ChangeListItem,
  changeNumberSchema,
  fileIdSchema,
  listChangesSchema,
  type Measurement,
  type Practice,
} from "#lib/changes/schema.ts";
import { costKinds } from "#lib/changes/worth.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key } from "#lib/core/fields.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal, searchWords } from "#lib/core/search-words.ts";
import { teamKeyAsked } from "#lib/core/team.ts";
import { quarterRange } from "#lib/core/time.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import { db } from "#lib/server/db.ts";
import { readFileStream } from "#lib/server/files.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { type Download, download } from "#lib/server/http/download.ts";
import { listSystems } from "#lib/systems/queries.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** Changes the actor may see, filtered, sorted and a page at a time. Every order is answered from an index. */
export async function listChanges(actor: Actor, input: unknown = {}): Promise<Page<ChangeListItem>> {
  authorize(actor, "change.view");
  const filter = parse(listChangesSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, changeCursorSchema) : null;
  const where = { AND: [await whereOf(actor, filter), after ? keyAfter(filter.sort, after) : {}] };
  const order = { orderBy: orderOf(filter.sort), take: filter.limit + 1 };
  const rows = await db.change.findMany({
    where: filter.q ? { number: { in: await numbersOf(where, order) } } : where,
    ...order,
    select: listItemFields,
    relationLoadStrategy: "join",
  });
  const page = pageOf(rows, filter.limit, (row) => keyOf(filter.sort, row));
  return { ...page, items: page.items.map(listItemOf) };
}

/** How many changes match, counted up to `upTo` so that the answer stays quick on any size. */
export async function countChanges(
  actor: Actor,
  input: unknown = {},
  upTo = 1_000,
): Promise<{ count: number; more: boolean }> {
  authorize(actor, "change.view");
  const filter = parse(listChangesSchema, input);
  const rows = await db.change.findMany({
    where: await whereOf(actor, filter),
    take: upTo + 1,
    select: { number: true },
  });
  return { count: Math.min(rows.length, upTo), more: rows.length > upTo };
}

/** One change with everything about it. Throws NOT_FOUND, also where the actor may not see it. */
export async function getChange(actor: Actor, input: unknown): Promise<Change> {
  authorize(actor, "change.view");
  const { number } = parse(changeNumberSchema, input);
  const row = await db.change.findFirst({
    where: { AND: [{ number }, visibleChanges(actor)] },
    select: changeFields,
  });
  if (!row) throw noSuchChange(number);
  return changeOf(row);
}

const historySchema = changeNumberSchema;

export type HistoryEntry = { at: string; by: string; action: string; data: unknown };

/** What happened to a change, the latest first: its audit rows. */
export async function changeHistory(actor: Actor, input: unknown): Promise<HistoryEntry[]> {
  authorize(actor, "change.view");
  const { number } = parse(historySchema, input);
  const change = await db.change.findFirst({
    where: { number },
    select: { id: true, publishedAt: true, ownerId: true, recordedById: true },
  });
  if (!change || !canSeeChange(actor, change)) throw noSuchChange(number);
  const events = await db.auditEvent.findMany({
    where: { entity: "change", entityId: change.id },
    orderBy: { position: "desc" },
    take: 200,
    select: { at: true, actorName: true, action: true, data: true },
  });
  return events.map((event) => ({
    at: event.at.toISOString(),
    by: event.actorName,
    action: event.action,
    data: event.data,
  }));
}

const listMeasurementsSchema = z.strictObject({ metric: key });

export type MetricMeasurement = { change: { number: number; title: string }; measurement: Measurement };

/** The latest 50 measurements of one metric, each with the change it belongs to, where the actor may see that. */
export async function listMeasurements(actor: Actor, input: unknown): Promise<MetricMeasurement[]> {
  authorize(actor, "measurement.view");
  const { metric } = parse(listMeasurementsSchema, input);
  const rows = await db.measurement.findMany({
    where: { metric: { key: metric }, change: visibleChanges(actor) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 50,
    select: {
      ...measurementFields,
      primaryOf: { select: { id: true } },
      change: { select: { number: true, title: true } },
    },
  });
  return rows.map((row) => ({ change: row.change, measurement: measurementOf(row, row.primaryOf !== null) }));
}

const listPracticesSchema = z.strictObject({ archived: z.boolean().optional() });

export async function listPractices(actor: Actor, input: unknown = {}): Promise<Practice[]> {
  authorize(actor, "practice.view");
  const { archived } = parse(listPracticesSchema, input);
  const rows = await db.practice.findMany({
    where: archived ? {} : { archivedAt: null },
    orderBy: [{ area: "asc" }, { position: "asc" }, { name: "asc" }],
  });
  return rows.map((row) => ({
    key: row.key,
    area: row.area as Area,
    name: row.name,
    builtIn: row.builtIn,
    archived: row.archivedAt !== null,
  }));
}

/** A raw input file, for whoever uploaded it or may see a change that rests on it. Throws NOT_FOUND otherwise. */
export async function getFile(actor: Actor, input: unknown): Promise<Download> {
  authorize(actor, "measurement.view");
  const { id } = parse(fileIdSchema, input);
  const userId = userIdOf(actor);
  const file = await db.storedFile.findFirst({
    where: {
      id,
      OR: [
        ...(userId === null ? [] : [{ uploadedById: userId }]),
        { inputs: { some: { measurement: { change: visibleChanges(actor) } } } },
        ...(may(actor, "test-run.view") ? [{ testRuns: { some: {} } }] : []),
      ],
    },
    select: { name: true, bytes: true },
  });
  if (!file) throw new AppError("NOT_FOUND", "There is no such file, or you may not see it.");
  return download({
    name: file.name,
    bytes: file.bytes,
    mediaType: "application/octet-stream",
    content: readFileStream(db, id),
  });
}

export type FileUse = { change: number; title: string; measurement: string; side: string; name: string };

const hashSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Where a file with these bytes is evidence already, among the changes the actor may see; the latest first. */
export async function usesOfFile(actor: Actor, input: unknown): Promise<FileUse[]> {
  authorize(actor, "measurement.view");
  const { sha256 } = parse(hashSchema, input);
  const rows = await db.measurementInput.findMany({
    where: { sha256, measurement: { change: visibleChanges(actor) } },
    orderBy: { measurement: { createdAt: "desc" } },
    take: 10,
    select: {
      side: true,
      name: true,
      measurement: { select: { id: true, change: { select: { number: true, title: true } } } },
    },
  });
  return rows.map(({ side, name, measurement }) => ({
    change: measurement.change.number,
    title: measurement.change.title,
    measurement: measurement.id,
    side,
    name,
  }));
}

/** The lines of these changes, in no order; those that the actor may not see are left out. */
export async function changesByNumber(actor: Actor, numbers: number[]): Promise<Map<number, ChangeListItem>> {
  authorize(actor, "change.view");
  const rows = await db.change.findMany({
    where: { AND: [visibleChanges(actor), { number: { in: numbers } }] },
    select: listItemFields,
    relationLoadStrategy: "join",
  });
  return new Map(rows.map((row) => [row.number, listItemOf(row)]));
}

export type Found = { label: string; kind: string; href: string };

const findSchema = z.strictObject({ q: z.string().trim().min(1, "Type a word.").max(200) });

/** A few changes, metrics and systems by their words, and a change by its number: what "Find anything" shows. */
export async function findRecords(actor: Actor, input: unknown): Promise<Found[]> {
  authorize(actor, "change.view");
  const { q } = parse(findSchema, input);
  const number = Number(/^c?-?(\d{1,9})$/i.exec(q)?.[1] ?? 0);
  const [numbered, changes, metrics, systems] = await Promise.all([
    db.change.findFirst({
      where: { AND: [{ number }, visibleChanges(actor)] },
      select: { number: true, title: true },
    }),
    listChanges(actor, { q, limit: 6 }),
    listMetrics(actor, { q, limit: 4 }),
    listSystems(actor, { q, limit: 4 }),
  ]);
  const found = [...(numbered ? [numbered] : []), ...changes.items.filter((item) => item.number !== number)];
  return [
    ...found.map((change) => ({
      label: change.title,
      kind: `Change C-${change.number}`,
      href: `/changes/${change.number}`,
    })),
    ...metrics.items.map((metric) => ({
      label: metric.name,
      kind: "Metric",
      href: `/metrics/${metric.key}`,
    })),
    ...systems.items.map((system) => ({
      label: system.name,
      kind: "System",
      href: `/systems/${system.key}`,
    })),
  ];
}

export function noSuchChange(number: number): AppError {
  return new AppError("NOT_FOUND", `There is no change C-${number}, or you may not see it.`);
}

/**
 * A search finds its rows first and joins afterwards: asked for both at once, the planner thinks of the joins of all
 * matches, shuns the text index, and for a rare word reads the whole history instead.
 */
async function numbersOf(
  where: Prisma.ChangeWhereInput,
  order: { orderBy: Prisma.ChangeOrderByWithRelationInput[]; take: number },
): Promise<number[]> {
  const rows = await db.change.findMany({ where, ...order, select: { number: true } });
  return rows.map((row) => row.number);
}

type Filter = z.output<typeof listChangesSchema>;

async function whereOf(actor: Actor, filter: Filter): Promise<Prisma.ChangeWhereInput> {
  const conditions: Prisma.ChangeWhereInput[] = [visibleChanges(actor)];
  if (filter.area) conditions.push({ area: filter.area });
  if (filter.team) conditions.push({ teamKey: teamKeyAsked(filter.team) });
  if (filter.status) conditions.push({ status: filter.status });
  if (filter.outcome) conditions.push({ outcome: filter.outcome });
  if (filter.states) conditions.push(statingOf(filter.states));
  if (filter.system) conditions.push({ systemId: await idOf(db.system, filter.system) });
  if (filter.practice) conditions.push({ practiceId: await idOf(db.practice, filter.practice) });
  if (filter.quarter) {
    const { from, to } = quarterRange(filter.quarter, await fiscalCalendar());
    conditions.push({ happenedAt: { gte: from, lt: to } });
  }
  const words = searchWords(filter.q ?? "");
  if (!(await mayBeSomewhere(words))) conditions.push({ number: { in: [] } });
  for (const word of words) {
    conditions.push({ searchText: { contains: literal(word) } });
    const beginnings = numberBeginnings(word);
    if (beginnings.length > 0) conditions.push({ searchNumbers: { hasEvery: beginnings } });
  }
  return { AND: conditions };
}

/** In the words of the index that holds those that state anything. */
function statingOf(what: NonNullable<Filter["states"]>): Prisma.ChangeWhereInput {
  const kinds = what === "cost" ? costKinds : (["savingPerYear"] as const);
  return { OR: kinds.map((kind) => ({ [kind]: { not: null } })) };
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** By id the planner can use the index that also gives the order. */
async function idOf(
  table: {
    findUnique: (query: { where: { key: string }; select: { id: true } }) => Promise<{ id: string } | null>;
  },
  key: string,
): Promise<string> {
  const row = await table.findUnique({ where: { key }, select: { id: true } });
  return row?.id ?? nobody;
}
