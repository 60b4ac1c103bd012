import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import { shownOutcomeOf } from "#lib/changes/model.ts";
import { provenGain, resultKeyOf } from "#lib/changes/proven-gain.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import type { Tx } from "#lib/server/db.ts";

/**
 * Points the change at the measurement that decides it: the latest of the predicted metric, else the latest of the
 * metric that was measured first. Returns what the lists then show.
 */
export async function repointPrimary(tx: Tx, changeId: string) {
  const change = await tx.change.findUniqueOrThrow({
    where: { id: changeId },
    select: { number: true, predictedMetricId: true },
  });
  const measurements = await tx.measurement.findMany({
    where: { changeId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, metricId: true, outcome: true, reason: true, verdict: true, options: true },
  });
  const predicted = measurements.filter((row) => row.metricId === change.predictedMetricId);
  const deciding =
    predicted.length > 0
      ? predicted
      : measurements.filter((row) => row.metricId === measurements[0]?.metricId);
  const primary = deciding.at(-1) ?? null;
  const outcome = shownOutcomeOf(primary && { outcome: primary.outcome as never, reason: primary.reason });
  const verdict = primary && (JSON.parse(primary.verdict) as Verdict);
  const shared = (primary?.options as VerdictOptions | undefined)?.series?.sharedWith ?? [];
  const members = shared.length > 0 ? [`C-${change.number}`, ...shared.map(({ name }) => name)] : [];
  await tx.change.update({
    where: { id: changeId },
    data: {
      primaryMeasurementId: primary?.id ?? null,
      outcome,
      primaryMetricId: primary?.metricId ?? null,
      resultKey: primary && verdict && resultKeyOf(primary.metricId, verdict, members),
      gain: verdict && provenGain(verdict),
      effect: verdict?.effect.relative ?? null,
    },
  });
  return outcome;
}
