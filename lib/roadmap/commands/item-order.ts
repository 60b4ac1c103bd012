import type { Standing } from "#lib/roadmap/model.ts";
import type { Tx } from "#lib/server/db.ts";

const gap = 1024;

/** Everything that orders items waits for each other, so that two moves at once never take the same place. */
export async function lockOrder(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('roadmap order'))`;
}

type Place =
  | { before: number }
  | { lastOf: Partial<Standing> }
  | { byScore: number; among: Partial<Standing> };

/**
 * The position of a place: halfway between its neighbours, so that one move writes one row. When the halves run out,
 * all items are spread anew. `except` is the item that moves: it is no neighbour of itself.
 */
export async function positionAt(tx: Tx, place: Place, except?: number): Promise<number> {
  const found = await between(tx, place, except);
  if (found !== null) return found;
  await tx.$executeRaw`
    UPDATE "RoadmapItem" SET "position" = spread.place * ${gap}::float8 FROM (
      SELECT "id", row_number() OVER (ORDER BY "position", "number") AS place FROM "RoadmapItem"
    ) AS spread WHERE spread."id" = "RoadmapItem"."id"`;
  return (await between(tx, place, except)) ?? 0;
}

async function between(tx: Tx, place: Place, except?: number): Promise<number | null> {
  const others = { number: { not: except ?? 0 } };
  const next = await nextOf(tx, place, others);
  if (next === undefined) {
    const last = await tx.roadmapItem.aggregate({ where: others, _max: { position: true } });
    return (last._max.position ?? 0) + gap;
  }
  const before = await tx.roadmapItem.aggregate({
    where: { ...others, position: { lt: next } },
    _max: { position: true },
  });
  const previous = before._max.position ?? next - 2 * gap;
  const middle = (previous + next) / 2;
  return middle > previous && middle < next ? middle : null;
}

/** The position that the place stands before; undefined when it is the end of everything. */
async function nextOf(tx: Tx, place: Place, others: object): Promise<number | undefined> {
  if ("before" in place) {
    const row = await tx.roadmapItem.findUniqueOrThrow({
      where: { number: place.before },
      select: { position: true },
    });
    return row.position;
  }
  if ("byScore" in place) {
    const lower = await tx.roadmapItem.findFirst({
      where: { ...others, ...place.among, archivedAt: null, score: { lt: place.byScore } },
      orderBy: [{ position: "asc" }, { number: "asc" }],
      select: { position: true },
    });
    if (lower) return lower.position;
  }
  const lane = "byScore" in place ? place.among : place.lastOf;
  const last = await tx.roadmapItem.aggregate({
    where: { ...others, ...lane, archivedAt: null },
    _max: { position: true },
  });
  if (last._max.position === null) return undefined;
  const after = await tx.roadmapItem.aggregate({
    where: { ...others, position: { gt: last._max.position } },
    _min: { position: true },
  });
  return after._min.position ?? undefined;
}
