import { visibleChanges } from "#lib/changes/access.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { type About, aboutOf } from "#lib/feedback/model.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { type Feedback, linkSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";

/** Ties an entry to a change, metric, roadmap item …: when a linked change is verified, those behind it hear of it. */
export async function linkFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.triage");
  const { number, about: text } = parse(linkSchema, input);
  const standing = await onStandingEntry(actor, number, async (tx, entry) => {
    const about = await existing(tx, actor, aboutOf(text));
    const { count } = await tx.feedbackLink.createMany({
      skipDuplicates: true,
      data: [{ feedbackId: entry.id, ...about, createdById: userIdOf(actor), createdAt: actingTime(actor) }],
    });
    if (count > 0) {
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

/** What is named must be there, as far as this noun can know: later nouns look after their own keys. */
async function existing(tx: Tx, actor: Actor, about: About | null): Promise<About> {
  const select = { id: true } as const;
  const { kind, key } = about ?? { kind: "plan", key: "" };
  const number = /^\d{1,9}$/.test(key) ? Number(key) : 0;
  const found =
    kind === "change"
      ? await tx.change.findFirst({ where: { AND: [{ number }, visibleChanges(actor)] }, select })
      : kind === "metric"
        ? await tx.metric.findUnique({ where: { key }, select })
        : kind === "system"
          ? await tx.system.findUnique({ where: { key }, select })
          : about;
  if (!found || !about) {
    throw invalid([{ path: "about", message: `There is no ${kind} "${key}", or you may not see it.` }]);
  }
  return about;
}
