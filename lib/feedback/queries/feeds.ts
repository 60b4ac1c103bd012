import { listChanges } from "#lib/changes/queries.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { visibleFeedback, visibleFeedSecrets } from "#lib/feedback/access.ts";
import type { Feed, FeedEntry } from "#lib/feedback/atom.ts";
import { listComments } from "#lib/feedback/queries/comments.ts";
import { getFeedback } from "#lib/feedback/queries/get-feedback.ts";
import { feedbackSettings } from "#lib/feedback/queries/settings.ts";
import { db } from "#lib/server/db.ts";
import { getOrganisation } from "#lib/users/queries.ts";

const length = 50;

/** The newest feedback that the actor may see. */
export async function feedbackFeed(actor: Actor): Promise<Feed> {
  authorize(actor, "feedback.view");
  return feedOf(
    actor,
    "feedback",
    "Feedback",
    await newest({ AND: [{ listed: true }, visibleFeedback(actor)] }),
  );
}

/** Entries that are public, for readers without any secret. Throws NOT_FOUND while the switch is off. */
export async function publicFeedbackFeed(actor: Actor): Promise<Feed> {
  authorize(actor, "feedback.view");
  if (!(await feedbackSettings()).publicFeed) throw noFeed();
  return feedOf(actor, "public", "Feedback", await newest({ listed: true, visibility: "public" }));
}

/** What was shipped, the latest first, with the verdict's sentence where there is one. */
export async function shippedFeed(actor: Actor): Promise<Feed> {
  authorize(actor, "change.view");
  const pages = await Promise.all(
    (["applied", "measuring", "verified"] as const).map((status) =>
      listChanges(actor, { status, limit: length }),
    ),
  );
  const latest = pages
    .flatMap((page) => page.items)
    .sort((one, other) => other.happenedAt.localeCompare(one.happenedAt))
    .slice(0, length);
  return feedOf(actor, "shipped", "Shipped changes", latest.map(shippedEntry));
}

/** One entry with its comments. */
export async function entryFeed(actor: Actor, input: { number: number }): Promise<Feed> {
  const entry = await getFeedback(actor, input);
  const comments = await listComments(actor, { number: entry.number, limit: length });
  const page = `/feedback/${entry.number}`;
  return feedOf(
    actor,
    `feedback:${entry.number}`,
    `F-${entry.number} ${entry.title}`,
    comments.items.map((comment) => ({
      id: `urn:uuid:${comment.id}`,
      title: `${comment.author ?? "Somebody"} on F-${entry.number}`,
      page: `${page}#comments`,
      updated: comment.createdAt,
      author: comment.author ?? "Somebody",
      summary: comment.body,
    })),
    page,
  );
}

export type FeedAddress = { id: string; createdAt: string; lastUsedAt: string | null };

/** The actor's own secret addresses that still work. */
export async function listFeedSecrets(actor: Actor): Promise<FeedAddress[]> {
  authorize(actor, "feed.list");
  const rows = await db.feedSecret.findMany({
    where: { AND: [{ revokedAt: null }, visibleFeedSecrets(actor)] },
    orderBy: { createdAt: "desc" },
    take: 50,
    select: { id: true, createdAt: true, lastUsedAt: true },
  });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}

async function newest(where: object): Promise<FeedEntry[]> {
  const rows = await db.feedback.findMany({
    where,
    orderBy: [{ createdAt: "desc" }, { number: "desc" }],
    take: length,
    select: {
      id: true,
      number: true,
      title: true,
      body: true,
      createdAt: true,
      author: { select: { name: true } },
      status: { select: { name: true } },
    },
  });
  return rows.map((row) => ({
    id: `urn:uuid:${row.id}`,
    title: `F-${row.number} ${row.title}`,
    page: `/feedback/${row.number}`,
    updated: row.createdAt.toISOString(),
    author: row.author?.name ?? "Somebody",
    summary: [row.body, `${row.status.name}.`].filter(Boolean).join("\n\n"),
  }));
}

function shippedEntry(change: ChangeListItem): FeedEntry {
  const sentence = change.primary?.verdict.sentence ?? "No verdict yet: applied is not effective.";
  return {
    id: `tag:optimization-portal,2026:change:${change.number}`,
    title: `C-${change.number} ${change.title}`,
    page: `/changes/${change.number}`,
    updated: change.happenedAt,
    author: change.owner?.name ?? change.systemName,
    summary: `${change.systemName}. ${sentence}${change.simulated ? " Simulated." : ""}`,
  };
}

async function feedOf(
  actor: Actor,
  key: string,
  title: string,
  entries: FeedEntry[],
  page = key === "shipped" ? "/changes" : "/feedback",
): Promise<Feed> {
  const organisation = await getOrganisation(actor);
  const updated =
    entries
      .map((entry) => entry.updated)
      .toSorted()
      .at(-1) ?? "1970-01-01T00:00:00.000Z";
  return {
    id: `tag:optimization-portal,2026:feed:${key}`,
    title: `${title} · ${organisation.name}`,
    page,
    updated,
    entries,
  };
}

export function noFeed(): AppError {
  return new AppError("NOT_FOUND", "There is no feed at this address.");
}
