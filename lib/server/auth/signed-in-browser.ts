import { cookies, headers } from "next/headers";
import { cookieOptions, sessionCookieName, sessionSeconds } from "#lib/server/auth/auth-cookies.ts";
import { encodeSession } from "#lib/server/auth/session-cookie.ts";
import { type SignInWay, startSession } from "#lib/server/auth/start-session.ts";

/** Signs this browser in, for what proved itself otherwise: a set-up or invitation link. Server actions only. */
export async function signInBrowser(userId: string, way: SignInWay): Promise<void> {
  const userAgent = (await headers()).get("user-agent") ?? "";
  const cookie = await encodeSession(await startSession(userId, userAgent, way));
  (await cookies()).set(sessionCookieName(), cookie, { ...cookieOptions(), maxAge: sessionSeconds });
}

/** Forgets the cookie of this browser. The session itself is ended by the verb `endSession`. */
export async function signOutBrowser(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...cookieOptions(), maxAge: 0 });
}
