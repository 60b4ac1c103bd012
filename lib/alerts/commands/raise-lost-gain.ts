import type { z } from "zod";
import { gainLostJob } from "#lib/changes/jobs.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

type Lost = z.output<typeof gainLostJob.payload>;

/** A lost gain is an alert of its metric and change. Told twice it is one. */
export async function raiseLostGain(actor: Actor, input: Lost): Promise<{ raised: boolean }> {
  authorize(actor, "alert.raise");
  const lost = parse(gainLostJob.payload, input);
  return transaction(async (tx) => {
    const check = await tx.watchCheck.findUnique({
      where: { id: lost.check },
      select: {
        changeId: true,
        measurement: { select: { metric: { select: { id: true, systemId: true } } } },
      },
    });
    if (!check) return { raised: false };
    const { metric } = check.measurement;
    const { count } = await tx.alert.createMany({
      skipDuplicates: true,
      data: [
        {
          origin: "watch",
          fingerprint: lost.check,
          startsAt: lost.startsAt,
          title: `The gain of C-${lost.change} is lost`,
          description: lost.reason,
          metricId: metric.id,
          systemId: metric.systemId,
          changeId: check.changeId,
        },
      ],
    });
    if (count > 0) {
      await audit(tx, actor, {
        action: "alert.raise",
        entity: "alert",
        entityId: lost.check,
        data: { change: lost.change, reason: lost.reason },
      });
    }
    return { raised: count > 0 };
  });
}
