import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { canEditFeedback, visibleFeedback } from "#lib/feedback/access.ts";
import type { LinkKind, SolvedAnswer } from "#lib/feedback/model.ts";
import { listItemFields, listItemsOf, noSuchFeedback } from "#lib/feedback/queries/entry-rows.ts";
import { currentWeights } from "#lib/feedback/queries/settings.ts";
import { solvedCounts } from "#lib/feedback/queries/solved-counts.ts";
import { type Feedback, feedbackNumberSchema, type VoteState } from "#lib/feedback/schema.ts";
import { type Tally, weighted } from "#lib/feedback/vote-tally.ts";
import { db } from "#lib/server/db.ts";

/** One entry with everything about it. Throws NOT_FOUND, also where the actor may not see it. */
export async function getFeedback(actor: Actor, input: unknown): Promise<Feedback> {
  authorize(actor, "feedback.view");
  const { number } = parse(feedbackNumberSchema, input);
  const row = await db.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: {
      ...listItemFields,
      body: true,
      authorId: true,
      version: true,
      updatedAt: true,
      tally: true,
      links: { orderBy: { createdAt: "asc" }, take: 200, select: { kind: true, key: true } },
      merged: {
        where: visibleFeedback(actor),
        orderBy: { number: "asc" },
        take: 200,
        select: { number: true, title: true, mergedAt: true },
      },
      moves: {
        orderBy: { createdAt: "asc" },
        take: 200,
        select: { reason: true, createdAt: true, status: { select: { name: true } } },
      },
    },
  });
  if (!row) throw noSuchFeedback(number);
  const [[item], mine, news, stakes] = await Promise.all([
    listItemsOf(actor, [row]),
    ownStake(actor, row.id),
    newsOf(actor, row.id),
    stakesOf(row.id),
  ]);
  if (!item) throw noSuchFeedback(number);
  return {
    ...item,
    body: row.body,
    version: row.version,
    updatedAt: row.updatedAt.toISOString(),
    myVote: mine.vote,
    following: mine.muted ? false : mine.follows || mine.vote.voted || row.authorId === userIdOf(actor),
    links: row.links.map(({ kind, key }) => ({ kind: kind as LinkKind, key })),
    merged: row.merged.map((one) => ({
      number: one.number,
      title: one.title,
      mergedAt: (one.mergedAt ?? row.createdAt).toISOString(),
    })),
    moves: row.moves.map((move) => ({
      status: move.status.name,
      reason: move.reason,
      at: move.createdAt.toISOString(),
    })),
    news,
    stakes: { ...stakes, weighted: weighted(row.tally as Tally, (await currentWeights()).weights) },
    mayEdit: canEditFeedback(actor, row),
  };
}

/** The votes of an entry, and the actor's own. On a merged one: of the entry it was merged into. */
export async function getVotes(actor: Actor, input: unknown): Promise<VoteState> {
  authorize(actor, "feedback.view");
  const { number } = parse(feedbackNumberSchema, input);
  const select = { id: true, number: true, voteCount: true } as const;
  const found = await db.feedback.findFirst({
    where: { AND: [{ number }, visibleFeedback(actor)] },
    select: { ...select, mergedInto: { select } },
  });
  if (!found) throw noSuchFeedback(number);
  const entry = found.mergedInto ?? found;
  const { vote } = await ownStake(actor, entry.id);
  return { number: entry.number, votes: entry.voteCount, ...vote };
}

async function ownStake(actor: Actor, id: string) {
  const userId = userIdOf(actor);
  const none = { voted: false, importance: null, affects: null };
  if (userId === null) return { vote: none, follows: false, muted: false };
  const where = { userId, feedback: { OR: [{ id }, { mergedIntoId: id }] } };
  const [votes, follows] = await Promise.all([
    db.feedbackVote.findMany({ where, select: { feedbackId: true, importance: true, affects: true } }),
    db.feedbackFollower.findMany({ where, select: { muted: true } }),
  ]);
  const vote = votes.find(({ feedbackId }) => feedbackId === id) ?? votes[0];
  return {
    vote: vote ? { voted: true, importance: vote.importance, affects: vote.affects } : none,
    follows: follows.length > 0,
    muted: follows.some(({ muted }) => muted),
  };
}

async function newsOf(actor: Actor, id: string): Promise<Feedback["news"]> {
  const rows = await db.feedbackNews.findMany({
    where: { feedback: { OR: [{ id }, { mergedIntoId: id }] } },
    orderBy: { createdAt: "desc" },
    take: 20,
    select: {
      sentence: true,
      told: true,
      createdAt: true,
      changeId: true,
      change: { select: { number: true, title: true } },
    },
  });
  if (rows.length === 0) return [];
  const changeIds = rows.map(({ changeId }) => changeId);
  const [solved, mine] = await Promise.all([
    solvedCounts(changeIds),
    db.feedbackAnswer.findMany({
      where: { changeId: { in: changeIds }, userId: userIdOf(actor) ?? nobody },
      select: { changeId: true, answer: true },
    }),
  ]);
  return rows.map((row) => ({
    change: row.change.number,
    changeTitle: row.change.title,
    sentence: row.sentence,
    told: row.told,
    at: row.createdAt.toISOString(),
    solved: solved.get(row.changeId) ?? { yes: 0, partly: 0, no: 0 },
    mine: (mine.find(({ changeId }) => changeId === row.changeId)?.answer ?? null) as SolvedAnswer | null,
  }));
}

const nobody = "00000000-0000-0000-0000-000000000000";

/** How much it matters on average to those who said so, and how many people they say it affects at least. */
async function stakesOf(id: string) {
  const said = await db.feedbackVote.aggregate({
    where: { feedback: { OR: [{ id }, { mergedIntoId: id }] } },
    _avg: { importance: true },
    _max: { affects: true },
  });
  const importance = said._avg.importance;
  return {
    importance: importance === null ? null : Math.round(importance * 10) / 10,
    affects: said._max.affects,
  };
}
