import { cookies } from "next/headers";
import { cache } from "react";
import type { UserActor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { sessionCookieName } from "#lib/server/auth/auth-cookies.ts";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { decodeSession } from "#lib/server/auth/session-cookie.ts";

/** Who is signed in at this browser, or null. Asked once per request, however many parts of a page want to know. */
export const findSessionActor = cache(async (): Promise<UserActor | null> => {
  const sessionId = await decodeSession((await cookies()).get(sessionCookieName())?.value);
  return sessionId ? actorOfSession(sessionId) : null;
});

/** Who is signed in at this browser. Throws UNAUTHENTICATED. */
export async function sessionActor(): Promise<UserActor> {
  const actor = await findSessionActor();
  if (actor) return actor;
  throw new AppError(
    "UNAUTHENTICATED",
    "You are signed out. Sign in again in another tab, then send this once more: nothing you typed is lost.",
  );
}
