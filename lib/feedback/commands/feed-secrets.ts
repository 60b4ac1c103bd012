import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { visibleFeedSecrets } from "#lib/feedback/access.ts";
import { feedSecretIdSchema } from "#lib/feedback/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import { transaction } from "#lib/server/db.ts";

/** Makes a secret address for the actor's feed reader. It is shown this once and kept as a hash. */
export async function createFeedSecret(actor: Actor): Promise<{ secret: string }> {
  authorize(actor, "feed.create");
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Sign in to make a feed address.");
  const { secret, hash } = newSecret();
  await transaction(async (tx) => {
    const row = await tx.feedSecret.create({ data: { userId: actor.userId, hash }, select: { id: true } });
    await audit(tx, actor, { action: "feed.create", entity: "feed", entityId: row.id, data: {} });
  });
  return { secret };
}

/** From the next request on the address answers 404. */
export async function revokeFeedSecret(actor: Actor, input: unknown): Promise<{ revoked: true }> {
  authorize(actor, "feed.revoke");
  const { id } = parse(feedSecretIdSchema, input);
  return transaction(async (tx) => {
    const { count } = await tx.feedSecret.updateMany({
      where: { AND: [{ id, revokedAt: null }, visibleFeedSecrets(actor)] },
      data: { revokedAt: new Date() },
    });
    if (count === 0)
      throw new AppError("NOT_FOUND", "There is no such feed address, or it is revoked already.");
    await audit(tx, actor, { action: "feed.revoke", entity: "feed", entityId: id, data: {} });
    return { revoked: true };
  });
}
