import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { visibleNotifications } from "#lib/users/access.ts";
import {
  isNotificationEvent,
  kindOf,
  type NotificationEvent,
  notificationEvents,
  type Rhythm,
} from "#lib/users/notification-events.ts";
import {
  listNotificationsSchema,
  type NotificationItem,
  type NotificationPreference,
} from "#lib/users/schema.ts";

const countedAtMost = 99;
const cursorShape = z.tuple([z.iso.datetime(), z.uuid()]);

/** One's own news, the latest first, a page at a time. */
export async function listNotifications(
  actor: Actor,
  input: unknown = {},
  now = new Date(),
): Promise<Page<NotificationItem>> {
  authorize(actor, "notification.view");
  const { cursor, limit, state, event } = parse(listNotificationsSchema, input);
  const after = cursor ? decodeCursor(cursor, cursorShape) : null;
  const rows = await db.notification.findMany({
    where: {
      AND: [
        visibleNotifications(actor, now),
        state === "unread" ? { readAt: null } : {},
        event ? { event } : {},
        after ? { OR: [{ showAt: { lt: after[0] } }, { showAt: after[0], id: { lt: after[1] } }] } : {},
      ],
    },
    orderBy: [{ showAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    select: {
      id: true,
      event: true,
      title: true,
      body: true,
      path: true,
      createdAt: true,
      showAt: true,
      readAt: true,
    },
  });
  const page = pageOf(rows, limit, (row) => [(row.showAt ?? row.createdAt).toISOString(), row.id]);
  return {
    ...page,
    // A kind that a later version no longer knows is not shown.
    items: page.items.flatMap(({ event: kind, createdAt, readAt, showAt: _, ...row }) =>
      isNotificationEvent(kind)
        ? [{ ...row, event: kind, at: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null }]
        : [],
    ),
  };
}

/** How much is unread, counted up to 99. */
export async function countUnread(
  actor: Actor,
  _input: unknown = {},
  now = new Date(),
): Promise<{ unread: number; more: boolean }> {
  authorize(actor, "notification.view");
  const rows = await db.notification.findMany({
    where: { AND: [visibleNotifications(actor, now), { readAt: null }] },
    take: countedAtMost + 1,
    select: { id: true },
  });
  return { unread: Math.min(rows.length, countedAtMost), more: rows.length > countedAtMost };
}

export type NotificationPreferences = {
  /** The portal has a mail server. */
  mailed: boolean;
  preferences: NotificationPreference[];
  /** What became of the last mail to oneself; null where there was none. */
  lastMail: { at: string; state: "sent" | "refused" | "waiting"; failure: string | null } | null;
};

/** How each kind of news reaches oneself. */
export async function getNotificationPreferences(actor: Actor): Promise<NotificationPreferences> {
  authorize(actor, "notification.view");
  if (actor.kind !== "user") {
    throw new AppError("NOT_FOUND", "Only a person who is signed in has preferences.");
  }
  const rows = await db.notificationPreference.findMany({
    where: { userId: actor.userId },
    select: { event: true, portal: true, mail: true },
  });
  const chosen = new Map(rows.map((row) => [row.event, row]));
  const preferenceOf = (event: NotificationEvent): NotificationPreference => {
    const { portal, mail } = chosen.get(event) ?? kindOf(event);
    return { event, portal: portal as Rhythm, mail: mail as Rhythm };
  };
  const last = await db.mail.findFirst({
    where: { userId: actor.userId },
    orderBy: { id: "desc" },
    select: { createdAt: true, sentAt: true, failedAt: true, failure: true },
  });
  return {
    mailed: env.SMTP_URL !== undefined,
    preferences: notificationEvents.map(preferenceOf),
    lastMail: last && {
      at: (last.sentAt ?? last.failedAt ?? last.createdAt).toISOString(),
      state: last.sentAt ? "sent" : last.failedAt ? "refused" : "waiting",
      failure: last.failure,
    },
  };
}
