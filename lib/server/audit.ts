/**
 * The audit log: every write leaves a row in its own transaction, so that a write without its row cannot exist.
 * Rows are only ever added; triggers in the database refuse anything else. Never put a secret into `data`.
 */

import { type Actor, isSimulating, nameOf, userIdOf } from "#lib/core/access/actor.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

export type AuditEntry = {
  /** noun.verb, e.g. change.edit */
  action: string;
  entity: string;
  entityId: string;
  /** Fields that are undefined were not given: they are left out. */
  data: Prisma.InputJsonObject;
};

export async function audit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      ...(isSimulating(actor) ? { at: actingTime(actor) } : {}),
      actorKind: actor.kind,
      actorId: userIdOf(actor),
      actorName: nameOf(actor),
      action: entry.action,
      entity: entry.entity,
      entityId: entry.entityId,
      data: JSON.parse(JSON.stringify(entry.data)) as Prisma.InputJsonObject,
    },
    select: { position: true },
  });
}
