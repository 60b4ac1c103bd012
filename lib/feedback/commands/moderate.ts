import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { lockEntry } from "#lib/feedback/commands/standing-entry.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { type Feedback, moderateSchema } from "#lib/feedback/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Approves or rejects an entry: what waits in the queue, or what turns out to be abuse. It can be decided anew. */
export async function moderateFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.moderate");
  const { number, decision } = parse(moderateSchema, input);
  await transaction(async (tx) => {
    const entry = await lockEntry(tx, actor, number);
    const moderation = decision === "approve" ? "approved" : "rejected";
    if (entry.moderation === moderation) return;
    if (moderation === "rejected" && (entry.mergedIntoId !== null || entry.merged.length > 0)) {
      throw new AppError(
        "CONFLICT",
        `F-${number} is merged with others. Take the merge back before rejecting it.`,
      );
    }
    await tx.feedback.update({
      where: { id: entry.id },
      data: { moderation, listed: moderation === "approved" && entry.mergedIntoId === null },
      select: { id: true },
    });
    await audit(tx, actor, {
      action: "feedback.moderate",
      entity: "feedback",
      entityId: entry.id,
      data: { number, from: entry.moderation, to: moderation },
    });
  });
  return getFeedback(actor, { number });
}
