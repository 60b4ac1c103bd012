import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { stepsBetween } from "#lib/metrics/queries/read-samples.ts";
import { db } from "#lib/server/db.ts";

export type MetricPoint = { at: number; value: number | null };

/** A stretch of a metric's series, and where it came from. */
export type MetricPoints = {
  points: MetricPoint[];
  /** Seconds that one point stands for where several samples were put together; null where points are as they came. */
  stepSeconds: number | null;
  /** In words: "pushed samples". */
  origin: string;
  labels: Record<string, string>;
};

const metricPointsSchema = z.strictObject({
  key,
  from: z.date(),
  to: z.date(),
  /** With more points than this they are put together by means. */
  most: z.number().int().min(10).default(20_000),
});

/** A metric's series between two times, whole: samples as they came, or the mean of each step where they are too many. */
export async function metricPoints(actor: Actor, input: unknown): Promise<MetricPoints> {
  authorize(actor, "sample.view");
  const { key, from, to, most } = parse(metricPointsSchema, input);
  const metric = await db.metric.findUnique({ where: { key }, select: { id: true, key: true } });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  const where = { metricId: metric.id, at: { gte: from, lte: to } };
  const labels = { __name__: metric.key };
  const rows = await db.sample.findMany({ where, orderBy: { at: "asc" }, take: most + 1 });
  if (rows.length <= most) {
    const points = rows.map(({ at, value }) => ({ at: at.getTime(), value }));
    return { points, stepSeconds: null, origin: "pushed samples", labels };
  }
  const first = rows[0]?.at ?? from;
  const stepSeconds = stepFor((to.getTime() - first.getTime()) / 1000 / most);
  const steps = await stepsBetween(metric.id, stepSeconds, { from: first, to });
  const points = steps.map(({ at, value }) => ({ at: Date.parse(at), value }));
  return { points, stepSeconds, origin: "pushed samples, a mean each step", labels };
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
  return (await db.sample.findFirst({ where: { metricId }, select: { at: true } })) !== null;
}

const niceSteps = [60, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];

/** The shortest step people count in that is at least this long. */
export function stepFor(seconds: number): number {
  return niceSteps.find((step) => step >= seconds) ?? Math.ceil(seconds / 86_400) * 86_400;
}
