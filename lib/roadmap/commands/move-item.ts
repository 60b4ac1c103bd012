import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { fiscalQuarterOf } from "#lib/core/time.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import { progressWith, tellOfProven } from "#lib/roadmap/commands/finished-item.ts";
import { lockOrder, positionAt } from "#lib/roadmap/commands/item-order.ts";
import { loadItem } from "#lib/roadmap/commands/load-item.ts";
import { missingReason } from "#lib/roadmap/commands/missing-reason.ts";
import { noteMove } from "#lib/roadmap/commands/note-move.ts";
import type { Horizon, Standing } from "#lib/roadmap/model.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { type ItemDetail, itemMoveSchema } from "#lib/roadmap/schema.ts";
import { askedReason, standingAfter } from "#lib/roadmap/standing.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/**
 * Moves an item in time, in the order, or both. Throws INVALID naming `reason` when its quarter has begun, or when it is
 * finished and none of its changes says what came of it.
 */
export async function moveItem(actor: Actor, input: unknown): Promise<ItemDetail> {
  authorize(actor, "roadmap.edit");
  const { number, before, reason: given, ...to } = parse(itemMoveSchema, input);
  const reason = given?.trim() || null;
  const now = actingTime(actor);
  const current = fiscalQuarterOf(now, await fiscalCalendar());
  await transaction(async (tx) => {
    await lockOrder(tx);
    const item = await loadItem(tx, actor, number);
    const from: Standing = { horizon: item.horizon as Horizon, quarter: item.quarter };
    const after = standingAfter(from, to, current);
    const moves = after.horizon !== from.horizon || after.quarter !== from.quarter;
    if (!reason) {
      const progress = await progressWith(tx, await changesOf(tx, item.id));
      const asked = askedReason({ ...from, progress }, after, current);
      if (asked) throw missingReason(asked, number, from);
    }
    const position = await placeOf(tx, actor, { number, before, moves, to, after });
    if (!moves && position === undefined) return;
    await tx.roadmapItem.update({
      where: { id: item.id },
      data: {
        ...after,
        ...(position === undefined ? {} : { position }),
        firstQuarter: item.firstQuarter ?? after.quarter,
        doneAt: after.horizon === "done" ? (item.doneAt ?? now) : null,
        version: { increment: 1 },
      },
      select: { id: true },
    });
    if (moves) await noteMove(tx, actor, { itemId: item.id, ...moveRow(from, after, reason, actor, now) });
    if (moves && after.horizon === "done") await tellOfProven(tx, actor, item.id);
    await audit(tx, actor, {
      action: moves ? "roadmap-item.move" : "roadmap-item.order",
      entity: "roadmap-item",
      entityId: item.id,
      data: { number, from, to: after, ...(before ? { before } : {}), reason },
    });
  });
  return getItem(actor, { number });
}

function moveRow(from: Standing, to: Standing, reason: string | null, actor: Actor, now: Date) {
  return {
    fromHorizon: from.horizon,
    toHorizon: to.horizon,
    fromQuarter: from.quarter,
    toQuarter: to.quarter,
    reason,
    movedById: userIdOf(actor),
    movedAt: now,
  };
}

async function changesOf(tx: Tx, itemId: string): Promise<string[]> {
  const links = await tx.roadmapChange.findMany({ where: { itemId }, select: { changeId: true } });
  return links.map(({ changeId }) => changeId);
}

type Asked = {
  number: number;
  before: number | null | undefined;
  moves: boolean;
  to: Partial<Standing>;
  after: Standing;
};

/** The new position; undefined leaves it. Said nothing, a moved item stands last where it comes to. */
async function placeOf(
  tx: Tx,
  actor: Actor,
  { number, before, moves, to, after }: Asked,
): Promise<number | undefined> {
  if (before === number || (before === undefined && !moves)) return undefined;
  if (before == null) {
    const lane = to.quarter === undefined ? { horizon: after.horizon } : { quarter: after.quarter };
    return positionAt(tx, { lastOf: lane }, number);
  }
  const found = await tx.roadmapItem.findFirst({
    where: { AND: [{ number: before }, visibleItems(actor)] },
    select: { id: true },
  });
  if (!found) throw invalid([{ path: "before", message: `There is no roadmap item R-${before}.` }]);
  return positionAt(tx, { before }, number);
}
