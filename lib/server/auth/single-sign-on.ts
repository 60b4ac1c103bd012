/**
 * Signing in through an OpenID Connect provider. The provider proves an e-mail address; who that may be is decided here:
 * an account with that address, or somebody an admin has invited. Nobody makes an account for themselves.
 */

import type { OAuthConfig } from "next-auth/providers/oauth";
import { audit } from "#lib/server/audit.ts";
import { SignInRefused } from "#lib/server/auth/sign-in.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";

export type Claims = {
  sub: string;
  email?: string;
  email_verified?: boolean | string;
  name?: string;
  /** When the provider last asked who it is, in seconds: a provider that knows a browser lets it in without asking. */
  auth_time?: number;
};

const singleSignOnId = "oidc";

/** The provider of this portal's settings, or null when there is none. */
export function singleSignOnProvider(): OAuthConfig<Claims> | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (!issuer || !clientId || !clientSecret) return null;
  return {
    id: singleSignOnId,
    name: "Single sign-on",
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId,
    clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    profile: (claims) => ({ id: claims.sub, email: claims.email, name: claims.name }),
  };
}

/** When the person proved who they are. A provider that does not say is taken to have asked just now. */
export function provedAtOf({ auth_time }: Claims, now = new Date()): Date {
  return typeof auth_time === "number" && auth_time > 0
    ? new Date(Math.min(now.getTime(), auth_time * 1000))
    : now;
}

/** The id of the user whom these claims prove. Throws SignInRefused "not-invited" for anybody else. */
export async function userOfClaims(claims: Claims, now = new Date()): Promise<string> {
  const verified = claims.email_verified === true || claims.email_verified === "true";
  const email = claims.email?.trim().toLowerCase();
  if (!verified || !email) throw new SignInRefused({ kind: "not-invited" });
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email }, select: { id: true, disabledAt: true } });
    if (user && !user.disabledAt) return user.id;
    const invited = user ? null : await acceptOpenInvitation(tx, email, now);
    if (!invited) throw new SignInRefused({ kind: "not-invited" });
    return makeAccount(tx, { email, name: claims.name?.trim().slice(0, 120) || email, role: invited.role });
  });
}

async function acceptOpenInvitation(tx: Tx, email: string, now: Date) {
  const [invitation] = await tx.invitation.updateManyAndReturn({
    where: { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
    data: { acceptedAt: now },
    select: { id: true, role: true },
  });
  return invitation ?? null;
}

async function makeAccount(tx: Tx, person: { email: string; name: string; role: string }): Promise<string> {
  const { id } = await tx.user.create({ data: person, select: { id: true } });
  await audit(tx, systemActor("single sign-on"), {
    action: "invitation.accept",
    entity: "user",
    entityId: id,
    data: { ...person, way: "single-sign-on" },
  });
  return id;
}
