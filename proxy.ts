import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { cookieOptions, csrfCookieName, isSecure } from "#lib/server/auth/auth-cookies.ts";
import { csrfTokenOf, newCsrfCookie } from "#lib/server/auth/csrf.ts";
import { contentSecurityPolicy, pathHeader } from "#lib/server/auth/page-headers.ts";
import { env } from "#lib/server/env.ts";
import { refusedAtDoor } from "#lib/server/http/door-limit.ts";

/**
 * Runs before every page, and decides nothing about who may see it, only how often a secret address may be tried: sets the content security policy with this request's
 * nonce, tells the page where it is, and gives the sign-in page its form token. Calls and uploads stay out of it, because
 * Next would buffer their bodies; the embedded form, because it alone may be framed and brings a policy of its own.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy({
    nonce,
    development: env.NODE_ENV === "development",
    secure: isSecure(),
    issuer: env.OIDC_ISSUER,
  });
  const refused = await refusedAtDoor(request, nonce);
  if (refused) {
    refused.headers.set("content-security-policy", policy);
    return refused;
  }
  const csrfCookie = request.nextUrl.pathname === "/sign-in" ? missingCsrfCookie(request) : null;
  if (csrfCookie) request.cookies.set(csrfCookieName(), csrfCookie);
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set(pathHeader, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  if (isSecure()) response.headers.set("strict-transport-security", "max-age=31536000");
  if (csrfCookie) response.cookies.set(csrfCookieName(), csrfCookie, cookieOptions());
  return response;
}

function missingCsrfCookie(request: NextRequest): string | null {
  const cookie = request.cookies.get(csrfCookieName())?.value;
  return csrfTokenOf(cookie, env.AUTH_SECRET) ? null : newCsrfCookie(env.AUTH_SECRET);
}

export const config = {
  matcher: ["/((?!api/|uploads|embed/|feeds/|_next/static|_next/image|favicon|icon|robots.txt).*)"],
};
