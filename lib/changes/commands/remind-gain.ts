import { remindGainJob } from "#lib/changes/jobs.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { db, type Tx, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { notify } from "#lib/users/commands/notify.ts";

const day = 86_400_000;
/** Runs take work: not after a week already. */
const remindedAfter = [30, 90];

/** Asks for the reminders of a gain that was proven by runs: nothing can look by itself whether it still stands. */
export async function planReminders(tx: Tx, measurement: string, now: Date): Promise<void> {
  for (const days of remindedAfter) {
    const startAfter = new Date(now.getTime() + days * day);
    await sendJob(tx, remindGainJob, { measurement, days }, { startAfter });
  }
}

/**
 * Reminds the owner of a change to measure its gain again, once at each time. Nothing is said where it was measured
 * again meanwhile, or where the change is no longer in use.
 */
export async function remindGain(actor: Actor, input: unknown): Promise<{ reminded: boolean }> {
  authorize(actor, "watch.check");
  const { measurement, days } = parse(remindGainJob.payload, input);
  const change = await db.change.findFirst({
    where: { primaryMeasurementId: measurement, status: "verified", outcome: "improved" },
    select: { number: true, title: true, ownerId: true, recordedById: true },
  });
  const owner = change?.ownerId ?? change?.recordedById;
  if (!change || !owner) return { reminded: false };
  await transaction((tx) =>
    notify(tx, {
      userIds: [owner],
      event: "gain.due",
      key: `gain-due:${measurement}:${days}`,
      title: `Does the gain of C-${change.number} still hold? ${change.title}`.slice(0, 300),
      body: `It was proven by runs ${days} days ago, and nothing is watched by itself. Run the same measurement again and add its files: the review then says whether the gain held.`,
      path: `/changes/${change.number}/evidence`,
    }),
  );
  return { reminded: true };
}
