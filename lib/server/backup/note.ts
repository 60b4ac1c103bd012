import type pg from "pg";
import { type Actor, nameOf } from "#lib/core/access/actor.ts";

/** The audit row of a backup or a restore, by the connection that does it: it also serves schemas of other versions. */
export async function note(
  client: pg.Client,
  actor: Actor,
  action: "portal.back-up" | "portal.restore",
  data: object,
): Promise<void> {
  await client.query(
    `INSERT INTO "AuditEvent" ("actorKind", "actorName", "action", "entity", "entityId", "data")
     VALUES ($1, $2, $3, 'portal', 'backup', $4)`,
    [actor.kind, nameOf(actor), action, JSON.stringify(data)],
  );
}
