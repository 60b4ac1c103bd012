import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { createEntry, namedSystem } from "#lib/feedback/commands/create-entry.ts";
import { tellModerators } from "#lib/feedback/commands/tell-moderators.ts";
import { feedbackSettings } from "#lib/feedback/queries/settings.ts";
import { anonymousInputSchema } from "#lib/feedback/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { takeFromLimit } from "#lib/server/rate-limit.ts";
import { signedMoment } from "#lib/server/signed-moment.ts";

export const formPurpose = "anonymous feedback";

/** Nobody reads and writes faster; nobody leaves a form open longer. */
const quickestMs = 3_000;
const longestMs = 12 * 3_600_000;

const perAddress = { limit: 5, windowSeconds: 600 };
const altogether = { limit: 120, windowSeconds: 3_600 };

/**
 * Takes feedback from somebody who is not signed in: held until a moderator has read it. Throws NOT_FOUND while the
 * organisation has not switched it on, LIMIT after a burst. What falls into the hidden field is dropped in silence, so
 * that a machine learns nothing.
 */
export async function submitAnonymously(
  actor: Actor,
  input: unknown,
  now = new Date(),
): Promise<{ taken: true }> {
  authorize(actor, "feedback.submit-anonymously");
  if (!(await feedbackSettings()).anonymous) {
    throw new AppError("NOT_FOUND", "This portal takes feedback from people who are signed in.");
  }
  const given = parse(anonymousInputSchema, input);
  await takeFromLimit(`feedback:address:${given.address}`, perAddress, now);
  await takeFromLimit("feedback:anonymous", altogether, now);
  if (given.website) return { taken: true };
  refuseMachines(given.opened, now);
  await transaction(async (tx) => {
    const system = await namedSystem(tx, given.system ?? null);
    const { title, body } = given;
    const entry = await createEntry(tx, {
      title,
      body,
      system,
      authorId: null,
      visibility: "signed-in",
      moderation: "held",
      simulated: false,
      now,
    });
    await tellModerators(tx, entry);
    await audit(tx, actor, {
      action: "feedback.submit",
      entity: "feedback",
      entityId: entry.id,
      data: { number: entry.number, title, body: body ?? "", system: given.system ?? null, anonymous: true },
    });
  });
  return { taken: true };
}

function refuseMachines(opened: string | undefined, now: Date): void {
  const at = signedMoment(formPurpose, opened)?.getTime();
  const age = at === undefined ? Number.POSITIVE_INFINITY : now.getTime() - at;
  if (age < quickestMs) {
    throw new AppError("INVALID", "That was very quick. Read it over once, then send it again.");
  }
  if (age > longestMs) {
    throw new AppError(
      "INVALID",
      "This form was open for too long. What you wrote is still here: send it again.",
    );
  }
}
