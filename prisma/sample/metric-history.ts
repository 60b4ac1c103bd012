import { createWebhook } from "#lib/changes/commands/webhooks.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSource } from "#lib/metrics/commands/sources.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { mulberry32, normal, seedOf } from "#prisma/sample/randomness.ts";
import { timesOf } from "#prisma/sample/schedule.ts";

/** The metric whose history the sample tells. */
const toldMetric = "royalty.statement-p95";

const hour = 3_600_000;
const day = 24 * hour;
const days = 300;
/** A point every two hours, with the usual rise at noon. */
const step = 2 * hour;
/** Something that nobody wrote down: so many days ago it became slower by this much. */
const unrecorded = { daysAgo: 190, effect: 0.09 };
const level = 1_660;

/** A simulated history that moves where the sample's changes moved it, once more without a record, and has a gap. */
export async function tellHistory(actor: Actor, now: Date): Promise<void> {
  const moves = movesOf(now);
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
  // Nobody knows its secret, until an admin replaces it.
  await createWebhook(actor, {
    name: "GitHub",
    kind: "github",
    rules: [{ match: "saypro/royalty", system: "royalty-calculation" }],
  });
}

/** The changes that were made to move it, each by its levels; a change without effect moves nothing. */
function movesOf(now: Date): { at: number; effect: number }[] {
  const recorded = sampleChanges.flatMap((change) =>
    (change.measurements ?? [])
      .filter(({ metric, distribution }) => metric === toldMetric && distribution === "history")
      .map(({ levels }) => ({
        at: timesOf(change, now).rolloutStart.getTime(),
        effect: levels.after / levels.before - 1,
      })),
  );
  return [...recorded, { at: now.getTime() - unrecorded.daysAgo * day, effect: unrecorded.effect }];
}
