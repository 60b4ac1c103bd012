import { visibleChanges } from "#lib/changes/access.ts";
import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { Status } from "#lib/changes/model.ts";
import { noSuchChange } from "#lib/changes/queries.ts";
import { changeNumberSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { db } from "#lib/server/db.ts";

export type Companion = { number: number; title: string; status: Status; at: string };

export type ChangeCompany = {
  /** By the data they cannot be told apart: one result, which counts once. `sameMetric`: one verdict, too. */
  sharing: (Companion & { sameMetric: boolean })[];
  /** Applied to the same system inside the windows that the verdict compares, or during its roll-out where it has none. */
  inWindows: Companion[];
};

const shownAtMost = 20;

/** What else was changed that the change's own verdict cannot be told from, or has to be told from. */
export async function changeCompany(actor: Actor, input: unknown): Promise<ChangeCompany> {
  authorize(actor, "change.view");
  const { number } = parse(changeNumberSchema, input);
  const change = await db.change.findFirst({
    where: { AND: [{ number }, visibleChanges(actor)] },
    select: {
      id: true,
      systemId: true,
      resultKey: true,
      primaryMetricId: true,
      primaryMeasurement: { select: { options: true, runs: true } },
      appliedAt: true,
      rolloutStart: true,
      rolloutEnd: true,
      settleSeconds: true,
    },
  });
  if (!change) throw noSuchChange(number);
  const others = { AND: [visibleChanges(actor), { id: { not: change.id }, publishedAt: { not: null } }] };
  const select = { number: true, title: true, status: true, happenedAt: true } as const;
  const orderBy = [{ happenedAt: "desc" }, { number: "desc" }] as const;
  const sharing = change.resultKey
    ? await db.change.findMany({
        where: { ...others, resultKey: change.resultKey },
        orderBy: [...orderBy],
        take: shownAtMost,
        select: { ...select, primaryMetricId: true },
      })
    : [];
  const windows = change.primaryMeasurement && (windowsOf(change.primaryMeasurement) ?? rolloutOf(change));
  const inWindows = windows
    ? await db.change.findMany({
        where: {
          ...others,
          systemId: change.systemId,
          happenedAt: windows,
          status: { notIn: ["draft", "planned", "in-progress", "abandoned"] },
          number: { notIn: sharing.map((companion) => companion.number) },
        },
        orderBy: [...orderBy],
        take: shownAtMost,
        select,
      })
    : [];
  const sharingOf = (row: (typeof sharing)[number]) => ({
    ...companionOf(row),
    sameMetric: row.primaryMetricId === change.primaryMetricId,
  });
  return { sharing: sharing.map(sharingOf), inWindows: inWindows.map(companionOf) };
}

/** Files of runs tell no windows: what was rolled out at the same time lies between them, whenever they were measured. */
function rolloutOf(change: RolledOut): { gte: Date; lte: Date } | null {
  const start = change.rolloutStart ?? change.appliedAt;
  if (!start) return null;
  const end = Math.max(start.getTime(), change.rolloutEnd?.getTime() ?? 0) + change.settleSeconds * 1000;
  return { gte: start, lte: new Date(end) };
}

type RolledOut = Record<"appliedAt" | "rolloutStart" | "rolloutEnd", Date | null> & { settleSeconds: number };

/** From the first point compared to the last; null where runs were compared, which have no windows. */
function windowsOf({ options, runs }: { options: unknown; runs: unknown }): { gte: Date; lte: Date } | null {
  if (!(options as VerdictOptions).series) return null;
  const { before, after } = runs as { before: { name: string }[]; after: { name: string }[] };
  const [first, last] = [before[0], after.at(-1)];
  return first && last ? { gte: new Date(first.name), lte: new Date(last.name) } : null;
}

function companionOf(row: { number: number; title: string; status: string; happenedAt: Date }): Companion {
  return {
    number: row.number,
    title: row.title,
    status: row.status as Status,
    at: row.happenedAt.toISOString(),
  };
}
