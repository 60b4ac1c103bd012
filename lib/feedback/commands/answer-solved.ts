import type { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { actingPerson } from "#lib/feedback/commands/acting-person.ts";
import { isBehind } from "#lib/feedback/commands/people-behind.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { answerSchema, type solvedAnswerSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";

/**
 * "Solved for you?" of those behind an entry, about a change that they were told of. A later answer takes the earlier
 * one's place. Throws CONFLICT for whoever has no stake in it, or before there was any news.
 */
export async function answerSolved(
  actor: Actor,
  input: unknown,
): Promise<z.infer<typeof solvedAnswerSchema>> {
  authorize(actor, "feedback.answer");
  const { number, change, answer } = parse(answerSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const { id: userId } = await actingPerson(tx, actor);
    const news = await tx.feedbackNews.findFirst({
      where: {
        change: { number: change },
        feedback: { OR: [{ id: entry.id }, { mergedIntoId: entry.id }] },
      },
      select: { changeId: true },
    });
    if (!news) {
      throw new AppError("CONFLICT", `C-${change} has brought no news for F-${entry.number} yet.`);
    }
    if (!(await isBehind(tx, entry.id, userId))) {
      throw new AppError("CONFLICT", `Vote for F-${entry.number} first: then your answer says something.`);
    }
    const where = { changeId_userId: { changeId: news.changeId, userId } };
    const now = actingTime(actor);
    await tx.feedbackAnswer.upsert({
      where,
      create: { changeId: news.changeId, userId, feedbackId: entry.id, answer, createdAt: now },
      update: { answer, feedbackId: entry.id },
      select: { userId: true },
    });
    await audit(tx, actor, {
      action: "feedback.answer",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number, change, answer },
    });
    return { number: entry.number, change, answer };
  });
}
