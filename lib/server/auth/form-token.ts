import { cookies } from "next/headers";
import { csrfCookieName } from "#lib/server/auth/auth-cookies.ts";
import { csrfTokenOf } from "#lib/server/auth/csrf.ts";
import { env } from "#lib/server/env.ts";

/** The token that the sign-in form sends back; proxy.ts makes sure that its cookie is there. */
export async function formToken(): Promise<string> {
  return csrfTokenOf((await cookies()).get(csrfCookieName())?.value, env.AUTH_SECRET) ?? "";
}
