import { listPractices } from "#lib/changes/queries.ts";
import { type Practice, practiceEditSchema, practiceInputSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { refuseTaken } from "#lib/server/unique.ts";

/** Adds a practice to an area, after the built-in ones. */
export async function createPractice(actor: Actor, input: unknown): Promise<Practice> {
  authorize(actor, "practice.create");
  const fields = parse(practiceInputSchema, input);
  await refuseTaken("practice", fields.key, () =>
    transaction(async (tx) => {
      const row = await tx.practice.create({ data: { ...fields, position: 1_000 } });
      await audit(tx, actor, {
        action: "practice.create",
        entity: "practice",
        entityId: row.id,
        data: fields,
      });
    }),
  );
  return practiceByKey(actor, fields.key);
}

/** Renames or archives a practice; built-in ones keep their key and area. */
export async function editPractice(actor: Actor, input: unknown): Promise<Practice> {
  authorize(actor, "practice.edit");
  const { key, name, archived } = parse(practiceEditSchema, input);
  await transaction(async (tx) => {
    const before = await tx.practice.findUnique({ where: { key } });
    if (!before) throw new AppError("NOT_FOUND", `There is no practice with the key "${key}".`);
    const archivedAt = archived === undefined ? before.archivedAt : archived ? new Date() : null;
    await tx.practice.update({ where: { key }, data: { name: name ?? before.name, archivedAt } });
    await audit(tx, actor, {
      action: "practice.edit",
      entity: "practice",
      entityId: before.id,
      data: { key, name: name ?? before.name, archived: archivedAt !== null },
    });
  });
  return practiceByKey(actor, key);
}

async function practiceByKey(actor: Actor, key: string): Promise<Practice> {
  const practice = (await listPractices(actor, { archived: true })).find((row) => row.key === key);
  if (!practice) throw new AppError("NOT_FOUND", `There is no practice with the key "${key}".`);
  return practice;
}
