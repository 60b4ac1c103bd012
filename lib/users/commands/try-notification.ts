import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { transaction } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";
import { refuseTokens } from "#lib/users/access.ts";
import { notify } from "#lib/users/commands/notify.ts";

/** Tells oneself that it works, the way one has chosen to be told. At most ten an hour. */
export async function tryNotification(actor: Actor): Promise<void> {
  authorize(actor, "notification.edit");
  refuseTokens(actor);
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person who is signed in can try this.");
  await takeFromLimit(`notification:try:${actor.userId}`, { limit: 10, windowSeconds: 3600 });
  await transaction((tx) =>
    notify(tx, {
      userIds: [actor.userId],
      event: "portal.tried",
      key: `portal.tried:${randomUUID()}`,
      title: "This is how news reaches you",
      body: env.SMTP_URL
        ? "You asked for it in the settings. It comes here and by e-mail as you have chosen."
        : "You asked for it in the settings. This portal sends no mail, so it comes here alone.",
      path: "/settings/notifications",
    }),
  );
}
