import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { refuseTokens, visibleInvitations, visibleUsers } from "#lib/users/access.ts";
import { makeLink, refuseTakenEmail } from "#lib/users/commands/one-time-link.ts";
import { invitationIdSchema, inviteSchema, type OneTimeLink, userIdSchema } from "#lib/users/schema.ts";

/** Invites somebody new with a role; an earlier invitation of the same address stops working. CONFLICT for a member. */
export async function inviteUser(actor: Actor, input: unknown): Promise<OneTimeLink & { id: string }> {
  authorize(actor, "user.invite");
  refuseTokens(actor);
  const person = parse(inviteSchema, input);
  return transaction(async (tx) => {
    await refuseTakenEmail(tx, person.email);
    return makeLink(tx, actor, person, new Date());
  });
}

/** A link for a member who forgot the password: whoever opens it chooses a new one, and every session ends. */
export async function createPasswordLink(
  actor: Actor,
  input: unknown,
): Promise<OneTimeLink & { email: string }> {
  authorize(actor, "user.edit");
  refuseTokens(actor);
  const { userId } = parse(userIdSchema, input);
  return transaction(async (tx) => {
    const user = await tx.user.findFirst({
      where: { AND: [visibleUsers(actor), { id: userId }] },
      select: { email: true, role: true, name: true, disabledAt: true },
    });
    if (!user) throw new AppError("NOT_FOUND", "There is no such member.");
    if (user.disabledAt)
      throw new AppError("CONFLICT", `${user.name} is disabled. Enable the account first.`);
    const link = await makeLink(tx, actor, { email: user.email, role: user.role as "member" }, new Date());
    return { email: user.email, path: link.path, expiresAt: link.expiresAt };
  });
}

/** Takes an invitation back: its link stops working. NOT_FOUND when it was accepted or revoked before. */
export async function revokeInvitation(actor: Actor, input: unknown): Promise<{ email: string }> {
  authorize(actor, "user.invite");
  refuseTokens(actor);
  const { invitationId } = parse(invitationIdSchema, input);
  return transaction(async (tx) => {
    const [revoked] = await tx.invitation.updateManyAndReturn({
      where: { AND: [visibleInvitations(actor), { id: invitationId, acceptedAt: null, revokedAt: null }] },
      data: { revokedAt: new Date() },
      select: { email: true },
    });
    if (!revoked) throw new AppError("NOT_FOUND", "There is no such open invitation.");
    await audit(tx, actor, {
      action: "invitation.revoke",
      entity: "invitation",
      entityId: invitationId,
      data: revoked,
    });
    return revoked;
  });
}
