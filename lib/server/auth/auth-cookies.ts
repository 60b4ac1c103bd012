import { env } from "#lib/server/env.ts";

/** A session ends this long after signing in, used or not. */
export const sessionSeconds = 30 * 24 * 60 * 60;

export function isSecure(): boolean {
  return env.BASE_URL.startsWith("https://");
}

/** The names are next-auth's own: it sets and clears the same cookies. */
export function sessionCookieName(): string {
  return `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;
}

export function csrfCookieName(): string {
  return `${isSecure() ? "__Host-" : ""}next-auth.csrf-token`;
}

export function cookieOptions() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}
