import type { TokenActor } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/server/auth/secret.ts";
import { db } from "#lib/server/db.ts";

const usedEveryMs = 60_000;

/**
 * The reader behind a secret feed address. An address is stored by feed readers and passed on more easily than a
 * password, so it reads as a member does, whatever its owner may. Throws NOT_FOUND, also for one that was revoked.
 */
export async function feedActor(secret: string, now = new Date()): Promise<TokenActor> {
  const row = await db.feedSecret.findUnique({
    where: { hash: hashOf(secret) },
    select: {
      id: true,
      revokedAt: true,
      lastUsedAt: true,
      user: { select: { id: true, name: true, disabledAt: true } },
    },
  });
  if (!row || row.revokedAt || row.user.disabledAt) {
    throw new AppError("NOT_FOUND", "There is no feed at this address.");
  }
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) >= usedEveryMs) {
    await db.feedSecret.updateMany({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  const { id: userId, name } = row.user;
  return { kind: "token", userId, tokenId: row.id, name: `${name} (feed)`, role: "member", scopes: ["read"] };
}
