import { changeFields, changeOf } from "#lib/changes/change-row.ts";
import type { Change } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import type { Voices } from "#lib/feedback/schema.ts";
import { refusalOfDecision } from "#lib/reviews/model.ts";
import {
  carriedInto,
  changeOfReview,
  changesFrom,
  decisionFields,
  decisionOf,
  ofCarried,
  ofQuarter,
  type Place,
  placeOf,
  type WhyCarried,
  whyCarried,
  withDecisions,
} from "#lib/reviews/queries/changes-of-review.ts";
import { findReview, readPolicy } from "#lib/reviews/queries/find-review.ts";
import { progressOf } from "#lib/reviews/queries/progress.ts";
import type { Action, Decision, Progress, ReviewChange, ReviewComment } from "#lib/reviews/schema.ts";
import { walkSchema } from "#lib/reviews/schema.ts";
import { db } from "#lib/server/db.ts";

export type Walk = WhyCarried & {
  quarter: string;
  version: number;
  progress: Progress;
  /** Which of the review's changes this is, from 1. */
  position: number;
  change: Change;
  /** Every decision about it in this review, the latest first: the first one counts. */
  decisions: Decision[];
  actions: Pick<Action, "title" | "owner" | "dueQuarter">[];
  comments: Pick<ReviewComment, "id" | "body" | "by" | "at">[];
  /** What users say about it. */
  voices: Voices;
  /** Why this reader may not decide about it; null when they may. */
  refusal: string | null;
  /** Some of the changes around it, in order. */
  queue: ReviewChange[];
  previous: number | null;
  next: number | null;
};

const queueBefore = 12;
const queueAfter = 28;

/** One change of an open review with what is needed to decide about it, and its neighbours. The first unmarked by default. */
export async function getWalk(actor: Actor, input: unknown): Promise<Walk | null> {
  authorize(actor, "review.decide");
  const { quarter, change: asked } = parse(walkSchema, input);
  const review = await findReview(actor, { quarter });
  if (review.sealedAt)
    throw new AppError("NOT_FOUND", "This review is signed: there is nothing to decide in it.");
  const carried = await carriedInto(review);
  const number = asked ?? (await firstUnmarked());
  if (number === null) return null;
  const row = await changeOfReview(review, carried, number);
  if (!row) throw new AppError("NOT_FOUND", `C-${number} is not part of this review.`);
  const place = placeOf({ happenedAt: row.happenedAt.toISOString(), number }, carried);
  const [full, decisions, actions, comments, before, after, position, progress, policy, voices] =
    await Promise.all([
      db.change.findUniqueOrThrow({ where: { number }, select: changeFields }),
      db.reviewDecision.findMany({
        where: { reviewId: review.id, changeNumber: number },
        orderBy: { id: "desc" },
        take: 50,
        select: decisionFields,
      }),
      db.reviewAction.findMany({
        where: { review: { quarter }, changeNumber: number },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take: 20,
        select: { title: true, ownerName: true, dueQuarter: true },
      }),
      db.reviewComment.findMany({
        where: { review: { quarter }, changeNumber: number },
        orderBy: [{ createdAt: "asc" }, { id: "asc" }],
        take: 50,
        select: { id: true, body: true, authorName: true, createdAt: true },
      }),
      changesFrom(review, carried, { take: queueBefore, after: place, backwards: true }),
      changesFrom(review, carried, { take: queueAfter, after: place }),
      positionOf(place),
      progressOf(review, carried),
      readPolicy(),
      voicesOfChange(actor, { change: number }),
    ]);
  const change = changeOf(full);
  const deciderId = userIdOf(actor) ?? "";
  return {
    quarter,
    version: review.version,
    progress,
    position,
    change,
    ...whyCarried(carried, number),
    decisions: decisions.map(decisionOf),
    actions: actions.map(({ ownerName, ...action }) => ({ ...action, owner: ownerName })),
    comments: comments.map((comment) => ({
      id: comment.id,
      body: comment.body,
      by: comment.authorName,
      at: comment.createdAt.toISOString(),
    })),
    voices,
    refusal: refusalOfDecision("keep", "asking only whether this person may", {
      number,
      status: change.status,
      outcome: change.outcome,
      gainLost: false,
      before: null,
      authorIds: [row.ownerId, row.recordedById].filter((id) => id !== null),
      deciderId,
      fourEyes: policy.fourEyes,
    }),
    queue: await withDecisions(review, carried, [...before.toReversed(), change, ...after]),
    previous: before[0]?.number ?? null,
    next: after[0]?.number ?? null,
  };

  async function firstUnmarked(): Promise<number | null> {
    const unmarked = { reviewDecisions: { none: { reviewId: review.id } } };
    const [first] = await changesFrom(review, carried, { take: 1, where: unmarked });
    if (first) return first.number;
    const [any] = await changesFrom(review, carried, { take: 1 });
    return any?.number ?? null;
  }

  async function positionOf([part, happenedAt, own]: Place): Promise<number> {
    const upTo = {
      OR: [{ happenedAt: { lt: happenedAt } }, { happenedAt, number: { lte: own } }],
    };
    const within = part === 0 ? ofCarried(carried, review) : ofQuarter(review);
    const [earlierPart, here] = await Promise.all([
      part === 1 && carried.size > 0 ? db.change.count({ where: ofCarried(carried, review) }) : 0,
      db.change.count({ where: { AND: [within, upTo] } }),
    ]);
    return earlierPart + here;
  }
}

/** The next change without a mark after this one, else the first without one anywhere; null when all have one. */
export async function nextUnmarked(actor: Actor, input: unknown): Promise<number | null> {
  authorize(actor, "review.decide");
  const { quarter, change } = parse(walkSchema, input);
  const review = await findReview(actor, { quarter });
  const carried = await carriedInto(review);
  const where = { reviewDecisions: { none: { reviewId: review.id } } };
  const here = change === undefined ? null : await changeOfReview(review, carried, change);
  const after = here && placeOf({ happenedAt: here.happenedAt.toISOString(), number: here.number }, carried);
  const [next] = await changesFrom(review, carried, { take: 1, after, where });
  if (next) return next.number;
  const [first] = await changesFrom(review, carried, { take: 1, where });
  return first?.number ?? null;
}
