import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { readSamplesSchema, type SamplePoint } from "#lib/metrics/schema.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

const hourSeconds = 3_600;

/**
 * A metric's samples in time order, a page at a time; with a step, their mean in every step that has any. Whole hours
 * are answered from the hourly summaries, which also know what is no longer kept raw.
 */
export async function readSamples(actor: Actor, input: unknown): Promise<Page<SamplePoint>> {
  authorize(actor, "sample.view");
  const { key, from, to, step, cursor, limit } = parse(readSamplesSchema, input);
  const metric = await db.metric.findUnique({ where: { key }, select: { id: true } });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  const after = cursor ? new Date(decodeCursor(cursor, z.tuple([z.iso.datetime()]))[0]) : null;
  const span = { from: from ?? new Date(0), to: to ?? new Date(Date.UTC(2100, 0, 1)) };
  const begin = after ? new Date(after.getTime() + (step ?? 0.001) * 1000) : span.from;
  const page = { from: begin, to: span.to, limit: limit + 1 };
  const points = step ? await steps(metric.id, step, page) : await raw(metric.id, page);
  return pageOf(points, limit, (point) => [point.at]);
}

type Span = { from: Date; to: Date; limit: number };

async function raw(metricId: string, { from, to, limit }: Span): Promise<SamplePoint[]> {
  const rows = await db.sample.findMany({
    where: { metricId, at: { gte: from, lt: to } },
    orderBy: { at: "asc" },
    take: limit,
  });
  return rows.map(({ at, value }) => ({ at: at.toISOString(), value }));
}

/** All steps between two times; for who knows that they are not too many. */
export function stepsBetween(metricId: string, step: number, span: { from: Date; to: Date }) {
  return steps(metricId, step, { ...span, limit: 1_000_000 });
}

type StepRow = { at: Date; n: number; value: number; low: number; high: number };

/** The first step is the one that `from` falls into; steps are whole, whatever `from` and `to` are. */
async function steps(metricId: string, step: number, { from, to, limit }: Span): Promise<SamplePoint[]> {
  const width = Prisma.sql`${step} * interval '1 second'`;
  const begin = Prisma.sql`date_bin(${width}, ${from}::timestamp, timestamp 'epoch')`;
  const end = Prisma.sql`date_bin(${width}, ${to}::timestamp + ${width} - interval '1 millisecond', timestamp 'epoch')`;
  const source =
    step % hourSeconds === 0
      ? await hours(metricId, begin, end)
      : samples(metricId, begin, end, Prisma.empty);
  const rows = await db.$queryRaw<StepRow[]>`
    SELECT date_bin(${width}, "at", timestamp 'epoch') AS "at", sum("n")::int AS "n",
           sum("mean" * "n") / sum("n") AS "value", min("low") AS "low", max("high") AS "high"
      FROM (${source}) AS "points" GROUP BY 1 ORDER BY 1 LIMIT ${limit}`;
  return rows.map(({ at, n, value, low, high }) => ({ at: at.toISOString(), value, n, low, high }));
}

function samples(metricId: string, begin: Prisma.Sql, end: Prisma.Sql, which: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT "at", 1 AS "n", "value" AS "mean", "value" AS "low", "value" AS "high" FROM "Sample"
     WHERE "metricId" = ${metricId}::uuid AND "at" >= ${begin} AND "at" < ${end} ${which}`;
}

/** Hours that are not summed up yet are read from the samples themselves: the answer never lags behind a push. */
async function hours(metricId: string, begin: Prisma.Sql, end: Prisma.Sql): Promise<Prisma.Sql> {
  const [stale] = await db.$queryRaw<{ from: Date | null; to: Date | null }[]>`
    SELECT min("from") AS "from", max("to") AS "to" FROM "StaleHours" WHERE "metricId" = ${metricId}::uuid`;
  const summed = Prisma.sql`
    SELECT "at", "n", "mean", "low", "high" FROM "SampleHour"
     WHERE "metricId" = ${metricId}::uuid AND "at" >= ${begin} AND "at" < ${end}`;
  if (!stale?.from || !stale.to) return summed;
  const fresh = Prisma.sql`"at" >= ${stale.from} AND "at" < ${stale.to}::timestamp + interval '1 hour'`;
  return Prisma.sql`
    ${summed} AND NOT (${fresh} AND EXISTS (SELECT 1 FROM "Sample" AS "raw" WHERE "raw"."metricId" = ${metricId}::uuid
       AND "raw"."at" >= "SampleHour"."at" AND "raw"."at" < "SampleHour"."at" + interval '1 hour'))
    UNION ALL ${samples(metricId, begin, end, Prisma.sql`AND ${fresh}`)}`;
}
