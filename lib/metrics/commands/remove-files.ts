import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { removeUnusedFiles } from "#lib/server/files.ts";

const dayMs = 86_400_000;

/** Takes back files that the same actor has just stored for something that was then refused. Used ones stay. */
export async function takeBackFiles(actor: Actor, ids: string[]): Promise<number> {
  authorize(actor, "file.upload");
  return transaction(async (tx) => {
    const own = await tx.storedFile.findMany({
      where: { id: { in: ids }, uploadedById: userIdOf(actor) },
      select: { id: true },
    });
    const removed = await removeUnusedFiles(tx, { ids: own.map((file) => file.id) });
    for (const { id } of own) {
      await audit(tx, actor, { action: "file.take-back", entity: "file", entityId: id, data: {} });
    }
    return removed;
  });
}

/** Removes uploads that nothing linked to within a day. */
export async function removeOrphanFiles(actor: Actor): Promise<{ removed: number }> {
  authorize(actor, "file.clean-up");
  return transaction(async (tx) => {
    const uploadedBefore = new Date(Date.now() - dayMs);
    const removed = await removeUnusedFiles(tx, { uploadedBefore });
    if (removed > 0) {
      const data = { removed, uploadedBefore: uploadedBefore.toISOString() };
      await audit(tx, actor, { action: "file.clean-up", entity: "file", entityId: "orphans", data });
    }
    return { removed };
  });
}
