import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { readersOf, visibleFeedback } from "#lib/feedback/access.ts";
import { mentionName } from "#lib/feedback/mentions.ts";
import { teamRoles } from "#lib/feedback/model.ts";
import { noSuchFeedback } from "#lib/feedback/queries/entry-rows.ts";
import { type Mentionable, mentionableSchema } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";

const shown = 8;

/** Whom one may mean by an @ and some letters: people who see the entry, by the beginning of a name or an address. */
export async function mentionable(actor: Actor, input: unknown): Promise<Mentionable[]> {
  authorize(actor, "people.list");
  const { number, typed, note = false } = parse(mentionableSchema, input);
  authorize(actor, note ? "feedback-note.create" : "feedback.comment");
  const entry = await db.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: { visibility: true, moderation: true, authorId: true },
  });
  if (!entry) throw noSuchFeedback(number);
  const begins = { startsWith: typed, mode: "insensitive" as const };
  const containing = { contains: ` ${typed}`, mode: "insensitive" as const };
  const people = await db.user.findMany({
    where: {
      disabledAt: null,
      AND: [
        readersOf(entry),
        note ? { role: { in: [...teamRoles] } } : {},
        { OR: [{ email: begins }, { name: begins }, { name: containing }] },
      ],
    },
    orderBy: [{ name: "asc" }, { email: "asc" }],
    take: shown,
    select: { name: true, email: true },
  });
  return people.flatMap(({ name, email }) => {
    const mention = mentionName(email);
    return mention === null ? [] : [{ name, mention }];
  });
}
