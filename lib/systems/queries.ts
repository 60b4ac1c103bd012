import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageInputSchema, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal } from "#lib/core/search-words.ts";
import { eachTeamOnce } from "#lib/core/team.ts";
import { db } from "#lib/server/db.ts";
import { listSystemsSchema, type Objective, type System, systemKeySchema } from "#lib/systems/schema.ts";

const cursorShape = z.tuple([z.string(), z.string()]);

/** Systems by name, a page at a time. */
export async function listSystems(actor: Actor, input: unknown = {}): Promise<Page<System>> {
  authorize(actor, "system.view");
  const filter = parse(listSystemsSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, cursorShape) : null;
  const rows = await db.system.findMany({
    where: {
      AND: [
        filter.archived ? {} : { archivedAt: null },
        filter.q ? { name: { contains: literal(filter.q), mode: "insensitive" } } : {},
        after ? { name: { gte: after[0] } } : {},
        after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], key: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { key: "asc" }],
    take: filter.limit + 1,
    select: systemFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.name, row.key]);
  return { ...page, items: page.items.map(systemOf) };
}

/** One system by key. Throws NOT_FOUND. */
export async function getSystem(actor: Actor, input: unknown): Promise<System> {
  authorize(actor, "system.view");
  const { key } = parse(systemKeySchema, input);
  const row = await db.system.findUnique({ where: { key }, select: systemFields });
  if (!row) throw new AppError("NOT_FOUND", `There is no system with the key "${key}".`);
  return systemOf(row);
}

const mostTeams = 200;

/** The teams that have a system now, each once, by name. */
export async function teamsOfSystems(actor: Actor): Promise<string[]> {
  authorize(actor, "system.view");
  const rows = await db.system.findMany({
    where: { team: { not: null }, archivedAt: null },
    distinct: ["teamKey"],
    orderBy: { teamKey: "asc" },
    take: mostTeams,
    select: { team: true },
  });
  return eachTeamOnce(rows.map(({ team }) => team));
}

/** Objectives with their targets, by name. */
export async function listObjectives(actor: Actor, input: unknown = {}): Promise<Page<Objective>> {
  authorize(actor, "objective.view");
  const filter = parse(pageInputSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, cursorShape) : null;
  const rows = await db.objective.findMany({
    where: {
      archivedAt: null,
      ...(after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], key: { gt: after[1] } }] } : {}),
    },
    orderBy: [{ name: "asc" }, { key: "asc" }],
    take: filter.limit + 1,
    select: objectiveFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.name, row.key]);
  return { ...page, items: page.items.map(objectiveOf) };
}

/** One objective by key. Throws NOT_FOUND. */
export async function getObjective(actor: Actor, input: unknown): Promise<Objective> {
  authorize(actor, "objective.view");
  const { key } = parse(systemKeySchema, input);
  const row = await db.objective.findUnique({ where: { key }, select: objectiveFields });
  if (!row) throw new AppError("NOT_FOUND", `There is no objective with the key "${key}".`);
  return objectiveOf(row);
}

const systemFields = {
  key: true,
  name: true,
  description: true,
  team: true,
  archivedAt: true,
  createdAt: true,
} as const;

const objectiveFields = {
  key: true,
  kind: true,
  name: true,
  description: true,
  archivedAt: true,
  targets: {
    orderBy: { metric: { name: "asc" } },
    select: {
      value: true,
      dueAt: true,
      metric: { select: { key: true, name: true, unit: true, better: true } },
    },
  },
} as const;

type SystemRow = {
  key: string;
  name: string;
  description: string;
  team: string | null;
  archivedAt: Date | null;
  createdAt: Date;
};

function systemOf(row: SystemRow): System {
  return {
    key: row.key,
    name: row.name,
    description: row.description,
    team: row.team,
    archived: row.archivedAt !== null,
    createdAt: row.createdAt.toISOString(),
  };
}

type ObjectiveRow = {
  key: string;
  kind: string;
  name: string;
  description: string;
  archivedAt: Date | null;
  targets: {
    value: number;
    dueAt: Date | null;
    metric: { key: string; name: string; unit: string; better: string };
  }[];
};

function objectiveOf(row: ObjectiveRow): Objective {
  return {
    key: row.key,
    kind: row.kind as Objective["kind"],
    name: row.name,
    description: row.description,
    archived: row.archivedAt !== null,
    targets: row.targets.map((target) => ({
      metric: target.metric.key,
      metricName: target.metric.name,
      unit: target.metric.unit,
      better: target.metric.better as "lower" | "higher",
      value: target.value,
      dueAt: target.dueAt?.toISOString() ?? null,
    })),
  };
}
