import { type Actor, type Role, userIdOf } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import { audit } from "#lib/server/audit.ts";
import { newSecret } from "#lib/server/auth/secret.ts";
import type { Tx } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { mailLinkJob } from "#lib/users/jobs.ts";
import { linkExpiry } from "#lib/users/model.ts";
import type { OneTimeLink } from "#lib/users/schema.ts";

/**
 * A link that lets the owner of an e-mail address choose a password, once, within a week: for somebody new an
 * invitation, for somebody who is here a new password. Making one revokes the ones before it. With a mail server it is
 * mailed too, under a secret of its own: whichever of the two is used first is the one that works.
 */
export async function makeLink(
  tx: Tx,
  actor: Actor,
  person: { email: string; role: Role },
  now: Date,
): Promise<OneTimeLink & { id: string }> {
  const { email, role } = person;
  await tx.invitation.updateMany({
    where: { email, acceptedAt: null, revokedAt: null },
    data: { revokedAt: now },
  });
  const { secret, hash } = newSecret();
  const expiresAt = linkExpiry(now);
  const { id } = await tx.invitation.create({
    data: { email, role, tokenHash: hash, expiresAt, invitedById: userIdOf(actor) },
    select: { id: true },
  });
  await audit(tx, actor, {
    action: "invitation.create",
    entity: "invitation",
    entityId: id,
    data: { email, role, expiresAt: expiresAt.toISOString() },
  });
  if (env.SMTP_URL) await sendJob(tx, mailLinkJob, { invitationId: id });
  return { id, path: `/invitation?token=${secret}`, expiresAt: expiresAt.toISOString() };
}

export async function refuseTakenEmail(tx: Tx, email: string): Promise<void> {
  const taken = await tx.user.findUnique({ where: { email }, select: { id: true } });
  if (!taken) return;
  throw new AppError("CONFLICT", `Somebody with the e-mail address ${email} is a member already.`, {
    faults: [{ path: "email", message: "Somebody with this e-mail address is a member already." }],
  });
}
