import { z } from "zod";
import { block, line } from "#lib/core/fields.ts";
import { parse } from "#lib/core/parse.ts";
import type { Tx } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { dueAt } from "#lib/users/due-at.ts";
import { deliverMailJob } from "#lib/users/jobs.ts";
import {
  kindOf,
  type NotificationEvent,
  notificationEvents,
  type Rhythm,
} from "#lib/users/notification-events.ts";

/**
 * Everything is text, never markup. A title is one line; the path leads to a page of the portal, which asks for itself
 * whether the reader may see it.
 */
const newsSchema = z.strictObject({
  userIds: z.array(z.uuid()),
  event: z.enum(notificationEvents),
  key: z.string().min(1).max(300),
  title: line(300, "The title"),
  body: block(4000, "The text"),
  path: z
    .string()
    .regex(/^\/(?!\/)/)
    .max(500),
  answers: z
    .array(z.string().regex(/^[a-z]{1,20}$/))
    .max(5)
    .optional(),
});

export type News = {
  userIds: string[];
  event: NotificationEvent;
  /** Names the happening: whoever has had this key hears nothing again. */
  key: string;
  title: string;
  body: string;
  path: string;
  /** What can be answered to it by one press in a mail: the page it leads to takes it. */
  answers?: string[];
};

/**
 * Tells people something, each exactly once per key, in the transaction of the write that is the news. Whoever cannot
 * sign in hears nothing. It is called by verbs that have decided who is told; it takes no Actor of its own.
 */
export async function notify(tx: Tx, news: News, now = new Date()): Promise<void> {
  const { userIds, event, answers = [], ...told } = parse(newsSchema, news);
  const readers = await tx.user.findMany({
    where: { id: { in: userIds }, disabledAt: null },
    // Everybody writes in this order: two tellers of the same news cannot wait for each other in a circle.
    orderBy: { id: "asc" },
    select: {
      id: true,
      timeZone: true,
      notificationPreferences: { where: { event }, select: { portal: true, mail: true } },
    },
  });
  if (readers.length === 0) return;
  const organisation = await tx.organisation.findUnique({ where: { id: 1 }, select: { timeZone: true } });
  const rows = readers.map((reader) => {
    const chosen = reader.notificationPreferences[0] ?? kindOf(event);
    const zone = reader.timeZone ?? organisation?.timeZone ?? "UTC";
    const mail = chosen.mail as Rhythm;
    return {
      ...told,
      answers,
      userId: reader.id,
      event,
      createdAt: now,
      showAt: dueAt(chosen.portal as Rhythm, now, zone),
      mailRhythm: mail,
      // Without a mail server nothing waits to be mailed: one that comes later does not send last year's news.
      mailAt: env.SMTP_URL ? dueAt(mail, now, zone) : null,
    };
  });
  const { count } = await tx.notification.createMany({ skipDuplicates: true, data: rows });
  const atOnce = rows.some(({ mailRhythm, mailAt }) => mailRhythm === "immediate" && mailAt);
  if (count > 0 && atOnce) await sendJob(tx, deliverMailJob, {});
}
