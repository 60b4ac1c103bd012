import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleShareLinks } from "#lib/plan/access.ts";
import { createShareSchema, shareIdSchema } from "#lib/plan/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { transaction } from "#lib/server/db.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** Makes an address that shows a quarter's overview, or the roadmap, without an account. `path` is in this answer and nowhere else. */
export async function createShareLink(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<{ id: string; path: string; expiresAt: string }> {
  authorize(actor, "share.create");
  if (actor.kind !== "user")
    throw new AppError("FORBIDDEN", "A link is made by a person. Sign in to do this.");
  const { days, ...shared } = parse(createShareSchema, input);
  const expiresAt = new Date(now.getTime() + days * dayMs);
  const { secret, hash } = newSecret();
  return transaction(async (tx) => {
    const { id } = await tx.shareLink.create({
      data: { ...shared, secretHash: hash, createdById: actor.userId, createdAt: now, expiresAt },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "share.create",
      entity: "share-link",
      entityId: id,
      data: { ...shared, expiresAt: expiresAt.toISOString() },
    });
    return { id, path: `/shared/${secret}`, expiresAt: expiresAt.toISOString() };
  });
}

/** Ends a link at once and for good. Throws NOT_FOUND for one that is ended already, or that the actor may not see. */
export async function revokeShareLink(actor: Actor, input: unknown, now = new Date()): Promise<void> {
  authorize(actor, "share.revoke");
  const { id } = parse(shareIdSchema, input);
  await transaction(async (tx) => {
    const [revoked] = await tx.shareLink.updateManyAndReturn({
      where: { AND: [visibleShareLinks(actor), { id, revokedAt: null }] },
      data: { revokedAt: now },
      select: { what: true, quarter: true },
    });
    if (!revoked) throw new AppError("NOT_FOUND", "There is no such link, or it was revoked already.");
    await audit(tx, actor, { action: "share.revoke", entity: "share-link", entityId: id, data: revoked });
  });
}
