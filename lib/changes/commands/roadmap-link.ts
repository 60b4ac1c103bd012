import type { Fault } from "#lib/core/errors.ts";
import type { Tx } from "#lib/server/db.ts";

/**
 * The roadmap comes after changes, so a change knows nothing of items: it only hands on the number it was given to the
 * table that links the two, which belongs to the roadmap. Reading both sides together is the roadmap's matter.
 */
export async function roadmapItemId(tx: Tx, given: string, faults: Fault[]): Promise<string> {
  const number = Number(/^R-(\d{1,9})$/.exec(given)?.[1] ?? 0);
  const item = await tx.roadmapItem.findFirst({
    where: { number, archivedAt: null },
    select: { id: true },
  });
  if (!item) {
    faults.push({
      path: "roadmapItem",
      message: `There is no roadmap item "${given}". Give its number, like R-12.`,
    });
  }
  return item?.id ?? "";
}

/** The item is the change's only one afterwards; null takes the change off the roadmap. */
export async function setRoadmapItem(
  tx: Tx,
  changeId: string,
  itemId: string | null,
  linkedById: string | null,
): Promise<void> {
  await tx.roadmapChange.deleteMany({
    where: { changeId, ...(itemId === null ? {} : { itemId: { not: itemId } }) },
  });
  if (itemId === null) return;
  await tx.roadmapChange.createMany({ data: [{ changeId, itemId, linkedById }], skipDuplicates: true });
}
