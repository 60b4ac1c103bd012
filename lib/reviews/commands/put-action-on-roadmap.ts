import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { visibleActions } from "#lib/reviews/access.ts";
import { actionAskedJob } from "#lib/reviews/jobs.ts";
import { createItem } from "#lib/roadmap/commands/create-item.ts";
import { alongWrites } from "#lib/server/along-writes.ts";
import { db, type Tx } from "#lib/server/db.ts";

/**
 * Makes a roadmap item of an action, exactly once: the item and the mark on the action stand or fall together, so a job
 * that runs twice finds the mark. The item waits unpublished for those who plan, since an open review is not for members.
 */
export async function putActionOnRoadmap(actor: Actor, input: unknown): Promise<{ item: number }> {
  authorize(actor, "roadmap.create");
  const { action: id } = parse(actionAskedJob.payload, input);
  const action = await db.reviewAction.findFirst({
    where: { AND: [{ id }, visibleActions(actor)] },
    select: {
      title: true,
      dueQuarter: true,
      changeNumber: true,
      roadmapItem: true,
      createdByName: true,
      review: { select: { quarter: true } },
      ownerId: true,
    },
  });
  if (!action) throw new AppError("NOT_FOUND", "There is no such action, or you may not see it.");
  if (action.roadmapItem !== null) return { item: action.roadmapItem };
  const owner = action.ownerId && (await ownersEmail(action.ownerId));
  const about = action.changeNumber
    ? ` about [C-${action.changeNumber}](/changes/${action.changeNumber})`
    : "";
  const { quarter } = action.review;
  const item = await alongWrites(
    (tx) => mark(tx, id),
    () =>
      createItem(actor, {
        title: action.title,
        description: `${action.createdByName} asked for it in the [review of ${quarterLabel(quarter)}](/reviews/${quarter}#actions)${about}.`,
        owner: owner ?? null,
        quarter: action.dueQuarter,
        published: false,
      }),
  );
  return { item: item.number };
}

/** In the transaction that makes the item: the number it just took, on an action that has none yet. */
async function mark(tx: Tx, id: string): Promise<void> {
  const marked = await tx.$executeRaw`
    UPDATE "ReviewAction" SET "roadmapItem" = currval(pg_get_serial_sequence('"RoadmapItem"', 'number'))
    WHERE "id" = ${id}::uuid AND "roadmapItem" IS NULL`;
  if (marked === 0) throw new AppError("CONFLICT", "This action is on the roadmap already.");
}

async function ownersEmail(id: string): Promise<string | null> {
  const owner = await db.user.findUnique({ where: { id }, select: { email: true } });
  return owner?.email ?? null;
}
