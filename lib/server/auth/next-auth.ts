import { headers } from "next/headers";
import type { NextRequest } from "next/server";
import NextAuth, { type NextAuthOptions } from "next-auth";
import credentialsProvider from "next-auth/providers/credentials";
import { safePath } from "#lib/core/access/safe-path.ts";
import { codeOfRefusal } from "#lib/core/access/sign-in-refusal.ts";
import { isSecure, sessionSeconds } from "#lib/server/auth/auth-cookies.ts";
import { endSessions } from "#lib/server/auth/end-sessions.ts";
import { actorOfSession } from "#lib/server/auth/live-session.ts";
import { requestAddress } from "#lib/server/auth/request-address.ts";
import { checkSignIn, SignInRefused } from "#lib/server/auth/sign-in.ts";
import {
  type Claims,
  provedAtOf,
  singleSignOnProvider,
  userOfClaims,
} from "#lib/server/auth/single-sign-on.ts";
import { type SignInWay, startSession } from "#lib/server/auth/start-session.ts";
import { transaction } from "#lib/server/db.ts";
import { env, setEnvironment } from "#lib/server/env.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

const longestBodyBytes = 64 * 1024;

/** All of /api/auth. Redirects within the portal are made relative: people may know it by more names than BASE_URL. */
export async function answerAuth(request: NextRequest, context: RouteContext): Promise<Response> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (request.method === "POST" && !(length <= longestBodyBytes)) return new Response(null, { status: 413 });
  const origin = ownOrigin();
  const response: Response = await NextAuth(request, context, authOptions());
  const location = response.headers.get("location");
  if (location === origin) response.headers.set("location", "/");
  else if (location?.startsWith(`${origin}/`))
    response.headers.set("location", location.slice(origin.length));
  return response;
}

let known: string | null = null;

/** next-auth learns its own address from this variable only; without it, it would believe to be localhost:3000. */
function ownOrigin(): string {
  if (known === null) {
    known = new URL(env.BASE_URL).origin;
    setEnvironment({ NEXTAUTH_URL: known });
  }
  return known;
}

function authOptions(): NextAuthOptions {
  const singleSignOn = singleSignOnProvider();
  return {
    secret: env.AUTH_SECRET,
    useSecureCookies: isSecure(),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    providers: [byPassword(), ...(singleSignOn ? [singleSignOn] : [])],
    callbacks: {
      redirect: ({ url, baseUrl }) => `${baseUrl}${safePath(url, baseUrl)}`,
      async signIn({ user, account, profile }) {
        if (account?.type !== "credentials")
          user.id = await singleSignOnSession(profile as Claims | undefined);
        return true;
      },
      // Both ways of signing in leave the id of their new session in `user.id`. The cookie holds nothing else.
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: { signOut: ({ token }) => endOwnSession(token?.sid) },
  };
}

function byPassword() {
  return credentialsProvider({
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials, request) {
      const userId = await checkSignIn({
        email: String(credentials?.email ?? ""),
        password: String(credentials?.password ?? ""),
        address: requestAddress(request.headers?.["x-forwarded-for"]),
      });
      return {
        id: await sessionOrRefusal(userId, String(request.headers?.["user-agent"] ?? ""), "password"),
      };
    },
  });
}

async function singleSignOnSession(claims: Claims | undefined): Promise<string> {
  if (!claims) throw new SignInRefused({ kind: "provider" });
  const userId = await userOfClaims(claims).catch((error) => {
    throw error instanceof SignInRefused ? error : new SignInRefused({ kind: "unavailable" });
  });
  const userAgent = (await headers()).get("user-agent") ?? "";
  return sessionOrRefusal(userId, userAgent, "single-sign-on", provedAtOf(claims));
}

/** next-auth would put the message of any other error into the address. */
async function sessionOrRefusal(
  userId: string,
  userAgent: string,
  way: SignInWay,
  provedAt?: Date,
): Promise<string> {
  try {
    return await startSession(userId, userAgent, way, provedAt);
  } catch (cause) {
    throw new Error(codeOfRefusal({ kind: "unavailable" }), { cause });
  }
}

async function endOwnSession(sessionId: unknown): Promise<void> {
  const actor = typeof sessionId === "string" ? await actorOfSession(sessionId) : null;
  if (!actor) return;
  await transaction((tx) => endSessions(tx, actor, { id: actor.sessionId }, new Date()));
}
