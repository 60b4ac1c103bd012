import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { stepsBetween } from "#lib/metrics/queries/read-samples.ts";
import { targetOf } from "#lib/metrics/queries/sources.ts";
import type { MetricSource } from "#lib/metrics/schema.ts";
import { stepFor } from "#lib/metrics/step-for.ts";
import { db } from "#lib/server/db.ts";
import { type Patience, queryRange } from "#lib/server/sources/prometheus/client.ts";
import { onlySeries } from "#lib/server/sources/prometheus/map.ts";

export type MetricPoint = { at: number; value: number | null };

/** A stretch of a metric's series, and where it came from. */
export type MetricPoints = {
  points: MetricPoint[];
  /** Seconds that one point stands for; null where points are as they came. */
  stepSeconds: number | null;
  /** In words: "pushed samples", "Prometheus prod". */
  origin: string;
  labels: Record<string, string>;
};

const metricPointsSchema = z.strictObject({
  key,
  from: z.date(),
  to: z.date(),
  /** What must not be cut away where there are too many points: from here on. */
  needFrom: z.date().optional(),
  /** With more points than this they are put together by means, or asked for in longer steps. */
  most: z.number().int().min(10).default(30_000),
});

type Asked = z.output<typeof metricPointsSchema>;

/**
 * A metric's series between two times: from its source where it has one, else its pushed samples. Nothing is filled in.
 * Throws what keeps a source from answering.
 */
export async function metricPoints(actor: Actor, input: unknown, patience?: Patience): Promise<MetricPoints> {
  authorize(actor, "sample.view");
  const asked = parse(metricPointsSchema, input);
  const metric = await db.metric.findUnique({
    where: { key: asked.key },
    select: { id: true, key: true, source: true },
  });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${asked.key}".`);
  const source = metric.source as MetricSource | null;
  return source ? fromSource(metric.key, source, asked, patience) : storedPoints(metric, asked);
}

/** Shorter steps than a minute only where somebody says how often the source measures: else they repeat what was. */
const shortestUnasked = 60;

/**
 * A step that somebody chose is kept as long as what is needed fits into it; history is cut before it. Where it does not
 * fit, but the source knows less than what was asked for, that is read again in the shorter step.
 */
async function fromSource(
  metric: string,
  { source, query, stepSeconds }: MetricSource,
  { from, to, needFrom = from, most }: Asked,
  patience?: Patience,
): Promise<MetricPoints> {
  const target = await targetOf(source);
  const read = async (begin: number, end: number, step: number) =>
    onlySeries(await queryRange(target, { query, from: begin, to: end, stepSeconds: step }, patience));
  const fitting = (since: number, until: number) => stepFor((until - since) / 1000 / most);
  const least = stepSeconds ?? shortestUnasked;
  const end = to.getTime();
  let step = Math.max(
    least,
    stepSeconds === null ? fitting(from.getTime(), end) : fitting(needFrom.getTime(), end),
  );
  let found = await read(Math.max(from.getTime(), end - (most - 1) * step * 1000), end, step);
  const known = found?.points.filter((point) => point.value !== null) ?? [];
  const first = (known[0]?.at ?? end) - step * 1000;
  const last = Math.min(end, (known.at(-1)?.at ?? end) + step * 1000);
  const finer = Math.max(least, fitting(first, last));
  if (known.length > 0 && finer < step) {
    step = finer;
    found = await read(first, last, step);
  }
  return {
    points: found?.points ?? [],
    stepSeconds: step,
    origin: `source ${source}`,
    labels: { __name__: metric, ...found?.labels },
  };
}

/** The samples that are kept of a metric, put together where they are too many; for who may see them. */
export async function storedPoints(
  metric: { id: string; key: string },
  { from, to, most }: Pick<Asked, "from" | "to" | "most">,
): Promise<MetricPoints> {
  const where = { metricId: metric.id, at: { gte: from, lte: to } };
  const about = { origin: "pushed samples", labels: { __name__: metric.key } };
  const rows = await db.sample.findMany({ where, orderBy: { at: "asc" }, take: most + 1 });
  if (rows.length <= most) {
    const points = rows.map(({ at, value }) => ({ at: at.getTime(), value }));
    return { ...about, points, stepSeconds: null };
  }
  const first = rows[0]?.at ?? from;
  const stepSeconds = Math.max(60, stepFor((to.getTime() - first.getTime()) / 1000 / most));
  const steps = await stepsBetween(metric.id, stepSeconds, { from: first, to });
  return { ...about, points: steps.map(({ at, value }) => ({ at: Date.parse(at), value })), stepSeconds };
}

const keysSchema = z.strictObject({ keys: z.array(key).max(200) });

/** Those of these metrics that have anything to read a series from. */
export async function metricsWithSeries(actor: Actor, input: unknown): Promise<string[]> {
  authorize(actor, "sample.view");
  const { keys } = parse(keysSchema, input);
  const metrics = await db.metric.findMany({
    where: { key: { in: keys } },
    select: { id: true, key: true },
  });
  const found = await Promise.all(metrics.map(async ({ id, key }) => ((await hasSeries(id)) ? [key] : [])));
  return found.flat();
}

/** Whether there is anything to read a series from. */
export async function hasSeries(metricId: string): Promise<boolean> {
  const metric = await db.metric.findUniqueOrThrow({ where: { id: metricId }, select: { source: true } });
  if (metric.source !== null) return true;
  return (await db.sample.findFirst({ where: { metricId }, select: { at: true } })) !== null;
}
