import { noteLostGain, standingProof } from "#lib/changes/commands/note-lost-gain.ts";
import { planWatch } from "#lib/changes/commands/plan-watch.ts";
import { repointPrimary } from "#lib/changes/commands/primary-measurement.ts";
import { planReminders } from "#lib/changes/commands/remind-gain.ts";
import { tellVerdict } from "#lib/changes/commands/tell-verdict.ts";
import { tellVerified } from "#lib/changes/commands/tell-verified.ts";
import type { MeasuredVerdict, VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { type Status, statusAfterVerdict } from "#lib/changes/model.ts";
import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import type { Tx } from "#lib/server/db.ts";
import type { KeptFile } from "#lib/server/files.ts";

export type FrozenInput = {
  side: "before" | "after" | "series";
  position: number;
  format: string;
  file: KeptFile;
};

export type Freezing = {
  /** Given where the measurement was asked for earlier. */
  id?: string;
  change: { id: string; number: number; status: string; overridden: boolean; simulated: boolean };
  metric: { id: string; key: string };
  computed: MeasuredVerdict;
  options: VerdictOptions;
  inputs: FrozenInput[];
  recordedById: string | null;
  /** The frozen series itself, where there is one: a proven gain is watched from it. */
  series?: { name: string; text: string };
};

/** Writes a verdict with everything it rests on; the change's outcome and status follow. Answers the measurement's id. */
export async function freezeMeasurement(tx: Tx, actor: Actor, freezing: Freezing): Promise<string> {
  const { change, metric, computed, options, inputs } = freezing;
  const { verdict } = computed;
  const proof = await standingProof(tx, change.id);
  const measurement = await tx.measurement.create({
    data: {
      ...(freezing.id === undefined ? {} : { id: freezing.id }),
      changeId: change.id,
      metricId: metric.id,
      grade: verdict.grade,
      outcome: verdict.outcome,
      reason: verdict.reason,
      verdict: JSON.stringify(verdict),
      engine: verdict.engine,
      seed: verdict.seed,
      options,
      runs: computed.runs,
      overrideReason: options.override?.reason ?? null,
      simulated: change.simulated,
      recordedById: freezing.recordedById,
      createdAt: actingTime(actor),
    },
    select: { id: true },
  });
  await tx.measurementInput.createMany({
    data: inputs.map(({ side, position, format, file }) => ({
      measurementId: measurement.id,
      side,
      position,
      name: file.name,
      bytes: file.bytes,
      sha256: file.sha256,
      format,
      fileId: file.id,
    })),
  });
  const outcome = await repointPrimary(tx, change.id);
  if (freezing.series && verdict.outcome === "improved") {
    const { series: file } = freezing;
    await planWatch(tx, { id: measurement.id, changeId: change.id, options, file });
  }
  if (!freezing.series && verdict.outcome === "improved" && !isSimulating(actor)) {
    await planReminders(tx, measurement.id, actingTime(actor));
  }
  // What a series is asked is the watch's matter: there a later change to the same system may share the verdict.
  if (!freezing.series) {
    const again = { changeId: change.id, number: change.number, metricId: metric.id, verdict };
    await noteLostGain(tx, actor, proof, again);
  }
  const status = statusAfterVerdict(change.status as Status, outcome, change.overridden);
  await tx.change.update({ where: { id: change.id }, data: { status, version: { increment: 1 } } });
  await tellVerified(tx, { number: change.number, from: change.status as Status, to: status, outcome });
  await tellVerdict(tx, actor, { changeId: change.id, measurementId: measurement.id, verdict });
  await audit(tx, actor, {
    action: "change.measure",
    entity: "change",
    entityId: change.id,
    data: {
      number: change.number,
      metric: metric.key,
      measurement: measurement.id,
      outcome: verdict.outcome,
      reason: verdict.reason,
      sentence: verdict.sentence,
      ...(status === change.status ? {} : { from: change.status, to: status }),
      ...(options.override ? { override: options.override.reason } : {}),
    },
  });
  return measurement.id;
}
