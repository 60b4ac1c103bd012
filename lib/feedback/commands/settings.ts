import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { parse } from "#lib/core/parse.ts";
import { feedbackSettings } from "#lib/feedback/queries/settings.ts";
import { type FeedbackSettings, settingsEditSchema, weightsSchema } from "#lib/feedback/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Switches anonymous feedback and the public feed on or off. */
export async function editFeedbackSettings(actor: Actor, input: unknown): Promise<FeedbackSettings> {
  authorize(actor, "feedback.configure");
  const edit = parse(settingsEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.feedbackSettings.findUniqueOrThrow({ where: { id: 1 } });
    const changed = differences<Record<string, unknown>>(before, edit);
    if (Object.keys(changed).length === 0) return;
    await tx.feedbackSettings.update({ where: { id: 1 }, data: defined(edit), select: { id: true } });
    await audit(tx, actor, {
      action: "feedback.configure",
      entity: "organisation",
      entityId: "1",
      data: JSON.parse(JSON.stringify({ changed })),
    });
  });
  return feedbackSettings();
}

/** Says what a vote of each role counts. It is a new version: the ones before it stay on record. */
export async function setVoteWeights(actor: Actor, input: unknown): Promise<FeedbackSettings> {
  authorize(actor, "feedback.configure");
  const { weights } = parse(weightsSchema, input);
  const before = await feedbackSettings();
  await transaction(async (tx) => {
    const row = await tx.voteWeights.create({
      data: { weights: defined(weights), createdById: userIdOf(actor) },
      select: { version: true },
    });
    await audit(tx, actor, {
      action: "feedback.weigh",
      entity: "organisation",
      entityId: "1",
      data: JSON.parse(JSON.stringify({ version: row.version, before: before.weights, after: weights })),
    });
  });
  return feedbackSettings();
}
