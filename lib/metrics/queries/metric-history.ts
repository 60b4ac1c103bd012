import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { type MetricPoint, metricPoints, storedPoints } from "#lib/metrics/queries/metric-points.ts";
import { db } from "#lib/server/db.ts";

export type MetricHistory = {
  points: MetricPoint[];
  stepSeconds: number | null;
  /** In words: "pushed samples", "source prod". */
  origin: string;
};

/** A page waits so long for a source; what fails is said, not tried again. */
const impatient = { timeoutMs: 8_000, tries: 1, pauseMs: 0 };
/** A source is asked for its last quarter unless more is wanted: it may keep years, and each look asks it anew. */
const sourceDays = 90;
const dayMs = 86_400_000;

const inputSchema = z.strictObject({
  key,
  most: z.number().int().min(100).max(20_000).default(10_000),
  /** Of a metric with a source: so many days up to `until`, or to now. */
  days: z.number().int().min(1).max(3_660).optional(),
  until: z.date().optional(),
});

/**
 * A metric's history. Of pushed samples all that is kept, or the mean of each hour where they are too many. A metric with
 * a source is read from there, after what was pushed before there was one.
 */
export async function metricHistory(actor: Actor, input: unknown, now = Date.now()): Promise<MetricHistory> {
  authorize(actor, "sample.view");
  const { key, most, days, until } = parse(inputSchema, input);
  const metric = await db.metric.findUnique({ where: { key }, select: { id: true, source: true } });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  const kept = await spanOf(metric.id);
  if (!metric.source) {
    if (!kept) return { points: [], stepSeconds: null, origin: "pushed samples" };
    const range = { key, from: new Date(kept.from), to: new Date(kept.to), most };
    const { points, stepSeconds, origin } = await metricPoints(actor, range, impatient);
    return { points, stepSeconds, origin };
  }
  const to = Math.min(until?.getTime() ?? now, now);
  const from = to - (days ?? sourceDays) * dayMs;
  const live = await metricPoints(actor, { key, from: new Date(from), to: new Date(to), most }, impatient);
  const begins = live.points.find(({ value }) => value !== null)?.at ?? to;
  const earliest = Math.max(kept?.from ?? begins, days === undefined ? 0 : from);
  if (!kept || earliest >= begins) {
    return { points: live.points, stepSeconds: live.stepSeconds, origin: live.origin };
  }
  const before = { from: new Date(earliest), to: new Date(begins - 1), most };
  const stored = await storedPoints({ id: metric.id, key }, before);
  if (stored.points.length === 0)
    return { points: live.points, stepSeconds: live.stepSeconds, origin: live.origin };
  return {
    points: [...stored.points, ...live.points.filter(({ at }) => at >= begins)],
    stepSeconds: live.stepSeconds,
    origin: `${stored.origin}, then ${live.origin}`,
  };
}

/** From the first to the last sample, also where the first are only kept as hours. */
async function spanOf(metricId: string): Promise<{ from: number; to: number } | null> {
  const where = { metricId };
  const [hour, first, last] = await Promise.all([
    db.sampleHour.findFirst({ where, orderBy: { at: "asc" }, select: { at: true } }),
    db.sample.findFirst({ where, orderBy: { at: "asc" }, select: { at: true } }),
    db.sample.findFirst({ where, orderBy: { at: "desc" }, select: { at: true } }),
  ]);
  const begins = [hour?.at, first?.at].flatMap((at) => (at ? [at.getTime()] : []));
  if (begins.length === 0) return null;
  const from = Math.min(...begins);
  return { from, to: last?.at.getTime() ?? from };
}
