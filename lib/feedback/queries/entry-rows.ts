import { visibleChanges } from "#lib/changes/access.ts";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import { type Actor, userIdOf } from "#lib/core/access/actor.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import type { Category, Moderation, Visibility } from "#lib/feedback/model.ts";
import type { FeedbackListItem, LinkedChange } from "#lib/feedback/schema.ts";
import { db } from "#lib/server/db.ts";

/** Which columns a list needs. Kept beside the function that reads them. */
export const listItemFields = {
  id: true,
  number: true,
  title: true,
  voteCount: true,
  commentCount: true,
  visibility: true,
  moderation: true,
  createdAt: true,
  simulated: true,
  system: { select: { key: true, name: true } },
  status: { select: { key: true, name: true, category: true } },
  author: { select: { name: true } },
  mergedInto: { select: { number: true } },
} as const;

type ListItemRow = {
  id: string;
  number: number;
  title: string;
  voteCount: number;
  commentCount: number;
  visibility: string;
  moderation: string;
  createdAt: Date;
  simulated: boolean;
  system: { key: string; name: string } | null;
  status: { key: string; name: string; category: string };
  author: { name: string } | null;
  mergedInto: { number: number } | null;
};

/** Rows as the reader sees them: with the own votes and the linked changes, in three questions however many there are. */
export async function listItemsOf(actor: Actor, rows: ListItemRow[]): Promise<FeedbackListItem[]> {
  const ids = rows.map(({ id }) => id);
  const [voted, changes] = await Promise.all([votedAmong(actor, ids), changesOf(actor, ids)]);
  return rows.map((row) => ({
    number: row.number,
    title: row.title,
    system: row.system?.key ?? null,
    systemName: row.system?.name ?? null,
    status: { ...row.status, category: row.status.category as Category },
    votes: row.voteCount,
    comments: row.commentCount,
    voted: voted.has(row.id),
    author: row.author?.name ?? null,
    visibility: row.visibility as Visibility,
    moderation: row.moderation as Moderation,
    mergedInto: row.mergedInto?.number ?? null,
    createdAt: row.createdAt.toISOString(),
    simulated: row.simulated,
    changes: changes.get(row.id) ?? [],
  }));
}

/** Of these entries, those that the actor voted for, there or on one merged into it. */
async function votedAmong(actor: Actor, ids: string[]): Promise<Set<string>> {
  const userId = userIdOf(actor);
  if (userId === null || ids.length === 0) return new Set();
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT coalesce(entry."mergedIntoId", entry."id") AS id
    FROM "Feedback" AS entry
      JOIN "FeedbackVote" AS vote ON vote."feedbackId" = entry."id" AND vote."userId" = ${userId}::uuid
    WHERE entry."id" = ANY(${ids}::uuid[]) OR entry."mergedIntoId" = ANY(${ids}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}

/** The linked changes that the actor may see, by entry; links of merged entries count for where they went. */
async function changesOf(actor: Actor, ids: string[]): Promise<Map<string, LinkedChange[]>> {
  if (ids.length === 0) return new Map();
  const links = await db.$queryRaw<{ id: string; key: string }[]>`
    SELECT DISTINCT coalesce(entry."mergedIntoId", entry."id") AS id, link."key"
    FROM "Feedback" AS entry
      JOIN "FeedbackLink" AS link ON link."feedbackId" = entry."id" AND link."kind" = 'change'
    WHERE entry."id" = ANY(${ids}::uuid[]) OR entry."mergedIntoId" = ANY(${ids}::uuid[])`;
  if (links.length === 0) return new Map();
  const changes = await db.change.findMany({
    where: { AND: [{ number: { in: links.map(({ key }) => Number(key)) } }, visibleChanges(actor)] },
    orderBy: [{ happenedAt: "desc" }, { number: "desc" }],
    select: {
      number: true,
      title: true,
      status: true,
      outcome: true,
      appliedAt: true,
      primaryMeasurement: { select: { verdict: true } },
    },
    relationLoadStrategy: "join",
  });
  const byEntry = new Map<string, LinkedChange[]>();
  for (const change of changes) {
    for (const { id } of links.filter(({ key }) => key === String(change.number))) {
      byEntry.set(id, [...(byEntry.get(id) ?? []), linkedChangeOf(change)]);
    }
  }
  return byEntry;
}

type ChangeRow = {
  number: number;
  title: string;
  status: string;
  outcome: string;
  appliedAt: Date | null;
  primaryMeasurement: { verdict: string } | null;
};

function linkedChangeOf(row: ChangeRow): LinkedChange {
  const verdict = row.primaryMeasurement && (JSON.parse(row.primaryMeasurement.verdict) as Verdict);
  return {
    number: row.number,
    title: row.title,
    status: row.status as Status,
    outcome: row.outcome as ShownOutcome,
    sentence: verdict?.sentence ?? null,
    appliedAt: row.appliedAt?.toISOString() ?? null,
  };
}

export function noSuchFeedback(number: number): AppError {
  return new AppError("NOT_FOUND", `There is no feedback F-${number}, or you may not see it.`);
}
