import { z } from "zod";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { decodeCursor, type Page, pageOf } from "#lib/core/paging.ts";
import { parse } from "#lib/core/parse.ts";
import { noTeam, teamKeyAsked } from "#lib/core/team.ts";
import { visibleReviews } from "#lib/reviews/access.ts";
import type { AgendaSection } from "#lib/reviews/agenda.ts";
import type { Comparison } from "#lib/reviews/comparison.ts";
import { type ActionStatus, type Mark, marks, type Policy } from "#lib/reviews/model.ts";
import {
  carriedInto,
  changesFrom,
  decisionFields,
  decisionOf,
  placeOf,
} from "#lib/reviews/queries/changes-of-review.ts";
import {
  findReview,
  listItemParts,
  type ReviewRow,
  readPolicy,
  reviewListItemOf,
} from "#lib/reviews/queries/find-review.ts";
import { gatherAgenda } from "#lib/reviews/queries/gather-agenda.ts";
import { dueDay } from "#lib/reviews/queries/list-reviews.ts";
import { noProgress, progressOf } from "#lib/reviews/queries/progress.ts";
import { actionsOfTeam, type TeamPart, teamPartOf, teamRowsNow } from "#lib/reviews/queries/team-part.ts";
import { changesOfTeam } from "#lib/reviews/review-content.ts";
import {
  type Action,
  type Decision,
  getReviewSchema,
  listOfReviewSchema,
  listReviewChangesSchema,
  type Progress,
  type Review,
  type ReviewChange,
  type ReviewComment,
  reviewRefSchema,
  type Signature,
  type Stated,
  type TeamRow,
} from "#lib/reviews/schema.ts";
import { readSnapshot } from "#lib/reviews/snapshot.ts";
import { statedOf } from "#lib/reviews/stated-in-words.ts";
import { db } from "#lib/server/db.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** One review with its agenda: made anew while it is open, as signed once it is. Throws NOT_FOUND. */
export async function getReview(actor: Actor, input: unknown): Promise<Review> {
  authorize(actor, "review.view");
  const { team, ...ref } = parse(getReviewSchema, input);
  const [row, part] = await Promise.all([findReview(actor, ref), teamPartOf(team)]);
  const [item, actions, signatures, versions, about] = await Promise.all([
    db.review.findUniqueOrThrow({ where: { id: row.id }, select: listItemParts }),
    actionsOf(row, part),
    signaturesOf(row),
    db.review.findMany({
      where: { AND: [{ quarter: row.quarter }, visibleReviews(actor)] },
      orderBy: { version: "desc" },
      take: 100,
      select: { version: true, sealedAt: true },
    }),
    row.sealedAt ? sealedAbout(row, part) : aboutNow(actor, row, part),
  ]);
  return {
    ...reviewListItemOf(item),
    timeZone: about.timeZone,
    dueAt: dueDay(row.endsAt, about.policy, about.timeZone).toISOString(),
    policy: about.policy,
    team: part && { team: part.key === "" ? noTeam : part.key, name: part.name },
    teams: about.teams,
    progress: about.progress,
    headline: about.headline,
    stated: about.stated,
    agenda: about.agenda,
    comparison: about.comparison,
    signatures,
    actions,
    versions: versions.map(({ version, sealedAt }) => ({
      version,
      sealedAt: sealedAt?.toISOString() ?? null,
    })),
  };
}

type About = {
  timeZone: string;
  policy: Policy;
  teams: TeamRow[];
  progress: Progress;
  headline: string | null;
  stated: Stated | null;
  agenda: AgendaSection[];
  comparison: Comparison;
};

async function aboutNow(actor: Actor, row: ReviewRow, part: TeamPart | null): Promise<About> {
  const carried = await carriedInto(row);
  const [calendar, policy, { progress, byTeam }, made] = await Promise.all([
    fiscalCalendar(),
    readPolicy(),
    progressOf(row),
    gatherAgenda(actor, row, carried, part),
  ]);
  const { countsByTeam, ...gathered } = made;
  return {
    timeZone: calendar.timeZone,
    policy,
    teams: await teamRowsNow(row, countsByTeam, byTeam),
    progress: part ? (byTeam.get(part.key) ?? noProgress) : progress,
    ...gathered,
  };
}

/**
 * A signed review is read from its snapshot, never from the records of today. What was signed is one agenda and one
 * comparison for all: of a team it knows the changes and what they came to.
 */
async function sealedAbout(row: ReviewRow, part: TeamPart | null): Promise<About> {
  const { json } = await db.reviewSnapshot.findUniqueOrThrow({ where: { reviewId: row.id } });
  const { agenda, comparison, policy, period, teams = [], ...content } = readSnapshot(json).content;
  const changes = part ? changesOfTeam(content.changes, part.key) : content.changes;
  const of = (mark: Mark) => changes.filter((change) => change.decision.decision === mark).length;
  const byMark = Object.fromEntries(marks.map((mark) => [mark, of(mark)])) as Record<Mark, number>;
  const progress = { changes: changes.length, unmarked: 0, byMark };
  return {
    timeZone: period.timeZone,
    policy,
    teams,
    progress,
    headline: content.headline ?? null,
    stated: statedOf(content.statements ?? []),
    agenda,
    comparison,
  };
}

const placeShape = z.tuple([z.union([z.literal(0), z.literal(1)]), z.iso.datetime(), z.number().int()]);

/** The changes of a review as they are now, in the order of the walk, each with the decision that counts. */
export async function listReviewChanges(actor: Actor, input: unknown): Promise<Page<ReviewChange>> {
  authorize(actor, "review.view");
  const { cursor, limit, state, team, ...ref } = parse(listReviewChangesSchema, input);
  const after = cursor ? decodeCursor(cursor, placeShape) : null;
  const review = await findReview(actor, ref);
  const carried = await carriedInto(review);
  const decided = { reviewId: review.id };
  const where = {
    ...(team === undefined ? {} : { teamKey: teamKeyAsked(team) }),
    ...(state && { reviewDecisions: state === "marked" ? { some: decided } : { none: decided } }),
  };
  const changes = await changesFrom(review, carried, { take: limit + 1, after, where });
  return pageOf(changes, limit, ({ change }) => placeOf(change, review));
}

/** Every decision of a review, the latest first: those that were changed later too. */
export async function listDecisions(actor: Actor, input: unknown): Promise<Page<Decision>> {
  authorize(actor, "review.view");
  const { cursor, limit, ...ref } = parse(listOfReviewSchema, input);
  const after = cursor ? decodeCursor(cursor, z.tuple([z.number().int()])) : null;
  const review = await findReview(actor, ref);
  const rows = await db.reviewDecision.findMany({
    where: { reviewId: review.id, ...(after ? { id: { lt: after[0] } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
    select: decisionFields,
  });
  const page = pageOf(rows, limit, (row) => [row.id]);
  return { ...page, items: page.items.map(decisionOf) };
}

/** Comments, the oldest first. */
export async function listComments(actor: Actor, input: unknown): Promise<Page<ReviewComment>> {
  authorize(actor, "review.view");
  const { cursor, limit, ...ref } = parse(listOfReviewSchema, input);
  const after = cursor ? decodeCursor(cursor, z.tuple([z.iso.datetime(), z.string()])) : null;
  const review = await findReview(actor, ref);
  const from = after && { at: new Date(after[0]), id: after[1] };
  const rows = await db.reviewComment.findMany({
    where: {
      review: { quarter: review.quarter },
      ...(from ? { OR: [{ createdAt: { gt: from.at } }, { createdAt: from.at, id: { gt: from.id } }] } : {}),
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit + 1,
    select: { id: true, changeNumber: true, body: true, authorName: true, createdAt: true },
  });
  const page = pageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  return {
    ...page,
    items: page.items.map((row) => ({
      id: row.id,
      change: row.changeNumber,
      body: row.body,
      by: row.authorName,
      at: row.createdAt.toISOString(),
    })),
  };
}

/** Signatures, the oldest first; those under an earlier content do not count. */
export async function listSignatures(actor: Actor, input: unknown): Promise<{ items: Signature[] }> {
  authorize(actor, "review.view");
  return { items: await signaturesOf(await findReview(actor, parse(reviewRefSchema, input))) };
}

async function signaturesOf(review: ReviewRow): Promise<Signature[]> {
  const [rows, content] = await Promise.all([
    db.reviewSignature.findMany({
      where: { reviewId: review.id },
      orderBy: [{ signedAt: "asc" }, { id: "asc" }],
      take: 200,
      select: { name: true, role: true, proof: true, signedAt: true, contentId: true },
    }),
    db.reviewContent.findFirst({
      where: { reviewId: review.id },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      select: { id: true, createdAt: true },
    }),
  ]);
  const touched = content && !review.sealedAt ? await touchedSince(review, content.createdAt) : false;
  return rows.map(({ contentId, signedAt, ...row }) => ({
    ...row,
    signedAt: signedAt.toISOString(),
    counts: contentId === content?.id && !touched,
  }));
}

/** Whether something was decided, asked for or stated after the content was frozen for signing. */
async function touchedSince(review: ReviewRow, at: Date): Promise<boolean> {
  const where = { reviewId: review.id };
  const [decision, action, statement] = await Promise.all([
    db.reviewDecision.findFirst({ where: { ...where, decidedAt: { gt: at } }, select: { id: true } }),
    db.reviewAction.findFirst({ where: { ...where, createdAt: { gt: at } }, select: { id: true } }),
    db.quarterStatement.findFirst({
      where: { quarter: review.quarter, statedAt: { gt: at } },
      select: { id: true },
    }),
  ]);
  return decision !== null || action !== null || statement !== null;
}

export const actionFields = {
  id: true,
  title: true,
  changeNumber: true,
  ownerName: true,
  dueQuarter: true,
  status: true,
  outcomeNote: true,
  createdByName: true,
  createdAt: true,
  closedAt: true,
  roadmapItem: true,
  review: { select: { quarter: true } },
} as const;

type ActionRow = {
  id: string;
  title: string;
  changeNumber: number | null;
  ownerName: string | null;
  dueQuarter: string;
  status: string;
  outcomeNote: string | null;
  createdByName: string;
  createdAt: Date;
  closedAt: Date | null;
  roadmapItem: number | null;
  review: { quarter: string };
};

export function actionOf(row: ActionRow): Action {
  return {
    id: row.id,
    quarter: row.review.quarter,
    title: row.title,
    change: row.changeNumber,
    owner: row.ownerName,
    dueQuarter: row.dueQuarter,
    status: row.status as ActionStatus,
    outcomeNote: row.outcomeNote,
    by: row.createdByName,
    at: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    roadmapItem: row.roadmapItem,
  };
}

/** Of all versions: a reopening takes nothing back that was asked of people. */
async function actionsOf(review: ReviewRow, part: TeamPart | null): Promise<Action[]> {
  const rows = await db.reviewAction.findMany({
    where: { review: { quarter: review.quarter }, ...actionsOfTeam(part) },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 500,
    select: actionFields,
  });
  return rows.map(actionOf);
}
