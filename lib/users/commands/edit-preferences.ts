import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { refuseTokens } from "#lib/users/access.ts";
import { dueAt } from "#lib/users/due-at.ts";
import { kindOf, type Rhythm } from "#lib/users/notification-events.ts";
import { editPreferencesSchema, type NotificationPreference } from "#lib/users/schema.ts";

/** Chooses how kinds of news reach oneself; what still waits follows the new choice. Kinds not named stay as they are. */
export async function editPreferences(actor: Actor, input: unknown, now = new Date()): Promise<void> {
  authorize(actor, "notification.edit");
  refuseTokens(actor);
  if (actor.kind !== "user")
    throw new AppError("FORBIDDEN", "Only a person who is signed in has preferences.");
  const { preferences } = parse(editPreferencesSchema, input);
  await transaction(async (tx) => {
    const changed = await choose(tx, actor.userId, preferences, now);
    if (changed.length === 0) return;
    await audit(tx, actor, {
      action: "notification.edit-preferences",
      entity: "user",
      entityId: actor.userId,
      data: { changed },
    });
  });
}

/** Writes what differs from before and moves what waits. Returns what differed. */
export async function choose(
  tx: Tx,
  userId: string,
  preferences: NotificationPreference[],
  now: Date,
): Promise<NotificationPreference[]> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      timeZone: true,
      notificationPreferences: { select: { event: true, portal: true, mail: true } },
    },
  });
  const organisation = await tx.organisation.findUnique({ where: { id: 1 }, select: { timeZone: true } });
  const zone = user.timeZone ?? organisation?.timeZone ?? "UTC";
  const before = new Map(user.notificationPreferences.map((row) => [row.event, row]));
  const changed = preferences.filter(({ event, portal, mail }) => {
    const had = before.get(event) ?? kindOf(event);
    return had.portal !== portal || had.mail !== mail;
  });
  for (const { event, portal, mail } of changed) {
    const was = (before.get(event) ?? kindOf(event)) as { portal: Rhythm; mail: Rhythm };
    await tx.notificationPreference.upsert({
      where: { userId_event: { userId, event } },
      create: { userId, event, portal, mail },
      update: { portal, mail },
      select: { userId: true },
    });
    if (was.portal !== portal) {
      await tx.notification.updateMany({
        where: { userId, event, showAt: { gt: now } },
        data: { showAt: dueAt(portal, now, zone) },
      });
    }
    if (was.mail !== mail) {
      await tx.notification.updateMany({
        where: { userId, event, mailId: null, mailAt: { not: null } },
        data: { mailRhythm: mail, mailAt: env.SMTP_URL ? dueAt(mail, now, zone) : null },
      });
    }
  }
  return changed;
}
