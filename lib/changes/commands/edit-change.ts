import type { z } from "zod";
import { canEditChange, visibleChanges } from "#lib/changes/access.ts";
import { statedOf } from "#lib/changes/change-row.ts";
import { type NamedIds, namedRecords } from "#lib/changes/commands/named-records.ts";
import { repointPrimary } from "#lib/changes/commands/primary-measurement.ts";
import { setRoadmapItem } from "#lib/changes/commands/roadmap-link.ts";
import { statedColumns } from "#lib/changes/commands/stated-columns.ts";
import type { Area } from "#lib/changes/model.ts";
import { getChange, noSuchChange } from "#lib/changes/queries.ts";
import { type Change, changeEditSchema } from "#lib/changes/schema.ts";
import { searchTextOf } from "#lib/changes/search-text.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { teamColumns } from "#lib/core/team.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/prisma/client.ts";

type Edit = z.output<typeof changeEditSchema>;

/**
 * Edits a change; what is left out stays. Prediction, guardrails and windows may be edited after results are in: that
 * is marked, and the mark is never taken off. Throws CONFLICT when `version` is older than the record.
 */
export async function editChange(actor: Actor, input: unknown): Promise<Change> {
  authorize(actor, "change.edit");
  const edit = parse(changeEditSchema, input);
  await transaction((tx) => editIn(tx, actor, edit));
  return getChange(actor, { number: edit.number });
}

/** One edit in the caller's own transaction, for verbs that write more. */
export async function editIn(tx: Tx, actor: Actor, edit: Edit): Promise<void> {
  const before = await loadForEdit(tx, actor, edit);
  const ids = await namedRecords(tx, namesOf(edit, before));
  const changed = changedFields(edit, before);
  const stated = await statedColumns(tx, actor, edit, { before: statedOf(before), now: actingTime(actor) });
  if (Object.keys(changed).length === 0) return;
  const touchesPlan = planFields.some((field) => field in changed);
  const late = touchesPlan && before._count.measurements > 0;
  await tx.change.update({
    where: { id: before.id },
    data: {
      ...columnsOf(edit, before, ids),
      ...stated,
      ...(late ? { planChangedAfterResults: true } : {}),
      version: { increment: 1 },
    },
  });
  if (ids.roadmapItemId !== undefined) {
    await setRoadmapItem(tx, before.id, ids.roadmapItemId, userIdOf(actor));
  }
  if (ids.guardrailIds) await setGuardrails(tx, before.id, ids.guardrailIds);
  if ("prediction" in changed) await repointPrimary(tx, before.id);
  await audit(tx, actor, {
    action: "change.edit",
    entity: "change",
    entityId: before.id,
    data: JSON.parse(
      JSON.stringify({ number: before.number, changed, ...(late ? { afterResults: true } : {}) }),
    ),
  });
}

/** Stated before the results; editing them afterwards is marked. */
const planFields = ["prediction", "guardrails", "appliedAt", "rolloutStart", "rolloutEnd", "settleSeconds"];

async function loadForEdit(tx: Tx, actor: Actor, edit: Edit) {
  await tx.$queryRaw`SELECT 1 FROM "Change" WHERE "number" = ${edit.number} FOR UPDATE`;
  const row = await tx.change.findFirst({
    where: { AND: [{ number: edit.number }, visibleChanges(actor)] },
    include: {
      system: { select: { key: true, name: true } },
      practice: { select: { key: true, name: true } },
      owner: { select: { email: true } },
      predictedMetric: { select: { key: true } },
      guardrails: { orderBy: { position: "asc" }, select: { metric: { select: { key: true } } } },
      roadmap: { orderBy: { createdAt: "asc" }, select: { item: { select: { number: true } } } },
      _count: { select: { measurements: true } },
    },
  });
  if (!row || !canEditChange(actor, row)) throw noSuchChange(edit.number);
  if (edit.version !== undefined && edit.version !== row.version) {
    throw new AppError(
      "CONFLICT",
      `C-${edit.number} was edited by somebody else meanwhile. Load it again and repeat your edit.`,
    );
  }
  return row;
}

type Row = Awaited<ReturnType<typeof loadForEdit>>;

/** Everything by name, also what stays: search needs the words. A new area drops a practice of the old one. */
function namesOf(edit: Edit, before: Row) {
  const area = (edit.area ?? before.area) as Area;
  const stays = area === before.area ? (before.practice?.key ?? null) : null;
  const practice = edit.practice === undefined ? stays : edit.practice;
  return { ...edit, area, practice, system: edit.system ?? before.system.key };
}

function changedFields(edit: Edit, before: Row) {
  const { number: _number, version: _version, ...fields } = edit;
  const old = {
    ...before,
    ...statedOf(before),
    practice: before.practice?.key ?? null,
    system: before.system.key,
    owner: before.owner?.email ?? null,
    guardrails: before.guardrails.map(({ metric }) => metric.key),
    // Naming one of several items leaves that one alone, so several are told apart from it.
    roadmapItem: before.roadmap.map(({ item }) => `R-${item.number}`).join(", ") || null,
    prediction: before.predictedMetric && {
      metric: before.predictedMetric.key,
      low: before.predictedLow,
      high: before.predictedHigh,
    },
  };
  return differences<Record<string, unknown>>(old, fields);
}

function columnsOf(edit: Edit, before: Row, ids: NamedIds): Prisma.ChangeUncheckedUpdateInput {
  const title = edit.title ?? before.title;
  const description = edit.description ?? before.description;
  const settings = edit.settings ?? (before.settings as { key: string }[]);
  const appliedAt = edit.appliedAt === undefined ? before.appliedAt : edit.appliedAt;
  const startedAt = edit.startedAt === undefined ? before.startedAt : edit.startedAt;
  refuseFuture(before.status, appliedAt);
  return {
    ...defined({
      area: edit.area,
      practiceId: ids.practiceId,
      systemId: ids.systemId,
      ...(edit.team === undefined ? {} : teamColumns(edit.team)),
      ownerId: ids.ownerId,
      rolloutStart: edit.rolloutStart,
      rolloutEnd: edit.rolloutEnd,
      settleSeconds: edit.settleSeconds,
      rollbackPlan: edit.rollbackPlan,
      links: edit.links,
    }),
    title,
    description,
    settings,
    appliedAt,
    startedAt,
    happenedAt: appliedAt ?? startedAt ?? before.createdAt,
    searchText: searchTextOf({ title, description, settings, words: ids.words }),
    ...(edit.evidence === undefined ? {} : { evidence: edit.evidence ?? Prisma.DbNull }),
    ...predictionColumns(edit, ids),
  };
}

function refuseFuture(status: string, appliedAt: Date | null): void {
  const applied = ["applied", "measuring", "verified"].includes(status);
  if (applied && !appliedAt) throw invalid([{ path: "appliedAt", message: "Say when it was applied." }]);
  if (applied && appliedAt && appliedAt.getTime() > Date.now() + 60_000) {
    throw invalid([{ path: "appliedAt", message: "It cannot have been applied in the future." }]);
  }
}

function predictionColumns(edit: Edit, ids: NamedIds) {
  if (edit.prediction === undefined) return {};
  return {
    predictedMetricId: ids.predictedMetricId ?? null,
    predictedLow: edit.prediction?.low ?? null,
    predictedHigh: edit.prediction?.high ?? null,
    predictedAt: edit.prediction ? new Date() : null,
  };
}

async function setGuardrails(tx: Tx, changeId: string, metricIds: string[]): Promise<void> {
  await tx.guardrail.deleteMany({ where: { changeId } });
  await tx.guardrail.createMany({
    data: metricIds.map((metricId, position) => ({ changeId, metricId, position })),
  });
}
