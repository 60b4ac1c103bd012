import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { onStandingEntry } from "#lib/feedback/commands/standing-entry.ts";
import { tellMentioned } from "#lib/feedback/commands/tell-mentioned.ts";
import { noteOf, writtenFields } from "#lib/feedback/queries/comments.ts";
import { type Note, noteInputSchema } from "#lib/feedback/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";

/** Writes a note for the team. Its text is kept in one place: neither the audit log nor a message repeats it. */
export async function noteOnFeedback(actor: Actor, input: unknown): Promise<Note> {
  authorize(actor, "feedback-note.create");
  const { number, body } = parse(noteInputSchema, input);
  return onStandingEntry(actor, number, async (tx, entry) => {
    const row = await tx.feedbackNote.create({
      data: { feedbackId: entry.id, authorId: userIdOf(actor), body, createdAt: actingTime(actor) },
      select: writtenFields,
    });
    await tellMentioned(tx, actor, { entry, text: body, key: `note:${row.id}`, teamOnly: true });
    await audit(tx, actor, {
      action: "feedback.note",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number, note: row.id, characters: body.length },
    });
    return noteOf(entry.number, row);
  });
}
