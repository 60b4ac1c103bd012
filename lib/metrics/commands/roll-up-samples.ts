import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

const atOnce = 500;

/**
 * Sums up every hour that got samples since it was summed up last. It derives and decides nothing, so it leaves no
 * audit event; doing it twice gives the same.
 */
export async function rollUpSamples(actor: Actor): Promise<{ spans: number }> {
  authorize(actor, "sample.roll-up");
  let spans = 0;
  for (;;) {
    const done = await transaction(rollUpSome);
    spans += done;
    if (done < atOnce) return { spans };
  }
}

async function rollUpSome(tx: Tx): Promise<number> {
  // One at a time: of two that sum up the same hour, the one that saw less could come last.
  await tx.$queryRaw`SELECT 1 AS "locked" FROM (SELECT pg_advisory_xact_lock(hashtext('Sample hours'))) AS "lock"`;
  const spans = await tx.staleHours.findMany({ orderBy: { id: "asc" }, take: atOnce });
  if (spans.length === 0) return 0;
  await tx.staleHours.deleteMany({ where: { id: { in: spans.map((span) => span.id) } } });
  for (const { metricId, from, to } of spans) {
    await tx.$executeRaw`
      INSERT INTO "SampleHour" ("metricId", "at", "n", "mean", "low", "high")
      SELECT "metricId", date_trunc('hour', "at"), count(*), avg("value"), min("value"), max("value")
        FROM "Sample" WHERE "metricId" = ${metricId}::uuid AND "at" >= ${from} AND "at" < ${to}::timestamp + interval '1 hour'
       GROUP BY 1, 2
      ON CONFLICT ("metricId", "at") DO UPDATE
        SET "n" = excluded."n", "mean" = excluded."mean", "low" = excluded."low", "high" = excluded."high"`;
  }
  return spans.length;
}
