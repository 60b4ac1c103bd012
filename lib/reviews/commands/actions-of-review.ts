import { type Actor, isSimulating } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError, invalid } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { quarterLabel } from "#lib/core/time.ts";
import { visibleActions } from "#lib/reviews/access.ts";
import { deciderOf, lockOpenReview } from "#lib/reviews/commands/lock-review.ts";
import { actionAskedJob } from "#lib/reviews/jobs.ts";
import { carriedInto, changeOfReview } from "#lib/reviews/queries/changes-of-review.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { actionFields, actionOf } from "#lib/reviews/queries/get-review.ts";
import { type Action, closeActionSchema, recordActionSchema } from "#lib/reviews/schema.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { audit } from "#lib/server/audit.ts";
import { type Tx, transaction } from "#lib/server/db.ts";
import { sendJob } from "#lib/server/jobs/send-job.ts";
import { notify } from "#lib/users/commands/notify.ts";

/** Writes down what is to be done because of an open review. */
export async function recordAction(actor: Actor, input: unknown): Promise<Action> {
  authorize(actor, "review.decide");
  const { quarter, ...fields } = parse(recordActionSchema, input);
  const decider = deciderOf(actor);
  return transaction(async (tx) => {
    const review = await lockOpenReview(tx, actor, quarter);
    if (fields.change !== undefined) {
      const change = await changeOfReview(review, await carriedInto(review, tx), fields.change, tx);
      if (!change)
        throw invalid([{ path: "change", message: `C-${fields.change} is not part of this review.` }]);
    }
    return addAction(tx, actor, { review, decider, now: actingTime(actor), ...fields });
  });
}

type NewAction = {
  review: ReviewRow;
  decider: { userId: string; name: string };
  now: Date;
  title: string;
  owner?: string | null | undefined;
  dueQuarter: string;
  change?: number | undefined;
};

/** In the caller's transaction, with its audit row and the news to whoever is to do it. */
export async function addAction(tx: Tx, actor: Actor, asked: NewAction): Promise<Action> {
  const { review, decider, now, title, dueQuarter, change } = asked;
  const owner = await ownerOf(tx, asked.owner);
  if (dueQuarter < review.quarter) {
    throw invalid([
      { path: "dueQuarter", message: `${quarterLabel(dueQuarter)} is before the review's own quarter.` },
    ]);
  }
  const row = await tx.reviewAction.create({
    data: {
      reviewId: review.id,
      changeNumber: change ?? null,
      title,
      ownerId: owner?.id ?? null,
      ownerName: owner?.name ?? null,
      dueQuarter,
      createdAt: now,
      createdById: decider.userId,
      createdByName: decider.name,
    },
    select: actionFields,
  });
  await audit(tx, actor, {
    action: "review.action",
    entity: "review",
    entityId: review.id,
    data: {
      quarter: review.quarter,
      action: row.id,
      title,
      owner: owner?.name ?? null,
      dueQuarter,
      change: change ?? null,
    },
  });
  // The sample's history puts its own actions on the roadmap, at their own time.
  if (!isSimulating(actor)) await sendJob(tx, actionAskedJob, { action: row.id });
  if (owner && owner.id !== decider.userId && !isSimulating(actor)) {
    await notify(
      tx,
      {
        userIds: [owner.id],
        event: "review.action",
        key: `review action ${row.id}`,
        title: `For you by ${quarterLabel(dueQuarter)}: ${title}`,
        body: `${decider.name} asks it of you in the review of ${quarterLabel(review.quarter)}.`,
        // An open review is not for members.
        path: owner.role === "member" ? "/reviews" : `/reviews/${review.quarter}#actions`,
      },
      now,
    );
  }
  return actionOf(row);
}

async function ownerOf(tx: Tx, email: string | null | undefined) {
  if (!email) return null;
  const owner = await tx.user.findUnique({
    where: { email: email.toLowerCase() },
    select: { id: true, name: true, role: true },
  });
  if (owner) return owner;
  throw invalid([{ path: "owner", message: `Nobody here has the e-mail address "${email}".` }]);
}

/** Says what came of an action, once: also after its review was signed, whose seal it does not touch. */
export async function closeAction(actor: Actor, input: unknown): Promise<Action> {
  authorize(actor, "review-action.close");
  const { id, status, note } = parse(closeActionSchema, input);
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "ReviewAction" WHERE "id" = ${id}::uuid FOR UPDATE`;
    const before = await tx.reviewAction.findFirst({
      where: { AND: [{ id }, visibleActions(actor)] },
      select: { status: true, title: true, reviewId: true },
    });
    if (!before) throw new AppError("NOT_FOUND", "There is no such action, or you may not see it.");
    if (before.status !== "open")
      throw new AppError("CONFLICT", `“${before.title}” is ${before.status} already.`);
    const row = await tx.reviewAction.update({
      where: { id },
      data: {
        status,
        outcomeNote: note,
        closedAt: actingTime(actor),
        closedByName: deciderOf(actor).name,
      },
      select: actionFields,
    });
    await audit(tx, actor, {
      action: "review.close-action",
      entity: "review",
      entityId: before.reviewId,
      data: { action: id, title: before.title, status, note },
    });
    return actionOf(row);
  });
}
