import type { Role, UserActor } from "#lib/core/access/actor.ts";
import { sessionSeconds } from "#lib/server/auth/auth-cookies.ts";
import { db } from "#lib/server/db.ts";

const seenEveryMs = 60_000;

/**
 * The actor behind a session id, as the database says now: null when the session was ended or is too old, or its user is
 * disabled. A change of role counts from the next request on.
 */
export async function actorOfSession(sessionId: string, now = new Date()): Promise<UserActor | null> {
  const session = await db.session.findUnique({
    where: { id: sessionId },
    select: {
      id: true,
      createdAt: true,
      lastSeenAt: true,
      endedAt: true,
      user: { select: { id: true, name: true, email: true, role: true, timeZone: true, disabledAt: true } },
    },
  });
  if (!session || session.endedAt || session.user.disabledAt) return null;
  if (session.createdAt.getTime() + sessionSeconds * 1000 <= now.getTime()) return null;
  if (now.getTime() - session.lastSeenAt.getTime() >= seenEveryMs) {
    await db.session.updateMany({ where: { id: session.id, endedAt: null }, data: { lastSeenAt: now } });
  }
  const { id: userId, name, email, role, timeZone } = session.user;
  return { kind: "user", userId, sessionId: session.id, name, email, role: role as Role, timeZone };
}
