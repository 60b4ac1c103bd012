import type { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { defined } from "#lib/core/defined.ts";
import { differences } from "#lib/core/differences.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { teamColumns } from "#lib/core/team.ts";
import { fiscalQuarterOf } from "#lib/core/time.ts";
import { tellOfProven } from "#lib/roadmap/commands/finished-item.ts";
import { type LoadedItem, loadItem } from "#lib/roadmap/commands/load-item.ts";
import { missingReason } from "#lib/roadmap/commands/missing-reason.ts";
import { type NamedIds, namedRecords } from "#lib/roadmap/commands/named-records.ts";
import { noteMove } from "#lib/roadmap/commands/note-move.ts";
import { type Horizon, riceScore } from "#lib/roadmap/model.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { type ItemDetail, itemEditSchema } from "#lib/roadmap/schema.ts";
import { searchTextOf } from "#lib/roadmap/search-text.ts";
import { isPromised } from "#lib/roadmap/standing.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

type Edit = z.output<typeof itemEditSchema>;

/**
 * Edits an item; what is left out stays. Throws CONFLICT when `version` is older than the record, and INVALID naming
 * `reason` where it is taken off the roadmap after its quarter began.
 */
export async function editItem(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const edit = parse(itemEditSchema, input);
  await transaction(async (tx) => {
    const before = await loadItem(tx, actor, edit.number);
    if (edit.version !== undefined && edit.version !== before.version) {
      throw new AppError(
        "CONFLICT",
        `R-${edit.number} was edited by somebody else meanwhile. Load it again and repeat your edit.`,
      );
    }
    const linked = edit.changes && (await linkedNumbers(tx, actor, before.id));
    const ids = await namedRecords(tx, actor, edit);
    const changed = changedFields(edit, before, linked);
    if (Object.keys(changed).length === 0) return;
    const move = "archived" in changed ? await offOrOn(actor, edit, before) : null;
    await tx.roadmapItem.update({
      where: { id: before.id },
      data: { ...columnsOf(edit, before, ids), version: { increment: 1 } },
      select: { id: true },
    });
    if (move) await noteMove(tx, actor, { itemId: before.id, ...move });
    if (ids.changeIds && "changes" in changed) {
      await setChanges(tx, actor, before.id, ids.changeIds);
      await tellOfProven(tx, actor, before.id);
    }
    await audit(tx, actor, {
      action: "roadmap-item.edit",
      entity: "roadmap-item",
      entityId: before.id,
      data: JSON.parse(JSON.stringify({ number: before.number, changed, reason: edit.reason })),
    });
  });
  return getItem(actor, { number: edit.number });
}

/** Off the roadmap and back are moves: out of the quarter that it was promised for, and into it again. */
async function offOrOn(actor: Actor, { archived, reason: given }: Edit, before: LoadedItem) {
  const reason = given?.trim() || null;
  const now = actingTime(actor);
  const standing = { horizon: before.horizon as Horizon, quarter: before.quarter };
  if (archived && !reason && isPromised(standing, fiscalQuarterOf(now, await fiscalCalendar()))) {
    throw missingReason("promised", before.number, standing);
  }
  return {
    fromHorizon: before.horizon,
    toHorizon: before.horizon,
    fromQuarter: archived ? before.quarter : null,
    toQuarter: archived ? null : before.quarter,
    archived: archived === true,
    reason,
    movedById: userIdOf(actor),
    movedAt: now,
  };
}

function changedFields(edit: Edit, before: LoadedItem, linked: number[] | undefined) {
  const { number: _number, version: _version, reason: _reason, ...fields } = edit;
  const old = {
    ...before,
    objective: before.objective?.key ?? null,
    system: before.system?.key ?? null,
    owner: before.owner?.email ?? null,
    archived: before.archivedAt !== null,
    changes: linked,
    expected: before.metric && {
      metric: before.metric.key,
      low: before.expectedLow,
      high: before.expectedHigh,
    },
  };
  const sorted = fields.changes && { changes: fields.changes.toSorted((a, b) => a - b) };
  return differences<Record<string, unknown>>(old, { ...fields, ...sorted });
}

function columnsOf(edit: Edit, before: LoadedItem, ids: NamedIds) {
  const title = edit.title ?? before.title;
  const description = edit.description ?? before.description;
  const expectation = edit.expectation ?? before.expectation;
  const team = edit.team === undefined ? before.team : edit.team;
  const rice = {
    reach: edit.reach === undefined ? before.reach : edit.reach,
    impact: edit.impact === undefined ? before.impact : edit.impact,
    confidence: edit.confidence === undefined ? before.confidence : edit.confidence,
    effort: edit.effort === undefined ? before.effort : edit.effort,
  };
  const systemName = edit.system === undefined ? (before.system?.name ?? null) : (ids.systemName ?? null);
  return {
    title,
    description,
    expectation,
    ...teamColumns(team),
    ...rice,
    score: riceScore(rice) ?? -1,
    ...defined({
      objectiveId: ids.objectiveId,
      systemId: ids.systemId,
      ownerId: ids.ownerId,
      published: edit.published,
    }),
    ...(edit.expected === undefined
      ? {}
      : {
          metricId: ids.metricId ?? null,
          expectedLow: edit.expected?.low ?? null,
          expectedHigh: edit.expected?.high ?? null,
        }),
    ...(edit.archived === undefined
      ? {}
      : { archivedAt: edit.archived ? (before.archivedAt ?? new Date()) : null }),
    searchText: searchTextOf({ title, description, expectation, team, systemName }),
  };
}

async function linkedNumbers(tx: Tx, actor: Actor, itemId: string): Promise<number[]> {
  const rows = await tx.roadmapChange.findMany({
    where: { itemId, change: visibleChanges(actor) },
    orderBy: { change: { number: "asc" } },
    select: { change: { select: { number: true } } },
  });
  return rows.map((row) => row.change.number);
}

/** Replaces the links that the actor can see; those to other people's drafts stay. */
async function setChanges(tx: Tx, actor: Actor, itemId: string, changeIds: string[]): Promise<void> {
  await tx.roadmapChange.deleteMany({
    where: { itemId, changeId: { notIn: changeIds }, change: visibleChanges(actor) },
  });
  await tx.roadmapChange.createMany({
    data: changeIds.map((changeId) => ({ itemId, changeId, linkedById: userIdOf(actor) })),
    skipDuplicates: true,
  });
}
