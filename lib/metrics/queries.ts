import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { literal } from "#lib/core/search-words.ts";
import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";
import { minimumEffectOf } from "#lib/metrics/model.ts";
import {
  listMetricsSchema,
  type Metric,
  type MetricSource,
  metricKeySchema,
  type Thresholds,
} from "#lib/metrics/schema.ts";
import { db } from "#lib/server/db.ts";

/** Metrics by name, a page at a time. */
export async function listMetrics(actor: Actor, input: unknown = {}): Promise<Page<Metric>> {
  authorize(actor, "metric.view");
  const filter = parse(listMetricsSchema, input);
  const after = filter.cursor ? decodeCursor(filter.cursor, z.tuple([z.string(), z.string()])) : null;
  const rows = await db.metric.findMany({
    where: {
      AND: [
        filter.archived ? {} : { archivedAt: null },
        filter.system ? { system: { key: filter.system } } : {},
        filter.q ? { name: { contains: literal(filter.q), mode: "insensitive" } } : {},
        after ? { name: { gte: after[0] } } : {},
        after ? { OR: [{ name: { gt: after[0] } }, { name: after[0], key: { gt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ name: "asc" }, { key: "asc" }],
    take: filter.limit + 1,
    select: metricFields,
  });
  const page = pageOf(rows, filter.limit, (row) => [row.name, row.key]);
  return { ...page, items: page.items.map(metricOf) };
}

/** One metric by key. Throws NOT_FOUND. */
export async function getMetric(actor: Actor, input: unknown): Promise<Metric> {
  authorize(actor, "metric.view");
  const { key } = parse(metricKeySchema, input);
  const row = await db.metric.findUnique({ where: { key }, select: metricFields });
  if (!row) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  return metricOf(row);
}

export const metricFields = {
  key: true,
  name: true,
  description: true,
  unit: true,
  quantity: true,
  better: true,
  kind: true,
  minimumEffect: true,
  source: true,
  thresholds: true,
  owner: { select: { name: true, email: true } },
  archivedAt: true,
  system: { select: { key: true, name: true } },
} as const;

type MetricRow = {
  key: string;
  name: string;
  description: string;
  unit: string;
  quantity: string | null;
  better: string;
  kind: string;
  minimumEffect: number | null;
  source: unknown;
  thresholds: unknown;
  owner: { name: string; email: string } | null;
  archivedAt: Date | null;
  system: { key: string; name: string };
};

export function metricOf(row: MetricRow): Metric {
  const kind = row.kind as MetricKind;
  return {
    key: row.key,
    name: row.name,
    description: row.description,
    system: row.system.key,
    systemName: row.system.name,
    unit: row.unit,
    quantity: row.quantity,
    better: row.better as Better,
    kind,
    minimumEffect: minimumEffectOf({ kind, minimumEffect: row.minimumEffect }),
    source: row.source as MetricSource | null,
    thresholds: row.thresholds as Thresholds | null,
    owner: row.owner,
    archived: row.archivedAt !== null,
  };
}
