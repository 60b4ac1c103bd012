import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { formatDateTime } from "#lib/core/time.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { log } from "#lib/server/log.ts";
import { mailedLinkToken } from "#lib/server/mail/mailed-link.ts";
import { MailError, sendMail } from "#lib/server/mail/send-mail.ts";
import { isOpen } from "#lib/users/model.ts";
import { linkMail } from "#lib/users/notification-mail.ts";
import { invitationIdSchema } from "#lib/users/schema.ts";

/**
 * Mails a one-time link to whom it is for, once. A server that is down throws, so that the job is tried again; a link
 * that was used or revoked meanwhile is not sent.
 */
export async function mailLink(actor: Actor, input: unknown, now = new Date()): Promise<{ sent: boolean }> {
  authorize(actor, "mail.deliver");
  const { invitationId } = parse(invitationIdSchema, input);
  const link = await db.invitation.findUnique({
    where: { id: invitationId },
    select: {
      email: true,
      expiresAt: true,
      acceptedAt: true,
      revokedAt: true,
      mailedAt: true,
      invitedBy: { select: { name: true } },
    },
  });
  if (!env.SMTP_URL || !link || link.mailedAt || !isOpen(link, now)) return { sent: false };
  const [member, organisation] = await Promise.all([
    db.user.findUnique({ where: { email: link.email }, select: { name: true } }),
    db.organisation.findUnique({ where: { id: 1 }, select: { name: true, timeZone: true } }),
  ]);
  const fromName = organisation?.name ?? "Optimization Portal";
  const content = linkMail({
    forPassword: member !== null,
    organisation: fromName,
    by: link.invitedBy?.name ?? null,
    url: `${env.BASE_URL}/invitation?token=${mailedLinkToken(invitationId)}`,
    until: formatDateTime(link.expiresAt, organisation?.timeZone ?? "UTC"),
  });
  try {
    await sendMail({
      id: invitationId,
      to: { name: member?.name ?? "", address: link.email },
      fromName,
      ...content,
    });
  } catch (error) {
    if (!(error instanceof MailError) || error.failure !== "never") throw error;
    // Whoever made the link has it too; the log says why it did not leave.
    log.warn("mail.not-taken", { invitation: invitationId, failure: error.failure, error });
    return { sent: false };
  }
  await db.invitation.update({ where: { id: invitationId }, data: { mailedAt: now }, select: { id: true } });
  return { sent: true };
}
