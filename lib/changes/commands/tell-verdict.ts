import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import type { Tx } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

type Found = { changeId: string; measurementId: string; verdict: Pick<Verdict, "sentence"> };

/**
 * Tells who owns and who recorded a change, and who asked for this measurement, that the verdict is there which decides
 * it now: windows fill up while nobody looks. Whoever measured just now reads it anyway.
 */
export async function tellVerdict(tx: Tx, actor: Actor, { changeId, measurementId, verdict }: Found) {
  if (isSimulating(actor)) return;
  const change = await tx.change.findUniqueOrThrow({
    where: { id: changeId },
    select: {
      number: true,
      title: true,
      ownerId: true,
      recordedById: true,
      primaryMeasurementId: true,
      primaryMeasurement: { select: { recordedById: true } },
    },
  });
  if (change.primaryMeasurementId !== measurementId) return;
  const people = [change.ownerId, change.recordedById, change.primaryMeasurement?.recordedById];
  const own = userIdOf(actor);
  await notify(tx, {
    userIds: [...new Set(people.filter((id) => id != null && id !== own))] as string[],
    event: "change.verified",
    key: `verdict:${measurementId}`,
    title: `C-${change.number} has its verdict: ${change.title}`.slice(0, 300),
    body: verdict.sentence,
    path: `/changes/${change.number}`,
  });
}
