import { changeFields, changeOf } from "#lib/changes/change-row.ts";
import { teamNamesOf } from "#lib/changes/queries/teams.ts";
import type { Change } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import { noTeam, noTeamName, teamKeyAsked } from "#lib/core/team.ts";
import { voicesOfChange } from "#lib/feedback/queries/voices.ts";
import type { Voices } from "#lib/feedback/schema.ts";
import { refusalOfDecision } from "#lib/reviews/model.ts";
import {
  type Carried,
  carriedInto,
  changeOfReview,
  changesFrom,
  decisionFields,
  decisionOf,
  oneOfReview,
  placeOf,
  type WhyCarried,
  whyCarried,
} from "#lib/reviews/queries/changes-of-review.ts";
import { findReview, type ReviewRow, readPolicy } from "#lib/reviews/queries/find-review.ts";
import { progressAt } from "#lib/reviews/queries/progress.ts";
import type { Action, Decision, Progress, ReviewChange, ReviewComment } from "#lib/reviews/schema.ts";
import { walkSchema } from "#lib/reviews/schema.ts";
import { db } from "#lib/server/db.ts";

export type Walk = WhyCarried & {
  quarter: string;
  version: number;
  /** The team whose part it is; null for the whole. */
  team: { team: string; name: string } | null;
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
  const { quarter, change: asked, team: askedTeam } = parse(walkSchema, input);
  const team = askedTeam === undefined ? undefined : teamKeyAsked(askedTeam);
  const ofTeam = team === undefined ? {} : { teamKey: team };
  const review = await findReview(actor, { quarter });
  if (review.sealedAt)
    throw new AppError("NOT_FOUND", "This review is signed: there is nothing to decide in it.");
  const carried = await carriedInto(review);
  const number = asked ?? (await firstUnmarked());
  if (number === null) return null;
  const row = await changeInWalk(review, carried, number, ofTeam);
  if (!row) {
    const where = team === undefined ? "this review" : "this team's part of the review";
    throw new AppError("NOT_FOUND", `C-${number} is not part of ${where}.`);
  }
  const change = changeOf(row);
  const place = placeOf(change, review);
  const [before, after, { progress, position }, policy, voices, teamNames] = await Promise.all([
    changesFrom(review, carried, { take: queueBefore, after: place, backwards: true, where: ofTeam }),
    changesFrom(review, carried, { take: queueAfter, after: place, where: ofTeam }),
    progressAt(review, place, { team }),
    readPolicy(),
    voicesOfChange(actor, { change: number }),
    teamNamesOf(team === undefined ? [] : [team]),
  ]);
  const decisions = row.reviewDecisions.map(decisionOf);
  const why = whyCarried(carried, number);
  return {
    quarter,
    version: review.version,
    team:
      team === undefined
        ? null
        : { team: team || noTeam, name: teamNames.get(team) ?? (change.team || noTeamName) },
    progress,
    position,
    change,
    ...why,
    decisions,
    actions: row.reviewActions.map(({ ownerName, ...action }) => ({ ...action, owner: ownerName })),
    comments: row.reviewComments.map((comment) => ({
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
      deciderId: userIdOf(actor) ?? "",
      fourEyes: policy.fourEyes,
    }),
    queue: [...before.toReversed(), { change, ...why, decision: decisions[0] ?? null }, ...after],
    previous: before[0]?.change.number ?? null,
    next: after[0]?.change.number ?? null,
  };

  async function firstUnmarked(): Promise<number | null> {
    const unmarked = { ...ofTeam, reviewDecisions: { none: { reviewId: review.id } } };
    const [first] = await changesFrom(review, carried, { take: 1, where: unmarked });
    const [any] = first ? [first] : await changesFrom(review, carried, { take: 1, where: ofTeam });
    return any?.change.number ?? null;
  }
}

/** One of the review's changes, with everything about it and what was said about it in the review. */
function changeInWalk(review: ReviewRow, carried: Carried, number: number, ofTeam: { teamKey?: string }) {
  const oldestFirst = [{ createdAt: "asc" }, { id: "asc" }] satisfies { [field: string]: "asc" }[];
  const ofAnyVersion = { review: { quarter: review.quarter } };
  return db.change.findFirst({
    where: { AND: [oneOfReview(review, carried, number), ofTeam] },
    relationLoadStrategy: "join",
    select: {
      ...changeFields,
      ownerId: true,
      recordedById: true,
      reviewDecisions: {
        where: { reviewId: review.id },
        orderBy: { id: "desc" },
        take: 50,
        select: decisionFields,
      },
      reviewActions: {
        where: ofAnyVersion,
        orderBy: oldestFirst,
        take: 20,
        select: { title: true, ownerName: true, dueQuarter: true },
      },
      reviewComments: {
        where: ofAnyVersion,
        orderBy: oldestFirst,
        take: 50,
        select: { id: true, body: true, authorName: true, createdAt: true },
      },
    },
  });
}

/** The next change without a mark after this one, else the first without one anywhere; null when all have one. */
export async function nextUnmarked(actor: Actor, input: unknown): Promise<number | null> {
  authorize(actor, "review.decide");
  const { quarter, change, team } = parse(walkSchema, input);
  const review = await findReview(actor, { quarter });
  const carried = await carriedInto(review);
  const where = {
    ...(team === undefined ? {} : { teamKey: teamKeyAsked(team) }),
    reviewDecisions: { none: { reviewId: review.id } },
  };
  const here = change === undefined ? null : await changeOfReview(review, carried, change);
  const after = here && placeOf({ happenedAt: here.happenedAt.toISOString(), number: here.number }, review);
  const [next] = await changesFrom(review, carried, { take: 1, after, where });
  const [first] = next ? [next] : await changesFrom(review, carried, { take: 1, where });
  return first?.change.number ?? null;
}
