import { gainLostJob } from "#lib/changes/jobs.ts";
import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";

const day = 86_400_000;
/** Sooner than this it is the same question asked again, as when a wrong file is replaced. */
const soonest = 7 * day;

/** The measurement that proved a change, as it stood before this one. */
export type Proof = { id: string; metricId: string; createdAt: Date };

export async function standingProof(tx: Tx, changeId: string): Promise<Proof | null> {
  const change = await tx.change.findUniqueOrThrow({
    where: { id: changeId },
    select: {
      status: true,
      overridden: true,
      outcome: true,
      primaryMeasurement: { select: { id: true, metricId: true, createdAt: true } },
    },
  });
  const proven = change.status === "verified" && change.outcome === "improved" && !change.overridden;
  return proven ? change.primaryMeasurement : null;
}

type Again = { changeId: string; number: number; metricId: string; verdict: Verdict };

/**
 * A proven gain was measured again later and is not there any more: a check that somebody made by hand. It is an alert,
 * and the quarter's review decides about it, as if the watch had found it. What cannot be told takes nothing back.
 */
export async function noteLostGain(tx: Tx, actor: Actor, proof: Proof | null, again: Again): Promise<void> {
  const { changeId, number, metricId, verdict } = again;
  const now = actingTime(actor);
  const passed = now.getTime() - (proof?.createdAt.getTime() ?? 0);
  const gone = verdict.outcome === "regressed" || verdict.outcome === "unchanged";
  if (!proof || !gone || proof.metricId !== metricId || passed < soonest || isSimulating(actor)) return;
  const days = Math.floor(passed / day);
  const [check] = await tx.watchCheck.createManyAndReturn({
    data: [
      { measurementId: proof.id, changeId, days, dueAt: now, checkedAt: now, state: "lost", kept: null },
    ],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!check) return;
  const reason = verdict.sentence;
  await audit(tx, actor, {
    action: "change.watch",
    entity: "change",
    entityId: changeId,
    data: { number, metric: verdict.metric, days, state: "lost", kept: null },
  });
  await sendJob(tx, gainLostJob, { check: check.id, change: number, reason, startsAt: now.toISOString() });
}
