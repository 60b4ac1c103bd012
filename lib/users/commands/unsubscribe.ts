import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { readUnsubscribeToken } from "#lib/server/mail/unsubscribe-address.ts";
import { choose } from "#lib/users/commands/edit-preferences.ts";
import {
  isNotificationEvent,
  kindOf,
  type NotificationEvent,
  notificationEvents,
} from "#lib/users/notification-events.ts";
import { type NotificationPreference, unsubscribeSchema } from "#lib/users/schema.ts";

export type Unsubscribed = { what: NotificationEvent | "digest"; email: string };

/** What an unsubscribing address ends, and for whom. Throws NOT_FOUND for one that this portal did not sign. */
export async function readUnsubscribing(
  actor: Actor,
  input: unknown,
): Promise<Unsubscribed & { userId: string }> {
  authorize(actor, "notification.unsubscribe");
  const said = readUnsubscribeToken(parse(unsubscribeSchema, input).token);
  const what = said && (said.what === "digest" || isNotificationEvent(said.what)) ? said.what : null;
  const user =
    said && what ? await db.user.findUnique({ where: { id: said.userId }, select: { email: true } }) : null;
  if (!said || !what || !user) {
    throw new AppError(
      "NOT_FOUND",
      "This address is not whole. Copy all of it, or sign in and open Settings.",
    );
  }
  return { what, email: user.email, userId: said.userId };
}

/** Ends one kind of mail, or all that comes in digests, for whom the address was made. Again changes nothing. */
export async function unsubscribe(actor: Actor, input: unknown, now = new Date()): Promise<Unsubscribed> {
  const { userId, ...unsubscribed } = await readUnsubscribing(actor, input);
  await transaction(async (tx) => {
    const changed = await choose(tx, userId, await withoutMail(tx, userId, unsubscribed.what), now);
    if (changed.length === 0) return;
    await audit(tx, actor, {
      action: "notification.unsubscribe",
      entity: "user",
      entityId: userId,
      data: { what: unsubscribed.what, events: changed.map(({ event }) => event) },
    });
  });
  return unsubscribed;
}

async function withoutMail(
  tx: Tx,
  userId: string,
  what: NotificationEvent | "digest",
): Promise<NotificationPreference[]> {
  const rows = await tx.notificationPreference.findMany({ where: { userId } });
  const chosen = new Map(rows.map((row) => [row.event, row]));
  return notificationEvents
    .map((event) => ({ ...kindOf(event), ...chosen.get(event), event }) as NotificationPreference)
    .filter(
      ({ event, mail }) => event === what || (what === "digest" && (mail === "daily" || mail === "weekly")),
    )
    .map(({ event, portal }) => ({ event, portal, mail: "off" }));
}
