import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { peopleBehind } from "#lib/feedback/commands/people-behind.ts";
import { feedbackMergedJob } from "#lib/feedback/jobs.ts";
import { db, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

/** Tells the followers of both sides of a merge, each once. Nothing is said of a merge that was taken back already. */
export async function tellMerged(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "feedback.tell");
  const { number, into, mergedAt } = parse(feedbackMergedJob.payload, input);
  const from = await db.feedback.findFirst({
    where: { number, mergedInto: { number: into } },
    select: { id: true, title: true, mergedInto: { select: { id: true, title: true } } },
  });
  if (!from?.mergedInto) return { told: 0 };
  const { id, title } = from.mergedInto;
  return transaction(async (tx) => {
    const people = await peopleBehind(tx, id);
    await notify(tx, {
      userIds: people,
      event: "feedback.merged",
      key: `merged:${from.id}:${id}:${mergedAt}`,
      title: `F-${number} was joined with F-${into}: ${title}`.slice(0, 300),
      body: `"${from.title}" and "${title}" ask for the same. Their votes count together at F-${into}, each person once.`,
      path: `/feedback/${into}`,
    });
    return { told: people.length };
  });
}
