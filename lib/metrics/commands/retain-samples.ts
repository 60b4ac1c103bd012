import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { rollUpSamples } from "#lib/metrics/commands/roll-up-samples.ts";
import { dropSamplePartitions } from "#lib/metrics/commands/sample-partitions.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { oldestKeptSample } from "#lib/users/queries.ts";

/**
 * Carries out the organisation's setting: months of raw samples that lie wholly before it go, their hourly summaries
 * stay. Evidence keeps its own copy of what it rests on.
 */
export async function retainSamples(actor: Actor): Promise<{ dropped: string[] }> {
  authorize(actor, "sample.retain");
  const oldest = await oldestKeptSample();
  if (oldest === null) return { dropped: [] };
  await rollUpSamples(actor);
  return transaction(async (tx) => {
    const dropped = await dropSamplePartitions(tx, new Date(oldest));
    if (dropped.length > 0) {
      const data = { dropped, before: new Date(oldest).toISOString() };
      await audit(tx, actor, { action: "samples.retain", entity: "samples", entityId: "retention", data });
    }
    return { dropped };
  });
}
