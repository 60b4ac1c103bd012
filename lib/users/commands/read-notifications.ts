import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { safePath } from "#lib/core/access/safe-path.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { db, transaction } from "#lib/server/db.ts";
import { refuseTokens, visibleNotifications } from "#lib/users/access.ts";
import { notificationIdSchema, readNotificationsSchema } from "#lib/users/schema.ts";

/**
 * Marks one's own news as read: those named, or all that is shown by now. What one has read is no record of anybody's
 * doing, so it leaves no row in the audit log.
 */
export async function markRead(actor: Actor, input: unknown = {}, now = new Date()): Promise<void> {
  authorize(actor, "notification.edit");
  refuseTokens(actor);
  const { ids } = parse(readNotificationsSchema, input);
  await transaction((tx) =>
    tx.notification.updateMany({
      where: {
        AND: [visibleNotifications(actor, now), { readAt: null }, ids ? { id: { in: ids } } : {}],
      },
      data: { readAt: now },
    }),
  );
}

/** Marks one of one's own as read and says where it leads, also when it was only mailed. Throws NOT_FOUND. */
export async function openNotification(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<{ path: string }> {
  authorize(actor, "notification.edit");
  refuseTokens(actor);
  const { id } = parse(notificationIdSchema, input);
  const own = { id, userId: userIdOf(actor) ?? "" };
  const row = await db.notification.findFirst({ where: own, select: { path: true } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such notification.");
  await db.notification.updateMany({ where: { ...own, readAt: null }, data: { readAt: now } });
  return { path: safePath(row.path) };
}
