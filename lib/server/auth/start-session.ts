import type { Role, UserActor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

export type SignInWay = "password" | "single-sign-on" | "one-time-link";

/**
 * Writes down that somebody signed in at a browser; its id goes into the cookie. `provedAt`: when they proved who they
 * are, where that was not just now. Throws FORBIDDEN for who is disabled.
 */
export async function startSession(
  userId: string,
  userAgent: string,
  way: SignInWay,
  provedAt = new Date(),
): Promise<string> {
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({
      where: { id: userId },
      select: { id: true, name: true, email: true, role: true, timeZone: true, disabledAt: true },
    });
    if (!user || user.disabledAt) throw new AppError("FORBIDDEN", "This account cannot sign in.");
    const session = await tx.session.create({
      data: { userId, userAgent: userAgent.slice(0, 400), provedAt },
      select: { id: true },
    });
    const { disabledAt: _, id: __, ...person } = user;
    const actor: UserActor = {
      kind: "user",
      userId,
      sessionId: session.id,
      ...person,
      role: person.role as Role,
    };
    await audit(tx, actor, {
      action: "session.start",
      entity: "session",
      entityId: session.id,
      data: { userId, way },
    });
    return session.id;
  });
}
