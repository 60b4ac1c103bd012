import { decode, encode } from "next-auth/jwt";
import { sessionSeconds } from "#lib/server/auth/auth-cookies.ts";
import { env } from "#lib/server/env.ts";

/**
 * What the one cookie of a signed-in browser holds: next-auth's encrypted JWT with the id of a Session row, and nothing
 * else. Who that is and what they may do is read from the database at every request.
 */
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
