import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { log } from "#lib/server/log.ts";
import { MailError, sendMail } from "#lib/server/mail/send-mail.ts";
import { unsubscribeUrl } from "#lib/server/mail/unsubscribe-address.ts";
import { writeDueMails } from "#lib/users/commands/write-due-mails.ts";

const leaseMs = 10 * 60_000;
const mostTries = 30;
const longestPauseMs = 6 * 3_600_000;

/**
 * Writes the mails that are due and sends what is written. Any number of workers may do so at once and again: each
 * mail is written once and taken by one of them at a time. A server that is down stops the round and loses nothing; a
 * worker that dies between the server's "taken" and our note of it leads to a second copy under the same Message-ID.
 */
export async function deliverMail(actor: Actor, now = new Date()): Promise<{ sent: number }> {
  authorize(actor, "mail.deliver");
  if (!env.SMTP_URL) return { sent: 0 };
  await writeDueMails(now);
  const organisation = await db.organisation.findUnique({ where: { id: 1 }, select: { name: true } });
  const fromName = organisation?.name ?? "Optimization Portal";
  let sent = 0;
  for (;;) {
    const mail = await take(now);
    if (!mail) return { sent };
    if (await send(mail, fromName, now)) sent++;
  }
}

type TakenMail = {
  id: string;
  userId: string;
  subject: string;
  text: string;
  html: string;
  unsubscribes: string;
  tries: number;
};

/** The next mail to be sent, held for a while so that no other worker takes it. */
async function take(now: Date): Promise<TakenMail | null> {
  const next = await db.mail.findFirst({
    where: { sentAt: null, failedAt: null, nextTryAt: { lte: now } },
    orderBy: [{ nextTryAt: "asc" }, { id: "asc" }],
  });
  if (!next) return null;
  const { count } = await db.mail.updateMany({
    where: { id: next.id, sentAt: null, failedAt: null, nextTryAt: next.nextTryAt },
    data: { tries: { increment: 1 }, nextTryAt: new Date(now.getTime() + leaseMs) },
  });
  return count === 1 ? { ...next, tries: next.tries + 1 } : take(now);
}

/** Whether it left. Throws when the server takes no mail at all. */
async function send(mail: TakenMail, fromName: string, now: Date): Promise<boolean> {
  const { id, userId, subject, text, html, unsubscribes } = mail;
  const reader = await db.user.findUniqueOrThrow({
    where: { id: userId },
    select: { name: true, email: true, disabledAt: true },
  });
  if (reader.disabledAt) {
    await note(id, { failedAt: now, failure: "The account is disabled." });
    return false;
  }
  try {
    await sendMail({
      id,
      to: { name: reader.name, address: reader.email },
      fromName,
      subject,
      text,
      html,
      unsubscribeUrl: unsubscribeUrl({ userId, what: unsubscribes }),
    });
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await noteFailure(mail, error, now);
    return false;
  }
  await note(id, { sentAt: now, failure: null });
  return true;
}

async function noteFailure({ id, tries }: TakenMail, error: MailError, now: Date): Promise<void> {
  if (error.failure === "server") {
    // It is not this mail's fault: it stays first in line, and the try does not count.
    await note(id, { nextTryAt: now, tries: tries - 1, failure: error.message });
    throw error;
  }
  log.warn("mail.not-taken", { mail: id, failure: error.failure, error });
  if (error.failure === "never" || tries >= mostTries) {
    await note(id, { failedAt: now, failure: error.message });
    return;
  }
  const pause = Math.min(2 ** tries * 60_000, longestPauseMs);
  await note(id, { nextTryAt: new Date(now.getTime() + pause), failure: error.message });
}

async function note(
  id: string,
  data: { sentAt?: Date; failedAt?: Date; nextTryAt?: Date; tries?: number; failure: string | null },
): Promise<void> {
  await db.mail.update({ where: { id }, data, select: { id: true } });
}
