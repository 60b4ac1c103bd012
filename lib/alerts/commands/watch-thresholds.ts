import { judgeThresholds } from "#lib/alerts/commands/judge-thresholds.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { isAppError } from "#lib/core/errors.ts";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";
import { log } from "#lib/server/log.ts";

/** Judges every metric that is read from a source. One that does not answer is asked again the next time. */
export async function watchThresholds(actor: Actor, now = Date.now()): Promise<{ metrics: number }> {
  authorize(actor, "alert.raise");
  const metrics = await db.metric.findMany({
    where: { archivedAt: null, source: { not: Prisma.DbNull }, thresholds: { not: Prisma.DbNull } },
    orderBy: { id: "asc" },
    select: { id: true, key: true },
  });
  let judged = 0;
  for (const { id, key } of metrics) {
    try {
      await judgeThresholds(actor, { metric: id }, now);
      judged += 1;
    } catch (error) {
      if (!isAppError(error) || error.code === "INTERNAL") throw error;
      log.warn("thresholds.not-judged", { metric: key, problem: error.message });
    }
  }
  return { metrics: judged };
}
