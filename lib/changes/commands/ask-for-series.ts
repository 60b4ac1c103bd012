import { fetchSeriesJob } from "#lib/changes/jobs.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

export type SeriesToAskFor = {
  changeId: string;
  number: number;
  metric: { id: string; key: string };
  /** What was said about it: window, direction, smallest difference. */
  asked: Prisma.InputJsonValue;
  requestedById: string | null;
};

/** Notes that a change is to be measured by a metric's own series, and asks the job for it. Answers the fetch's id. */
export async function askForSeries(tx: Tx, actor: Actor, about: SeriesToAskFor): Promise<string> {
  const { changeId, number, metric, asked, requestedById } = about;
  const now = actingTime(actor);
  const row = await tx.measurementFetch.create({
    data: {
      changeId,
      metricId: metric.id,
      requestedById,
      asked,
      state: "waiting",
      nextAt: now,
      createdAt: now,
    },
    select: { id: true },
  });
  await sendJob(tx, fetchSeriesJob, { id: row.id });
  await audit(tx, actor, {
    action: "change.fetch",
    entity: "change",
    entityId: changeId,
    data: { number, metric: metric.key, measurement: row.id, ...(asked as Record<string, unknown>) },
  });
  return row.id;
}
