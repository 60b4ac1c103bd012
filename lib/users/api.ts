import { z } from "zod";
import { pageSchema } from "#lib/core/paging.ts";
import { procedure } from "#lib/server/http/procedure.ts";
import { countUnread, listNotifications } from "#lib/users/queries/notifications.ts";
import { listNotificationsSchema, notificationSchema, unreadCountSchema } from "#lib/users/schema.ts";

export const notificationsApi = {
  list: procedure({
    method: "GET",
    path: "/notifications",
    tag: "Notifications",
    summary: "List what one was told",
    description: "The caller's own, the latest first. Read or not, what they were told stays.",
    permission: "notification.view",
    input: listNotificationsSchema,
    output: pageSchema(notificationSchema),
    verb: listNotifications,
  }),
  unread: procedure({
    method: "GET",
    path: "/notifications/unread",
    tag: "Notifications",
    summary: "Count what is unread",
    description: "Counts up to 99; `more` says that there are more.",
    permission: "notification.view",
    input: z.strictObject({}),
    output: unreadCountSchema,
    verb: countUnread,
  }),
};

export const usersSchemas = { Notification: notificationSchema };
