import type { Actor } from "#lib/core/access/actor.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";

export type WhichSessions = { id: string } | { userId: string; except?: string };

/** Ends live sessions and says so in the audit log; how many there were. Their browsers are out at the next request. */
export async function endSessions(tx: Tx, actor: Actor, which: WhichSessions, now: Date): Promise<number> {
  const where =
    "id" in which
      ? { id: which.id }
      : { userId: which.userId, ...(which.except ? { id: { not: which.except } } : {}) };
  const ended = await tx.session.updateManyAndReturn({
    where: { ...where, endedAt: null },
    data: { endedAt: now },
    select: { id: true, userId: true },
  });
  for (const session of ended) {
    await audit(tx, actor, {
      action: "session.end",
      entity: "session",
      entityId: session.id,
      data: { userId: session.userId },
    });
  }
  return ended.length;
}
