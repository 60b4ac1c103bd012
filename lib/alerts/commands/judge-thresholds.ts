import type { z } from "zod";
import { tellOwners } from "#lib/alerts/commands/tell-owners.ts";
import { type Episode, type Severity, thresholdEpisodes } from "#lib/alerts/threshold-episodes.ts";
import { thresholdTitle, thresholdWords } from "#lib/alerts/threshold-words.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";
import { thresholdsDueJob } from "#lib/metrics/jobs.ts";
import { metricPoints } from "#lib/metrics/queries/metric-points.ts";
import type { Thresholds } from "#lib/metrics/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { notify } from "#lib/users/commands/notify.ts";

const week = 7 * 86_400_000;
const hour = 3_600_000;
/** What ended longer ago than this when it is first seen is history that was loaded, and no news. */
const newsMs = hour;

type Judged = { raised: number; ended: number };

/**
 * Compares the last week of a metric's series with its thresholds: a stretch past one is one alert, opened once, made
 * critical once, ended when the series is back. Seen again, and by two at once, it changes nothing.
 */
export async function judgeThresholds(
  actor: Actor,
  input: z.input<typeof thresholdsDueJob.payload>,
  now = Date.now(),
): Promise<Judged> {
  authorize(actor, "alert.raise");
  const { metric: id } = parse(thresholdsDueJob.payload, input);
  const metric = await db.metric.findUnique({ where: { id }, select: metricFields });
  if (!metric) return { raised: 0, ended: 0 };
  const thresholds = metric.archivedAt === null ? (metric.thresholds as Thresholds | null) : null;
  const holdMs = (thresholds?.holdSeconds ?? 0) * 1000;
  const from = now - Math.max(week, 4 * holdMs);
  const points = thresholds ? await pointsSince(actor, metric.key, from, now) : [];
  const found = thresholds
    ? thresholdEpisodes(points, thresholds, metric.better as Better)
    : { episodes: [], calmSince: now };
  return transaction(async (tx) => {
    // Two that judge at once would both find nothing open.
    await tx.$queryRaw`SELECT 1 FROM "Metric" WHERE "id" = ${id}::uuid FOR NO KEY UPDATE`;
    const known = await tx.alert.findMany({
      where: {
        origin: "threshold",
        metricId: id,
        OR: [{ endsAt: null }, { endsAt: { gte: new Date(from) } }],
      },
      orderBy: { startsAt: "asc" },
      select: alertFields,
    });
    const judged: Judged = { raised: 0, ended: 0 };
    const seen = new Set<string>();
    for (const episode of found.episodes) {
      const alert = known.findLast((one) => meet(one, episode));
      if (!alert) {
        await raise(tx, actor, metric, episode, now);
        judged.raised += 1;
        continue;
      }
      seen.add(alert.id);
      if (alert.endsAt !== null) {
        if (!goesOn(alert.endsAt.getTime(), episode, holdMs)) continue;
        await raise(tx, actor, metric, { ...episode, from: alert.endsAt.getTime() }, now);
        judged.raised += 1;
        continue;
      }
      if (episode.severity === "critical" && alert.severity === "warning") {
        await worsen(tx, actor, metric, alert, episode);
      }
      if (episode.to !== null) {
        alert.endsAt = await end(tx, actor, metric, alert, new Date(episode.to));
        judged.ended += 1;
      }
    }
    const { calmSince } = found;
    if (calmSince === null) return judged;
    for (const alert of known.filter((one) => one.endsAt === null && !seen.has(one.id))) {
      // Nothing measured calls it one any more: the series is back since before this week, or the thresholds moved.
      await end(tx, actor, metric, alert, new Date(calmSince > alert.startsAt.getTime() ? calmSince : now));
      judged.ended += 1;
    }
    return judged;
  });
}

const metricFields = {
  id: true,
  key: true,
  name: true,
  unit: true,
  better: true,
  systemId: true,
  ownerId: true,
  thresholds: true,
  archivedAt: true,
} as const;
type Metric = Prisma.MetricGetPayload<{ select: typeof metricFields }>;

const alertFields = { id: true, number: true, startsAt: true, endsAt: true, severity: true } as const;
type Known = Prisma.AlertGetPayload<{ select: typeof alertFields }>;

async function pointsSince(actor: Actor, key: string, from: number, now: number) {
  const { points } = await metricPoints(actor, { key, from: new Date(from), to: new Date(now) });
  return points;
}

function meet(alert: Known, { from, to }: Episode): boolean {
  const ends = alert.endsAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return alert.startsAt.getTime() <= (to ?? Number.POSITIVE_INFINITY) && ends >= from;
}

/** Its alert ended because the thresholds moved; since then they have moved back, and later points are past them. */
function goesOn(ended: number, { to, last }: Episode, holdMs: number): boolean {
  return to === null && last > ended && last - ended >= holdMs;
}

async function raise(tx: Tx, actor: Actor, metric: Metric, episode: Episode, now: number): Promise<void> {
  const title = thresholdTitle(metric, episode);
  const description = wordsOf(metric, episode);
  const startsAt = new Date(episode.from);
  const [row] = await tx.alert.createManyAndReturn({
    skipDuplicates: true,
    data: [
      {
        origin: "threshold",
        fingerprint: metric.id,
        startsAt,
        endsAt: episode.to === null ? null : new Date(episode.to),
        title,
        description,
        severity: episode.severity,
        labels: { metric: metric.key, severity: episode.severity },
        metricId: metric.id,
        systemId: metric.systemId,
      },
    ],
    select: { number: true },
  });
  if (!row) return;
  await auditOf(tx, actor, "alert.raise", metric, {
    alert: row.number,
    title,
    startsAt: startsAt.toISOString(),
  });
  if (episode.to !== null && episode.to < now - newsMs) return;
  await tell(tx, metric, `alert ${row.number}`, title, description);
  await tellOwners(tx, { number: row.number, systemId: metric.systemId, startsAt, title, body: description });
}

async function worsen(tx: Tx, actor: Actor, metric: Metric, alert: Known, episode: Episode): Promise<void> {
  const title = thresholdTitle(metric, episode);
  const description = wordsOf(metric, episode);
  const severity: Severity = "critical";
  const labels = { metric: metric.key, severity };
  await tx.alert.update({ where: { id: alert.id }, data: { title, description, severity, labels } });
  await auditOf(tx, actor, "alert.worsen", metric, { alert: alert.number, title });
  await tell(tx, metric, `alert ${alert.number} critical`, title, description);
}

async function end(tx: Tx, actor: Actor, metric: Metric, alert: Known, endsAt: Date): Promise<Date> {
  await tx.alert.update({ where: { id: alert.id }, data: { endsAt }, select: { id: true } });
  await auditOf(tx, actor, "alert.end", metric, { alert: alert.number, endsAt: endsAt.toISOString() });
  await tell(tx, metric, `alert ${alert.number} over`, `${metric.name} is back within its thresholds`, "");
  return endsAt;
}

async function tell(tx: Tx, metric: Metric, key: string, title: string, body: string): Promise<void> {
  if (metric.ownerId === null) return;
  const path = `/metrics/${metric.key}`;
  await notify(tx, { userIds: [metric.ownerId], event: "alert.fired", key, title, body, path });
}

function auditOf(tx: Tx, actor: Actor, action: string, metric: Metric, data: object) {
  const about = { metric: metric.key, ...data };
  return audit(tx, actor, { action, entity: "alert", entityId: metric.id, data: about });
}

function wordsOf(metric: Metric, episode: Episode): string {
  return thresholdWords(metric, episode, (metric.thresholds as unknown as Thresholds).holdSeconds);
}
