import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { itemMovedJob } from "#lib/roadmap/jobs.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

/** Keeps a move in time for the quarter's review, and has those told whom it concerns. */
export async function noteMove(
  tx: Tx,
  actor: Actor,
  move: Prisma.RoadmapMoveUncheckedCreateInput,
): Promise<void> {
  const { id } = await tx.roadmapMove.create({ data: move, select: { id: true } });
  if (!isSimulating(actor)) await sendJob(tx, itemMovedJob, { move: id });
}
