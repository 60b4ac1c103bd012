import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { actingPerson } from "#lib/feedback/commands/acting-person.ts";
import { createEntry, namedSystem } from "#lib/feedback/commands/create-entry.ts";
import { existingAbout } from "#lib/feedback/commands/existing-about.ts";
import { recount } from "#lib/feedback/commands/recount.ts";
import { tellMentioned } from "#lib/feedback/commands/tell-mentioned.ts";
import { type About, aboutOf } from "#lib/feedback/model.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { type Feedback, feedbackInputSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";

/** Takes what a person asks for or reports. Its author votes for it, and hears back when it ships. */
export async function submitFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.submit");
  const given = parse(feedbackInputSchema, input);
  const about = aboutOf(given.about);
  const now = actingTime(actor);
  const number = await transaction(async (tx) => {
    const system = await namedSystem(tx, given.system ?? (await systemOfAbout(tx, about)));
    if (about) await existingAbout(tx, actor, about);
    const entry = await createEntry(tx, {
      ...given,
      system,
      authorId: userIdOf(actor),
      visibility: given.visibility ?? "signed-in",
      moderation: "approved",
      simulated: isSimulating(actor),
      now,
    });
    if (about) {
      await tx.feedbackLink.create({
        data: { feedbackId: entry.id, ...about, createdById: userIdOf(actor), createdAt: now },
      });
    }
    if (userIdOf(actor) !== null) {
      const person = await actingPerson(tx, actor);
      await tx.feedbackVote.create({
        data: {
          feedbackId: entry.id,
          userId: person.id,
          role: person.role,
          importance: given.importance ?? null,
          createdAt: now,
        },
      });
      await recount(tx, entry.id);
    }
    await tellMentioned(tx, actor, { entry, text: given.body ?? "", key: `feedback:${entry.id}` });
    await audit(tx, actor, {
      action: "feedback.submit",
      entity: "feedback",
      entityId: entry.id,
      data: JSON.parse(JSON.stringify({ number: entry.number, ...given })),
    });
    return entry.number;
  });
  return getFeedback(actor, { number });
}

/** The context that is filled in: what was looked at belongs to a system. */
async function systemOfAbout(tx: Tx, about: About | null): Promise<string | null> {
  if (about?.kind === "system") return about.key;
  const select = { system: { select: { key: true } } } as const;
  if (about?.kind === "metric") {
    return (await tx.metric.findUnique({ where: { key: about.key }, select }))?.system.key ?? null;
  }
  if (about?.kind === "change" && /^\d{1,9}$/.test(about.key)) {
    return (await tx.change.findUnique({ where: { number: Number(about.key) }, select }))?.system.key ?? null;
  }
  return null;
}
