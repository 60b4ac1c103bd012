import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { endSessions } from "#lib/server/auth/end-sessions.ts";
import { transaction } from "#lib/server/db.ts";
import { canSeeSession, refuseTokens, visibleSessions } from "#lib/users/access.ts";
import { ofUserSchema, sessionIdSchema } from "#lib/users/schema.ts";

/** Signs one browser out at its next request: one's own, or as an admin anybody's. NOT_FOUND when it is not live. */
export async function endSession(actor: Actor, input: unknown): Promise<void> {
  authorize(actor, "session.end");
  refuseTokens(actor);
  const { sessionId } = parse(sessionIdSchema, input);
  await transaction(async (tx) => {
    const session = await tx.session.findFirst({
      where: { AND: [visibleSessions(actor), { id: sessionId, endedAt: null }] },
      select: { id: true },
    });
    if (!session) throw new AppError("NOT_FOUND", "There is no such session, or it has ended already.");
    await endSessions(tx, actor, { id: session.id }, new Date());
  });
}

/** Signs a user out everywhere: oneself (keeping the browser at hand), or as an admin anybody. How many sessions ended. */
export async function endAllSessions(actor: Actor, input: unknown = {}): Promise<{ ended: number }> {
  authorize(actor, "session.end");
  refuseTokens(actor);
  const given = parse(ofUserSchema, input).userId;
  const userId = given ?? (actor.kind === "user" ? actor.userId : undefined);
  if (!userId || !canSeeSession(actor, { userId }))
    throw new AppError("NOT_FOUND", "There is no such member.");
  const except = actor.kind === "user" && actor.userId === userId ? actor.sessionId : undefined;
  const ended = await transaction((tx) =>
    endSessions(tx, actor, { userId, ...(except ? { except } : {}) }, new Date()),
  );
  return { ended };
}
