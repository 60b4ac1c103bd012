import { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { key, moment } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import { attributedChangePoints, type RecordedEvent } from "#lib/core/statistics/change-attribution.ts";
import { rounded } from "#lib/core/statistics/rounding.ts";
import { type MetricHistory, metricHistory } from "#lib/metrics/queries/metric-history.ts";
import { db } from "#lib/server/db.ts";

export const metricShiftsSchema = z.strictObject({
  key,
  /** Only so many days of the history, up to `until` or to now. */
  days: z.coerce.number().int().min(1).max(3_660).optional(),
  until: moment.optional(),
});

const dayMs = 86_400_000;

const time = z.iso.datetime();

/** Where a metric moved, and what did it. `index` counts points of the history from 0, the first of the new level. */
export const metricShiftSchema = z.object({
  index: z.number(),
  at: time,
  effect: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  relative: z.number().nullable(),
  earliest: time,
  latest: time,
  attribution: z.enum(["recorded", "ambiguous", "unexplained"]),
  causes: z.array(z.object({ change: z.number(), title: z.string(), confidence: z.number() })),
  dismissed: z.object({ reason: z.string(), by: z.string().nullable(), at: time }).nullable(),
});
export type MetricShift = z.infer<typeof metricShiftSchema>;

export type MetricShifts = { items: MetricShift[]; nextCursor: null };

/**
 * Where a metric's whole history moved, found without knowing when anything was changed, each shift tied to the recorded
 * changes that may have made it. Of a part of the history only what that part shows.
 */
export async function metricShifts(actor: Actor, input: unknown, now = Date.now()): Promise<MetricShifts> {
  authorize(actor, "shift.view");
  const { key, days, until } = parse(metricShiftsSchema, input);
  const asked = { key, ...(days === undefined ? {} : { days }), ...(until ? { until } : {}) };
  const history = await metricHistory(actor, asked, now);
  const to = until?.getTime() ?? now;
  const from = days === undefined ? Number.NEGATIVE_INFINITY : to - days * dayMs;
  const isAsked = ({ at }: MetricHistory["points"][number]) => at >= from && at <= to;
  const part =
    days === undefined && !until ? history : { ...history, points: history.points.filter(isAsked) };
  return { items: await shiftsIn(actor, key, part), nextCursor: null };
}

/** The same for who has read the history already. */
export async function shiftsIn(actor: Actor, key: string, history: MetricHistory): Promise<MetricShift[]> {
  const metric = await db.metric.findUnique({ where: { key }, select: { id: true, systemId: true } });
  if (!metric) throw new AppError("NOT_FOUND", `There is no metric with the key "${key}".`);
  const { points } = history;
  const [first, last] = [points[0]?.at, points.at(-1)?.at];
  if (first === undefined || last === undefined) return [];
  const changes = await changesBetween(actor, metric.systemId, new Date(first), new Date(last));
  const times = points.map(({ at }) => at);
  const events = changes.map((change) => eventOf(change, times));
  const found = attributedChangePoints(
    points.map(({ value }) => value),
    events,
    { times },
  );
  const dismissals = await db.shiftDismissal.findMany({
    where: { metricId: metric.id },
    select: { at: true, reason: true, createdAt: true, dismissedBy: { select: { name: true } } },
  });
  const iso = (index: number) => new Date(times[index] ?? first).toISOString();
  return found.map((point) => {
    const [earliest, latest] = [iso(point.indexLow), iso(point.indexHigh)];
    // More data may move a shift a little; what was said about it stays with it.
    const dismissal = dismissals.find(({ at }) => at.toISOString() >= earliest && at.toISOString() <= latest);
    return {
      index: point.index,
      at: iso(point.index),
      effect: rounded(point.effect),
      low: rounded(point.low),
      high: rounded(point.high),
      relative: rounded(point.relative),
      earliest,
      latest,
      attribution: point.attribution.verdict,
      causes: point.attribution.causes.flatMap(({ id, confidence }) => {
        const change = changes.find((one) => one.id === id);
        return change ? [{ change: change.number, title: change.title, confidence }] : [];
      }),
      dismissed: dismissal
        ? {
            reason: dismissal.reason,
            by: dismissal.dismissedBy?.name ?? null,
            at: dismissal.createdAt.toISOString(),
          }
        : null,
    };
  });
}

type ChangeRow = {
  id: string;
  number: number;
  title: string;
  rolloutStart: Date | null;
  rolloutEnd: Date | null;
  appliedAt: Date | null;
};

/** The system's recorded changes that the actor may see, with the time at which they took hold. */
async function changesBetween(actor: Actor, systemId: string, from: Date, to: Date): Promise<ChangeRow[]> {
  return db.change.findMany({
    where: {
      AND: [
        visibleChanges(actor),
        { systemId, happenedAt: { gte: new Date(from.getTime() - 86_400_000), lte: to } },
        { status: { notIn: ["draft", "planned", "in-progress", "abandoned"] } },
      ],
    },
    orderBy: { happenedAt: "desc" },
    take: 1_000,
    select: { id: true, number: true, title: true, rolloutStart: true, rolloutEnd: true, appliedAt: true },
  });
}

/** A change shows at the first point measured after it began, at the latest one after its roll-out ended. */
function eventOf(change: ChangeRow, times: number[]): RecordedEvent {
  const start = (change.rolloutStart ?? change.appliedAt)?.getTime() ?? Number.NaN;
  const end = Math.max(start, change.rolloutEnd?.getTime() ?? start);
  const from = firstAtOrAfter(times, start);
  return { id: change.id, from, to: Math.max(from, firstAtOrAfter(times, end)), scope: "same" };
}

function firstAtOrAfter(times: number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
