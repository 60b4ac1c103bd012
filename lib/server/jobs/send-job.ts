import type { Job } from "#lib/core/job.ts";
import { parse } from "#lib/core/parse.ts";
import type { Tx } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/**
 * Asks for work that a worker does later. It is written in the caller's transaction, so that it is asked for exactly
 * when the write is done; a job may run twice all the same, so every verb behind one is safe to repeat.
 */
export async function sendJob<Payload>(
  tx: Tx,
  job: Job<Payload>,
  payload: Payload,
  { startAfter }: { startAfter?: Date } = {},
): Promise<void> {
  await tx.outgoingJob.create({
    data: {
      name: job.name,
      payload: parse(job.payload, payload) as Prisma.InputJsonValue,
      startAfter: startAfter ?? null,
    },
    select: { id: true },
  });
}
