import { changeVerifiedJob } from "#lib/changes/jobs.ts";
import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { progressBy } from "#lib/roadmap/item-row.ts";
import type { Progress } from "#lib/roadmap/progress.ts";
import type { Tx } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

/** How far an item with these changes is, by their verdicts. */
export async function progressWith(tx: Tx, changeIds: string[]): Promise<Progress> {
  return progressBy(
    await tx.change.findMany({
      where: { id: { in: changeIds } },
      select: { status: true, outcome: true, publishedAt: true },
    }),
  );
}

/** What is done answers what people asked of it, as far as it is proven. Of simulated history nobody hears. */
export async function tellOfProven(tx: Tx, actor: Actor, itemId: string): Promise<void> {
  if (isSimulating(actor)) return;
  const links = await tx.roadmapChange.findMany({
    where: { itemId, change: { status: "verified", outcome: "improved", overridden: false } },
    select: { change: { select: { number: true } } },
  });
  for (const { change } of links) await sendJob(tx, changeVerifiedJob, { number: change.number });
}
