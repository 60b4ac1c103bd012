import { teamRoles } from "#lib/feedback/model.ts";
import type { Tx } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

/** Says that something waits; what it says is read in the queue. */
export async function tellModerators(tx: Tx, entry: { id: string; number: number }): Promise<void> {
  const moderators = await tx.user.findMany({
    where: { role: { in: [...teamRoles] }, disabledAt: null },
    select: { id: true },
  });
  await notify(tx, {
    userIds: moderators.map(({ id }) => id),
    event: "feedback.moderation",
    key: `moderation:${entry.id}`,
    title: `F-${entry.number} waits for moderation`,
    body: "Somebody who is not signed in sent feedback. It is shown to nobody until it is approved.",
    path: "/feedback/moderation",
  });
}
