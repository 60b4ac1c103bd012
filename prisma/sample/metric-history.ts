import type { Actor } from "#lib/core/access/actor.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSource } from "#lib/metrics/commands/sources.ts";
import { db } from "#lib/server/db.ts";
import { mulberry32, normal, seedOf } from "#prisma/sample/randomness.ts";

/** The metric whose history the sample tells. */
export const toldMetric = "royalty.statement-p95";

const hour = 3_600_000;
const day = 24 * hour;
const days = 300;
/** A point every six hours, with the usual rise at noon. */
const step = 6 * hour;
/** Something that nobody wrote down: so many days ago it became slower by this much. */
const unrecorded = { daysAgo: 190, effect: 0.09 };
const level = 1_660;

/** A simulated history that moves where the sample's changes moved it, once more without a record, and has a gap. */
export async function tellHistory(actor: Actor, now: Date): Promise<void> {
  const moves = await movesOf(now);
  const random = mulberry32(seedOf("metric history"));
  const end = Math.floor(now.getTime() / step) * step;
  const samples = Array.from({ length: (days * day) / step }, (_, index) => end - days * day + index * step)
    .filter((at) => at < end - 240 * day || at > end - 236 * day)
    .map((at) => {
      const here = moves
        .filter((move) => move.at <= at)
        .reduce((sum, { effect }) => sum * (1 + effect), level);
      const noon = 1 + 0.03 * Math.sin((2 * Math.PI * (at % day)) / day - Math.PI / 2);
      const value = here * noon * (1 + 0.04 * normal(random));
      return { metric: toldMetric, at: new Date(at).toISOString(), value: Math.round(value * 10) / 10 };
    });
  await pushSamples(actor, { samples });
  await createSource(actor, {
    key: "prod",
    name: "Prometheus, production",
    baseUrl: "https://prometheus.saypro.example",
  });
}

async function movesOf(now: Date): Promise<{ at: number; effect: number }[]> {
  const measured = await db.measurement.findMany({
    where: { metric: { key: toldMetric }, outcome: { in: ["improved", "regressed"] } },
    select: { verdict: true, change: { select: { appliedAt: true, rolloutStart: true, status: true } } },
  });
  const recorded = measured.flatMap(({ verdict, change }) => {
    const at = (change.rolloutStart ?? change.appliedAt)?.getTime();
    const effect = (JSON.parse(verdict) as Verdict).effect.relative;
    return at === undefined || effect === null || change.status === "rolled-back" ? [] : [{ at, effect }];
  });
  return [...recorded, { at: now.getTime() - unrecorded.daysAgo * day, effect: unrecorded.effect }];
}
