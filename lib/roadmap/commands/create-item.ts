import { type Actor, isSimulating, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { teamColumns } from "#lib/core/team.ts";
import { fiscalQuarterOf } from "#lib/core/time.ts";
import { progressWith, tellOfProven } from "#lib/roadmap/commands/finished-item.ts";
import { lockOrder, positionAt } from "#lib/roadmap/commands/item-order.ts";
import { missingReason } from "#lib/roadmap/commands/missing-reason.ts";
import { namedRecords } from "#lib/roadmap/commands/named-records.ts";
import { riceScore } from "#lib/roadmap/model.ts";
import { itemLinkKind } from "#lib/roadmap/queries/item-feedback.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { type ItemDetail, type ItemInput, itemInputSchema } from "#lib/roadmap/schema.ts";
import { searchTextOf } from "#lib/roadmap/search-text.ts";
import { askedReason, standingAfter } from "#lib/roadmap/standing.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { transaction } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/**
 * Puts an item on the roadmap: later and without a date unless said, in the place that its score gives it. Throws INVALID
 * naming `reason` where it is put there as done and none of its changes says what came of it.
 */
export async function createItem(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.create");
  const { reason: given, ...fields } = parse(itemInputSchema, input);
  const reason = given?.trim() || null;
  const now = actingTime(actor);
  const current = fiscalQuarterOf(now, await fiscalCalendar());
  const { horizon, quarter } = standingAfter({ horizon: "later", quarter: null }, fields, current);
  const number = await transaction(async (tx) => {
    const ids = await namedRecords(tx, actor, { system: null, ...fields });
    if (!reason) {
      const later = { horizon: "later" as const, quarter: null };
      const progress = await progressWith(tx, ids.changeIds ?? []);
      const asked = askedReason({ ...later, progress }, { horizon, quarter }, current);
      if (asked) throw missingReason(asked, null, later);
    }
    const team = fields.team === undefined ? (ids.systemTeam ?? null) : fields.team;
    const score = riceScore(riceOf(fields)) ?? -1;
    await lockOrder(tx);
    const row = await tx.roadmapItem.create({
      data: {
        ...columnsOf(fields),
        ...teamColumns(team),
        horizon,
        quarter,
        firstQuarter: quarter,
        doneAt: horizon === "done" ? now : null,
        position: await positionAt(tx, { byScore: score, among: { horizon } }),
        score,
        objectiveId: ids.objectiveId ?? null,
        systemId: ids.systemId ?? null,
        metricId: ids.metricId ?? null,
        ownerId: ids.ownerId === undefined ? userIdOf(actor) : ids.ownerId,
        recordedById: userIdOf(actor),
        simulated: isSimulating(actor),
        createdAt: now,
        searchText: searchTextOf({
          title: fields.title,
          description: fields.description ?? "",
          expectation: fields.expectation ?? "",
          team,
          systemName: ids.systemName ?? null,
        }),
        moves: {
          create: {
            toHorizon: horizon,
            toQuarter: quarter,
            reason,
            movedById: userIdOf(actor),
            movedAt: now,
          },
        },
        changes: {
          create: (ids.changeIds ?? []).map((changeId) => ({ changeId, linkedById: userIdOf(actor) })),
        },
      },
      select: { id: true, number: true },
    });
    if (ids.feedbackIds) {
      await tx.feedbackLink.createMany({
        data: ids.feedbackIds.map((feedbackId) => ({
          feedbackId,
          kind: itemLinkKind,
          key: String(row.number),
          createdById: userIdOf(actor),
          createdAt: now,
        })),
      });
    }
    if (horizon === "done") await tellOfProven(tx, actor, row.id);
    await audit(tx, actor, {
      action: "roadmap-item.create",
      entity: "roadmap-item",
      entityId: row.id,
      data: JSON.parse(JSON.stringify({ number: row.number, ...fields, team, horizon, quarter, reason })),
    });
    return row.number;
  });
  return getItem(actor, { number });
}

function columnsOf(fields: ItemInput) {
  return {
    title: fields.title,
    description: fields.description ?? "",
    expectedLow: fields.expected?.low ?? null,
    expectedHigh: fields.expected?.high ?? null,
    expectation: fields.expectation ?? "",
    ...riceOf(fields),
    published: fields.published ?? true,
  };
}

function riceOf(fields: ItemInput) {
  return {
    reach: fields.reach ?? null,
    impact: fields.impact ?? null,
    confidence: fields.confidence ?? null,
    effort: fields.effort ?? null,
  };
}
