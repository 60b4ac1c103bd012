import { scopes as allScopes, type Role, type TokenActor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db } from "#lib/server/db.ts";

/** How every API token begins, so that people and secret scanners know one when they see it. */
export const tokenPrefix = "op_";

const usedEveryMs = 60_000;

/**
 * The actor behind an Authorization header. Throws UNAUTHENTICATED, in the same words for a token that never was, was
 * revoked, has expired, or belongs to somebody who is disabled.
 */
export async function tokenActor(authorization: string | null, now = new Date()): Promise<TokenActor> {
  const secret = /^Bearer +(op_[A-Za-z0-9_-]{43}) *$/i.exec(authorization ?? "")?.[1];
  if (!secret) throw refused("Send a token: Authorization: Bearer op_….");
  const token = await db.apiToken.findUnique({
    where: { hash: hashOf(secret) },
    select: {
      id: true,
      name: true,
      scopes: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      user: { select: { id: true, name: true, role: true, disabledAt: true } },
    },
  });
  const ended =
    !token || token.revokedAt || token.user.disabledAt || (token.expiresAt && token.expiresAt <= now);
  if (ended)
    throw refused("This token is not valid: it may be mistyped, revoked or expired. Make a new one.");
  if (now.getTime() - (token.lastUsedAt?.getTime() ?? 0) >= usedEveryMs) {
    await db.apiToken.updateMany({ where: { id: token.id }, data: { lastUsedAt: now } });
  }
  return {
    kind: "token",
    userId: token.user.id,
    tokenId: token.id,
    name: `${token.user.name} (token ${token.name})`,
    role: token.user.role as Role,
    scopes: allScopes.filter((scope) => token.scopes.includes(scope)),
  };
}

function refused(message: string): AppError {
  return new AppError("UNAUTHENTICATED", message);
}
