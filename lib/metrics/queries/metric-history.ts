import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { type MetricPoint, metricPoints } from "#lib/metrics/queries/metric-points.ts";
import { db } from "#lib/server/db.ts";

export type MetricHistory = {
  points: MetricPoint[];
  stepSeconds: number | null;
  /** In words: "pushed samples", "source prod". */
  origin: string;
};

/** A page waits so long for a source; what fails is said, not tried again. */
const impatient = { timeoutMs: 8_000, tries: 1, pauseMs: 0 };
/** A source is asked for the last quarter; who wants more looks there. */
const sourceMs = 90 * 86_400_000;

const inputSchema = z.strictObject({ key, most: z.number().int().min(100).max(20_000).default(10_000) });

/** A metric's whole history: every pushed sample, or the mean of each hour where they are too many; else its source's last 90 days. */
export async function metricHistory(actor: Actor, input: unknown, now = Date.now()): Promise<MetricHistory> {
  authorize(actor, "sample.view");
  const { key, most } = parse(inputSchema, input);
  const metric = await db.metric.findUnique({ where: { key }, select: { id: true, source: true } });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  const span = metric.source ? { from: now - sourceMs, to: now } : await spanOf(metric.id);
  if (!span) return { points: [], stepSeconds: null, origin: "pushed samples" };
  const range = { key, from: new Date(span.from), to: new Date(span.to), most };
  const { points, stepSeconds, origin } = await metricPoints(actor, range, impatient);
  return { points, stepSeconds, origin };
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
