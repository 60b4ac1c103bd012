import { decode, encode } from "next-auth/jwt";
import { env } from "#lib/server/env.ts";

/**
 * The one cookie of a signed-in browser: next-auth's encrypted JWT, holding the id of a Session row and nothing else.
 * Who that is and what they may do is read from the database at every request.
 */

/** A session ends this long after signing in, used or not. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export function isSecure(): boolean {
  return env.BASE_URL.startsWith("https://");
}

/** The names are next-auth's own: it sets and clears the same cookie. */
export function sessionCookieName(): string {
  return `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;
}

export function csrfCookieName(): string {
  return `${isSecure() ? "__Host-" : ""}next-auth.csrf-token`;
}

export const cookieOptions = () =>
  ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() }) as const;

export function encodeSession(sessionId: string): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: env.AUTH_SECRET, maxAge: sessionSeconds });
}

/** The id of the session that a cookie stands for; null when the cookie is not ours, was changed, or is too old. */
export async function decodeSession(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: env.AUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
