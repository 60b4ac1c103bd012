import { changeVerifiedJob } from "#lib/changes/jobs.ts";
import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { existingAbout } from "#lib/feedback/commands/existing-about.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { aboutOf } from "#lib/feedback/model.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { type Feedback, linkSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

/**
 * Ties an entry to a change, metric, roadmap item …: when a linked change is verified, those behind it hear of it; at once
 * where it is verified already. The job looks: it says nothing of a change that is not proven.
 */
export async function linkFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.triage");
  const { number, about: text } = parse(linkSchema, input);
  const standing = await onStandingEntry(actor, number, async (tx, entry) => {
    const about = await existingAbout(tx, actor, aboutOf(text));
    const { count } = await tx.feedbackLink.createMany({
      skipDuplicates: true,
      data: [{ feedbackId: entry.id, ...about, createdById: userIdOf(actor), createdAt: actingTime(actor) }],
    });
    if (count > 0) {
      if (about.kind === "change" && !isSimulating(actor))
        await sendJob(tx, changeVerifiedJob, { number: Number(about.key) });
      await audit(tx, actor, {
        action: "feedback.link",
        entity: "feedback",
        entityId: entry.id,
        data: { number: entry.number, ...about },
      });
    }
    return entry.number;
  });
  return getFeedback(actor, { number: standing });
}

export async function unlinkFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.triage");
  const { number, about: text } = parse(linkSchema, input);
  const standing = await onStandingEntry(actor, number, async (tx, entry) => {
    const about = aboutOf(text);
    const { count } = await tx.feedbackLink.deleteMany({
      where: {
        kind: about?.kind ?? "",
        key: about?.key ?? "",
        feedback: { OR: [{ id: entry.id }, { mergedIntoId: entry.id }] },
      },
    });
    if (count > 0 && about) {
      await audit(tx, actor, {
        action: "feedback.unlink",
        entity: "feedback",
        entityId: entry.id,
        data: { number: entry.number, ...about },
      });
    }
    return entry.number;
  });
  return getFeedback(actor, { number: standing });
}
