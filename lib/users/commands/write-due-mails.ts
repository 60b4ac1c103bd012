import { localTime } from "#lib/core/time.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { unsubscribeUrl } from "#lib/server/mail/unsubscribe-address.ts";
import { dueAt } from "#lib/users/due-at.ts";
import type { Rhythm } from "#lib/users/notification-events.ts";
import { digestMail, type MailContent, type MailItem, newsMail } from "#lib/users/notification-mail.ts";

const readersAtOnce = 100;

/** Turns news that is due into mails, reader by reader: one for each that is wanted at once, one for all the rest. */
export async function writeDueMails(now: Date): Promise<void> {
  for (;;) {
    const readers = await db.notification.findMany({
      where: { mailId: null, mailAt: { lte: now } },
      distinct: ["userId"],
      take: readersAtOnce,
      select: { userId: true },
    });
    if (readers.length === 0) return;
    for (const { userId } of readers) await transaction((tx) => writeFor(tx, userId, now));
  }
}

async function writeFor(tx: Tx, userId: string, now: Date): Promise<void> {
  // One worker at a time per reader. Not FOR UPDATE: news may go on being written to them meanwhile.
  await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  const reader = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { timeZone: true, disabledAt: true },
  });
  const due = await tx.notification.findMany({
    where: { userId, mailId: null, mailAt: { lte: now } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, event: true, title: true, body: true, answers: true, mailRhythm: true },
  });
  if (due.length === 0) return;
  if (reader.disabledAt) return wait(tx, due, null);
  const organisation = await tx.organisation.findUnique({
    where: { id: 1 },
    select: { name: true, timeZone: true },
  });
  const zone = reader.timeZone ?? organisation?.timeZone ?? "UTC";
  const place = (what: string) => ({
    organisation: organisation?.name ?? "Optimization Portal",
    baseUrl: env.BASE_URL,
    unsubscribeUrl: unsubscribeUrl({ userId, what }),
  });
  const atOnce = due.filter(({ mailRhythm }) => mailRhythm === "immediate");
  for (const item of atOnce) {
    const content = newsMail(item, place(item.event));
    await write(tx, { key: `notification:${item.id}`, userId, unsubscribes: item.event, now }, content, [
      item,
    ]);
  }
  const gathered = due.filter(({ mailRhythm }) => mailRhythm !== "immediate");
  if (gathered.length === 0) return;
  const key = `digest:${userId}:${dayOf(now, zone)}`;
  if (await tx.mail.findUnique({ where: { key }, select: { id: true } })) {
    // Today's has gone: what came while it was made goes with the next one.
    for (const rhythm of ["daily", "weekly"] as const satisfies Rhythm[]) {
      const late = gathered.filter(({ mailRhythm }) => mailRhythm === rhythm);
      await wait(tx, late, dueAt(rhythm, now, zone));
    }
    return;
  }
  const content = digestMail(waitingFirst(gathered), place("digest"));
  await write(tx, { key, userId, unsubscribes: "digest", now }, content, gathered);
}

/** What waits for the reader to do something stands above what is only to be known. */
function waitingFirst<Item extends MailItem>(items: Item[]): Item[] {
  const waits = ({ event }: MailItem) => event === "feedback.moderation";
  return [...items.filter(waits), ...items.filter((item) => !waits(item))];
}

type About = { key: string; userId: string; unsubscribes: string; now: Date };

async function write(
  tx: Tx,
  { now, ...about }: About,
  content: MailContent,
  items: MailItem[],
): Promise<void> {
  const { id } = await tx.mail.create({
    data: { ...about, ...content, createdAt: now, nextTryAt: now },
    select: { id: true },
  });
  await tx.notification.updateMany({ where: { id: { in: idsOf(items) } }, data: { mailId: id } });
}

async function wait(tx: Tx, items: { id: string }[], until: Date | null): Promise<void> {
  if (items.length === 0) return;
  await tx.notification.updateMany({ where: { id: { in: idsOf(items) } }, data: { mailAt: until } });
}

function idsOf(items: { id: string }[]): string[] {
  return items.map(({ id }) => id);
}

function dayOf(now: Date, zone: string): string {
  const { year, month, day } = localTime(now, zone);
  return `${year}-${month}-${day}`;
}
