import { invalid } from "#lib/core/errors.ts";
import { firstStatus } from "#lib/feedback/model.ts";
import { feedbackSearchText } from "#lib/feedback/search-text.ts";
import type { Tx } from "#lib/server/db.ts";

type NewEntry = {
  title: string;
  body?: string | undefined;
  system: { id: string; name: string } | null;
  authorId: string | null;
  visibility: string;
  moderation: string;
  simulated: boolean;
  now: Date;
};

/** Writes a new entry in the first status. */
export async function createEntry(tx: Tx, given: NewEntry) {
  const status = await tx.feedbackStatus.findUniqueOrThrow({
    where: { key: firstStatus },
    select: { id: true },
  });
  const { title, body = "", system, authorId, visibility, moderation, simulated, now } = given;
  return tx.feedback.create({
    data: {
      title,
      body,
      authorId,
      visibility,
      moderation,
      simulated,
      systemId: system?.id ?? null,
      statusId: status.id,
      listed: given.moderation === "approved",
      createdAt: now,
      searchText: feedbackSearchText({ title, body, system: system?.name ?? null }),
      moves: { create: { statusId: status.id, movedById: given.authorId, createdAt: now } },
    },
    select: { id: true, number: true, title: true, visibility: true, moderation: true, authorId: true },
  });
}

export async function namedSystem(tx: Tx, key: string | null) {
  if (!key) return null;
  const system = await tx.system.findUnique({ where: { key }, select: { id: true, name: true } });
  if (!system) throw invalid([{ path: "system", message: `There is no system with the key "${key}".` }]);
  return system;
}
