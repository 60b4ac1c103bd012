import type { z } from "zod";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { addAction } from "#lib/reviews/commands/actions-of-review.ts";
import { lostItsGain } from "#lib/reviews/commands/carry-weak-gains.ts";
import { deciderOf, lockOpenReview } from "#lib/reviews/commands/lock-review.ts";
import { type Mark, markNames, refusalOfDecision } from "#lib/reviews/model.ts";
import {
  carriedInto,
  changeOfReview,
  decisionFields,
  decisionOf,
} from "#lib/reviews/queries/changes-of-review.ts";
import { readPolicy } from "#lib/reviews/queries/find-review.ts";
import { type Decision, decideSchema } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { notify } from "#lib/users/commands/notify.ts";

type Input = z.output<typeof decideSchema>;

/**
 * Decides about one change of an open review, or marks it as open, with what is to be done because of it. It adds a
 * row; what was decided before stays beside it. CONFLICT where it is refused, saying why.
 */
export async function decideOnChange(actor: Actor, input: unknown): Promise<Decision> {
  authorize(actor, "review.decide");
  const asked = parse(decideSchema, input);
  const decider = deciderOf(actor);
  const now = actingTime(actor);
  return transaction(async (tx) => {
    const review = await lockOpenReview(tx, actor, asked.quarter);
    const change = await changeOfReview(review, await carriedInto(review, tx), asked.change, tx);
    if (!change) {
      const message = `C-${asked.change} is not part of the review of ${quarterLabel(asked.quarter)}.`;
      throw invalid([{ path: "change", message }]);
    }
    const before = await tx.reviewDecision.findFirst({
      where: { reviewId: review.id, changeNumber: asked.change },
      orderBy: { id: "desc" },
      select: decisionFields,
    });
    await refuse(tx, asked, {
      number: change.number,
      status: change.status as Status,
      outcome: change.outcome as ShownOutcome,
      gainLost: await lostItsGain(tx, review, change.number),
      before: (before?.decision ?? null) as Mark | null,
      authorIds: [change.ownerId, change.recordedById].filter((id) => id !== null),
      deciderId: decider.userId,
    });
    const row = await tx.reviewDecision.create({
      data: {
        reviewId: review.id,
        changeNumber: change.number,
        decision: asked.decision,
        note: asked.note?.trim() ?? "",
        outcome: change.outcome,
        measurementId: change.primaryMeasurementId,
        decidedAt: now,
        decidedById: decider.userId,
        decidedByName: decider.name,
      },
      select: decisionFields,
    });
    await audit(tx, actor, {
      action: "review.decide",
      entity: "review",
      entityId: review.id,
      data: {
        quarter: asked.quarter,
        change: change.number,
        decision: asked.decision,
        before: before?.decision ?? null,
        note: row.note,
      },
    });
    if (asked.action) {
      await addAction(tx, actor, { review, decider, now, change: change.number, ...asked.action });
    }
    if (change.ownerId && !isSimulating(actor)) await tellOwner(tx, change.ownerId, decider, row, asked, now);
    return decisionOf(row);
  });
}

async function refuse(
  tx: Tx,
  { decision, note = "" }: Input,
  context: Omit<Parameters<typeof refusalOfDecision>[2], "fourEyes">,
): Promise<void> {
  const { fourEyes } = await readPolicy(tx);
  const refusal = refusalOfDecision(decision, note, { ...context, fourEyes });
  if (refusal) throw new AppError("CONFLICT", refusal);
}

/** Keeping needs nobody's hands; everything else is asked of the change's owner. */
async function tellOwner(
  tx: Tx,
  ownerId: string,
  decider: { userId: string; name: string },
  row: { id: number; note: string },
  { quarter, change, decision }: Input,
  now: Date,
): Promise<void> {
  if (decision === "keep" || decision === "open" || ownerId === decider.userId) return;
  await notify(
    tx,
    {
      userIds: [ownerId],
      event: "review.action",
      key: `review decision ${row.id}`,
      title: `${quarterLabel(quarter)}: ${markNames[decision].toLowerCase()} C-${change}`,
      body: [`${decider.name} decided it in the review.`, row.note].filter(Boolean).join(" "),
      path: `/changes/${change}`,
    },
    now,
  );
}
