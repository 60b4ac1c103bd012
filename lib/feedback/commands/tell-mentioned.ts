import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { type FeedbackRights, readersOf } from "#lib/feedback/access.ts";
import { mentionsIn } from "#lib/feedback/mentions.ts";
import { teamRoles } from "#lib/feedback/model.ts";
import type { Tx } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

type Mentioned = {
  entry: FeedbackRights & { id: string; number: number; title: string };
  text: string;
  /** Names the text, so that an edit tells nobody twice. */
  key: string;
  /** Where only the team may read the text, nobody else is told. */
  teamOnly?: boolean;
};

/**
 * Tells who is mentioned by "@name.surname" and makes them followers. The message never quotes the text: it is read
 * where its reader is asked for rights again.
 */
export async function tellMentioned(tx: Tx, actor: Actor, { entry, text, key, teamOnly }: Mentioned) {
  const names = mentionsIn(text);
  if (names.length === 0) return;
  const people = await tx.user.findMany({
    where: {
      disabledAt: null,
      AND: [
        { OR: names.map((name) => ({ email: { startsWith: `${name}@` } })) },
        readersOf(entry),
        teamOnly ? { role: { in: [...teamRoles] } } : {},
      ],
      NOT: { id: userIdOf(actor) ?? "00000000-0000-0000-0000-000000000000" },
    },
    orderBy: { id: "asc" },
    take: 20,
    select: { id: true },
  });
  if (people.length === 0) return;
  await tx.feedbackFollower.createMany({
    skipDuplicates: true,
    data: people.map(({ id }) => ({ feedbackId: entry.id, userId: id, reason: "mention" })),
  });
  await notify(tx, {
    userIds: people.map(({ id }) => id),
    event: "feedback.mentioned",
    key: `mention:${key}`,
    title: `You were mentioned in F-${entry.number}: ${entry.title}`.slice(0, 300),
    body: "",
    path: `/feedback/${entry.number}`,
  });
}
