import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import type { Category } from "#lib/feedback/model.ts";
import type { FeedbackSettings, FeedbackStatus } from "#lib/feedback/schema.ts";
import type { Weights } from "#lib/feedback/vote-tally.ts";
import { db } from "#lib/server/db.ts";

/** The switches: whether people who are not signed in may send feedback, and what votes weigh. */
export async function getFeedbackSettings(actor: Actor): Promise<FeedbackSettings> {
  authorize(actor, "feedback.view");
  return feedbackSettings();
}

/** For doors that have no actor yet, and for verbs of this noun. */
export async function feedbackSettings(): Promise<FeedbackSettings> {
  const [switches, { weights, version }] = await Promise.all([
    db.feedbackSettings.findUniqueOrThrow({ where: { id: 1 } }),
    currentWeights(),
  ]);
  const { anonymous, publicFeed } = switches;
  return { anonymous, publicFeed, weights, weightsVersion: version };
}

/** Version 0 is before anybody set weights: each vote counts as it is. */
export async function currentWeights(): Promise<{ weights: Weights; version: number }> {
  const row = await db.voteWeights.findFirst({ orderBy: { version: "desc" } });
  return { weights: (row?.weights ?? {}) as Weights, version: row?.version ?? 0 };
}

export async function listStatuses(
  actor: Actor,
  { archived = false }: { archived?: boolean } = {},
): Promise<FeedbackStatus[]> {
  authorize(actor, "feedback.view");
  const rows = await db.feedbackStatus.findMany({
    where: archived ? {} : { archivedAt: null },
    orderBy: [{ position: "asc" }, { key: "asc" }],
  });
  return rows.map((row) => ({
    key: row.key,
    name: row.name,
    category: row.category as Category,
    archived: row.archivedAt !== null,
  }));
}
