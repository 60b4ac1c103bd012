import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { tokenPrefix } from "#lib/server/auth/token-actor.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { refuseTokens, visibleTokens } from "#lib/users/access.ts";
import { createTokenSchema, tokenIdSchema } from "#lib/users/schema.ts";

export type CreatedToken = { id: string; token: string; expiresAt: string | null };

/** Makes a token that acts as its user within its scopes. `token` is in this answer and nowhere else. */
export async function createToken(actor: Actor, input: unknown): Promise<CreatedToken> {
  authorize(actor, "token.create");
  refuseTokens(actor);
  const { user, name, scopes, expiresInDays } = parse(createTokenSchema, input);
  const { secret, hash } = newSecret(tokenPrefix);
  const expiresAt = expiresInDays === null ? null : daysFromNow(expiresInDays);
  return transaction(async (tx) => {
    const userId = await ownerId(tx, actor, user);
    const { id } = await tx.apiToken.create({
      data: { userId, name, scopes, hash, prefix: secret.slice(0, 9), expiresAt },
      select: { id: true },
    });
    const expires = expiresAt?.toISOString() ?? null;
    await audit(tx, actor, {
      action: "token.create",
      entity: "token",
      entityId: id,
      data: { userId, name, scopes, expiresAt: expires },
    });
    return { id, token: secret, expiresAt: expires };
  });
}

/** Makes a token useless, at once and for good: one's own, or as an admin anybody's. */
export async function revokeToken(actor: Actor, input: unknown): Promise<{ name: string }> {
  authorize(actor, "token.revoke");
  refuseTokens(actor);
  const { tokenId } = parse(tokenIdSchema, input);
  return transaction(async (tx) => {
    const [revoked] = await tx.apiToken.updateManyAndReturn({
      where: { AND: [visibleTokens(actor), { id: tokenId, revokedAt: null }] },
      data: { revokedAt: new Date() },
      select: { name: true, userId: true },
    });
    if (!revoked) throw new AppError("NOT_FOUND", "There is no such token, or it was revoked already.");
    await audit(tx, actor, { action: "token.revoke", entity: "token", entityId: tokenId, data: revoked });
    return { name: revoked.name };
  });
}

/** A person makes tokens for themselves; the command line for the user it names. */
async function ownerId(tx: Tx, actor: Actor, email: string | undefined): Promise<string> {
  if (actor.kind === "user") {
    if (email === undefined || email === actor.email) return actor.userId;
    throw new AppError("FORBIDDEN", "A token is made by the person it acts as.");
  }
  const user = await tx.user.findFirst({
    where: { email: email ?? "", disabledAt: null },
    select: { id: true },
  });
  if (user) return user.id;
  throw invalid([
    { path: "user", message: `Nobody here who can sign in has the e-mail address "${email ?? ""}".` },
  ]);
}

function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000);
}
