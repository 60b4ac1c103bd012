import { changeVerifiedJob } from "#lib/changes/jobs.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { fiscalQuarterOf, quarterLabel } from "#lib/core/time.ts";
import { visibleItems } from "#lib/roadmap/access.ts";
import { lockOrder, positionAt } from "#lib/roadmap/commands/item-order.ts";
import { loadItem } from "#lib/roadmap/commands/load-item.ts";
import { progressBy } from "#lib/roadmap/item-row.ts";
import type { Horizon, Standing } from "#lib/roadmap/model.ts";
import type { Progress } from "#lib/roadmap/progress.ts";
import { getItem } from "#lib/roadmap/queries.ts";
import { type ItemDetail, itemMoveSchema } from "#lib/roadmap/schema.ts";
import { type AskedReason, askedReason, standingAfter } from "#lib/roadmap/standing.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
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
      const progress = await progressNow(tx, item.id);
      const asked = askedReason({ ...from, progress }, after, current);
      if (asked) throw invalid([{ path: "reason", message: missingReason[asked](number, from) }]);
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
        ...(moves ? { moves: { create: moveRow(from, after, reason, actor, now) } } : {}),
      },
      select: { id: true },
    });
    if (moves && after.horizon === "done") await tellOfProven(tx, item.id);
    await audit(tx, actor, {
      action: moves ? "roadmap-item.move" : "roadmap-item.order",
      entity: "roadmap-item",
      entityId: item.id,
      data: { number, from, to: after, ...(before ? { before } : {}), reason },
    });
  });
  return getItem(actor, { number });
}

/** What is done answers what people asked of it, as far as it is proven. */
async function tellOfProven(tx: Tx, itemId: string): Promise<void> {
  const links = await tx.roadmapChange.findMany({
    where: { itemId, change: { status: "verified", outcome: "improved", overridden: false } },
    select: { change: { select: { number: true } } },
  });
  for (const { change } of links) await sendJob(tx, changeVerifiedJob, { number: change.number });
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

const missingReason: Record<AskedReason, (number: number, from: Standing) => string> = {
  promised: (number, { quarter }) =>
    `R-${number} was promised for ${quarter === null ? "" : quarterLabel(quarter)}, which has begun. Say why it moves: the quarter's review shows it.`,
  unmeasured: (number) =>
    `What R-${number} brought is not known yet: its changes have no verdict, or not all of them. Measure first, or say why it is done without; its history shows it.`,
};

async function progressNow(tx: Tx, itemId: string): Promise<Progress> {
  const links = await tx.roadmapChange.findMany({
    where: { itemId },
    select: { change: { select: { status: true, outcome: true, publishedAt: true } } },
  });
  return progressBy(links.map(({ change }) => change));
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
