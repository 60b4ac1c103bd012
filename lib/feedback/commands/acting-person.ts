import { type Actor, type Role, userIdOf } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Tx } from "#lib/server/db.ts";

/** The person behind the actor: votes, ratings and answers are somebody's. Throws FORBIDDEN for the portal itself. */
export async function actingPerson(tx: Tx, actor: Actor): Promise<{ id: string; role: Role }> {
  const id = userIdOf(actor);
  if (id === null) throw new AppError("FORBIDDEN", "Only a person can do this, not the portal itself.");
  if (actor.kind !== "system") return { id, role: actor.role };
  const { role } = await tx.user.findUniqueOrThrow({ where: { id }, select: { role: true } });
  return { id, role: role as Role };
}
