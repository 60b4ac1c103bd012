import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { getNarratives } from "#lib/plan/queries.ts";
import { type NarrativeText, narrativeInputSchema } from "#lib/plan/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";

/** Writes a section's text. Throws CONFLICT when somebody else wrote it since the edit was begun. */
export async function editNarrative(actor: Actor, input: unknown): Promise<NarrativeText> {
  authorize(actor, "narrative.edit");
  const { section, markdown, version } = parse(narrativeInputSchema, input);
  await transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`narrative ${section}`}))`;
    const before = await tx.narrative.findUnique({ where: { section } });
    if ((before?.version ?? 0) !== version) {
      throw new AppError(
        "CONFLICT",
        "Somebody else wrote this text meanwhile. Load the page again and repeat your edit.",
      );
    }
    const written = {
      markdown,
      version: version + 1,
      updatedAt: actingTime(actor),
      updatedById: userIdOf(actor),
    };
    await tx.narrative.upsert({ where: { section }, create: { section, ...written }, update: written });
    await audit(tx, actor, {
      action: "narrative.edit",
      entity: "narrative",
      entityId: section,
      data: { section, before: before?.markdown ?? "", after: markdown },
    });
  });
  const texts = await getNarratives(actor);
  const text = texts.find((candidate) => candidate.section === section);
  if (!text) throw new AppError("NOT_FOUND", `There is no section "${section}".`);
  return text;
}
