import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { changeNumberSchema } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { tellSolved } from "#lib/feedback/commands/tell-solved.ts";
import { progressOf } from "#lib/roadmap/progress.ts";
import { itemLinkKind } from "#lib/roadmap/queries/item-feedback.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { db, transaction } from "#lib/server/db.ts";

/**
 * A change is proven: it also answers what people asked of the items that it completes, so it is tied to that feedback
 * before those behind it are told. An item counts as complete when it is done, or when nothing of it waits any more:
 * half an answer is no answer. Safe to repeat.
 */
export async function tellAnswered(actor: Actor, input: unknown): Promise<{ told: number }> {
  authorize(actor, "feedback.tell");
  const { number } = parse(changeNumberSchema, input);
  const entries = await answeredEntries(number);
  if (entries.length > 0) {
    await transaction(async (tx) => {
      const key = String(number);
      const known = await tx.feedbackLink.findMany({
        where: { kind: "change", key, feedbackId: { in: entries } },
        select: { feedbackId: true },
      });
      const fresh = entries.filter((id) => !known.some((link) => link.feedbackId === id));
      await tx.feedbackLink.createMany({
        skipDuplicates: true,
        data: fresh.map((feedbackId) => ({ feedbackId, kind: "change", key, createdAt: actingTime(actor) })),
      });
      for (const entityId of fresh) {
        await audit(tx, actor, {
          action: "feedback.link",
          entity: "feedback",
          entityId,
          data: { kind: "change", key, because: "roadmap" },
        });
      }
    });
  }
  return tellSolved(actor, { number });
}

/** Ids of the feedback on items that this change completes. */
async function answeredEntries(number: number): Promise<string[]> {
  const items = await db.roadmapItem.findMany({
    where: { archivedAt: null, changes: { some: { change: { number } } } },
    select: {
      number: true,
      horizon: true,
      changes: {
        where: { change: { publishedAt: { not: null } } },
        select: { change: { select: { status: true, outcome: true } } },
      },
    },
  });
  const complete = items.filter(
    (item) =>
      item.horizon === "done" ||
      progressOf(
        item.changes.map(({ change }) => ({
          status: change.status as Status,
          outcome: change.outcome as ShownOutcome,
        })),
      ) === "proven",
  );
  const links = await db.feedbackLink.findMany({
    where: { kind: itemLinkKind, key: { in: complete.map((item) => String(item.number)) } },
    select: { feedbackId: true },
  });
  return [...new Set(links.map((link) => link.feedbackId))];
}
