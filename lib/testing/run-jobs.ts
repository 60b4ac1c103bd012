import { jobs } from "#lib/cli/jobs.ts";
import { db } from "#lib/server/db.ts";

/** Does what writes have asked for, as a worker would, until nothing is left that is due at `now`. Returns the names. */
export async function runSentJobs(now = new Date()): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const due = { OR: [{ startAfter: null }, { startAfter: { lte: now } }] };
    const next = await db.outgoingJob.findFirst({ where: due, orderBy: { id: "asc" } });
    if (!next) return done;
    await db.outgoingJob.delete({ where: { id: next.id }, select: { id: true } });
    const job = jobs.find((one) => one.name === next.name);
    if (!job) throw new Error(`lib/cli/jobs.ts has no job "${next.name}".`);
    await job.run(next.payload);
    done.push(next.name);
  }
}
