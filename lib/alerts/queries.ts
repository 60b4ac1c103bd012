import { z } from "zod";
import { visibleAlerts } from "#lib/alerts/access.ts";
import { type Alert, listAlertsSchema } from "#lib/alerts/schema.ts";
import { visibleChanges } from "#lib/changes/access.ts";
import { noSuchChange } from "#lib/changes/queries.ts";
import { changeNumberSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Alerts, the latest first, a page at a time. */
export async function listAlerts(actor: Actor, input: unknown = {}): Promise<Page<Alert>> {
  authorize(actor, "alert.view");
  const filter = parse(listAlertsSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, z.tuple([z.iso.datetime(), z.number()])) : null;
  const conditions: Prisma.AlertWhereInput[] = [visibleAlerts(actor)];
  if (filter.metric) conditions.push({ metric: { key: filter.metric } });
  if (filter.system) conditions.push({ system: { key: filter.system } });
  if (filter.from) conditions.push({ startsAt: { gte: filter.from } });
  if (filter.to) conditions.push({ startsAt: { lt: filter.to } });
  if (filter.state === "firing") conditions.push({ endsAt: null });
  if (filter.state === "resolved") conditions.push({ endsAt: { not: null } });
  if (after) {
    const startsAt = new Date(after[0]);
    conditions.push({ OR: [{ startsAt: { lt: startsAt } }, { startsAt, number: { lt: after[1] } }] });
  }
  const rows = await db.alert.findMany({
    where: { AND: conditions },
    orderBy: [{ startsAt: "desc" }, { number: "desc" }],
    take: filter.limit + 1,
    select: alertFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.startsAt.toISOString(), row.number]);
  return { ...page, items: page.items.map(alertOf) };
}

const day = 86_400_000;

/** What went wrong near a change: its own alerts, and those of its system from the day before it to two weeks after. */
export async function alertsNearChange(actor: Actor, input: unknown): Promise<Alert[]> {
  authorize(actor, "alert.view");
  const { number } = parse(changeNumberSchema, input);
  const change = await db.change.findFirst({
    where: { AND: [{ number }, visibleChanges(actor)] },
    select: { id: true, systemId: true, appliedAt: true, rolloutStart: true },
  });
  if (!change) throw noSuchChange(number);
  const at = change.rolloutStart ?? change.appliedAt;
  const near: Prisma.AlertWhereInput[] = [{ changeId: change.id }];
  if (at) {
    const startsAt = { gte: new Date(at.getTime() - day), lt: new Date(at.getTime() + 14 * day) };
    near.push({ systemId: change.systemId, startsAt });
  }
  const rows = await db.alert.findMany({
    where: { AND: [visibleAlerts(actor), { OR: near }] },
    orderBy: [{ startsAt: "desc" }, { number: "desc" }],
    take: 50,
    select: alertFields,
  });
  return rows.map(alertOf);
}

const alertFields = {
  number: true,
  origin: true,
  title: true,
  description: true,
  severity: true,
  labels: true,
  url: true,
  startsAt: true,
  endsAt: true,
  metric: { select: { key: true, name: true } },
  system: { select: { key: true, name: true } },
  change: { select: { number: true } },
} as const;

type Row = Prisma.AlertGetPayload<{ select: typeof alertFields }>;

function alertOf(row: Row): Alert {
  return {
    number: row.number,
    origin: row.origin as Alert["origin"],
    state: row.endsAt === null ? "firing" : "resolved",
    title: row.title,
    description: row.description,
    severity: row.severity,
    labels: row.labels as Record<string, string>,
    url: row.url,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    metric: row.metric?.key ?? null,
    metricName: row.metric?.name ?? null,
    system: row.system?.key ?? null,
    systemName: row.system?.name ?? null,
    change: row.change?.number ?? null,
  };
}
