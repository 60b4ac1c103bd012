import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { type Category, firstStatus } from "#lib/feedback/model.ts";
import { type FeedbackStatus, statusEditSchema, statusInputSchema } from "#lib/feedback/schema.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { refuseTaken } from "#lib/server/unique.ts";

/** Adds a word for a state. What reports count it as, its category, never changes afterwards. */
export async function createStatus(actor: Actor, input: unknown): Promise<FeedbackStatus> {
  authorize(actor, "feedback.configure");
  const fields = parse(statusInputSchema, input);
  return refuseTaken("status", fields.key, () =>
    transaction(async (tx) => {
      const last = await tx.feedbackStatus.aggregate({ _max: { position: true } });
      const row = await tx.feedbackStatus.create({
        data: { ...fields, position: (last._max.position ?? 0) + 1 },
      });
      await audit(tx, actor, {
        action: "feedback-status.create",
        entity: "feedback-status",
        entityId: row.id,
        data: fields,
      });
      return statusOf(row);
    }),
  );
}

/** Renames or archives a status. Entries keep it; an archived one is offered no more. */
export async function editStatus(actor: Actor, input: unknown): Promise<FeedbackStatus> {
  authorize(actor, "feedback.configure");
  const { key, name, archived } = parse(statusEditSchema, input);
  if (key === firstStatus && archived) {
    throw new AppError("CONFLICT", "Every entry begins with this status. Rename it instead.");
  }
  return transaction(async (tx) => {
    const before = await tx.feedbackStatus.findUnique({ where: { key } });
    if (!before) throw new AppError("NOT_FOUND", `There is no status with the key "${key}".`);
    const archivedAt =
      archived === undefined ? undefined : archived ? (before.archivedAt ?? new Date()) : null;
    const row = await tx.feedbackStatus.update({ where: { key }, data: defined({ name, archivedAt }) });
    await audit(tx, actor, {
      action: "feedback-status.edit",
      entity: "feedback-status",
      entityId: row.id,
      data: {
        key,
        before: { name: before.name, archived: before.archivedAt !== null },
        after: { name: row.name, archived: row.archivedAt !== null },
      },
    });
    return statusOf(row);
  });
}

function statusOf(row: {
  key: string;
  name: string;
  category: string;
  archivedAt: Date | null;
}): FeedbackStatus {
  return {
    key: row.key,
    name: row.name,
    category: row.category as Category,
    archived: row.archivedAt !== null,
  };
}
