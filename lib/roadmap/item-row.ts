import { type ChangeRights, canSeeChange } from "#lib/changes/access.ts";
import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { type Horizon, mostChanges, riceScore } from "#lib/roadmap/model.ts";
import { type Progress, progressOf } from "#lib/roadmap/progress.ts";
import type { Item, ItemFeedback } from "#lib/roadmap/schema.ts";

/** What a card shows besides its changes: lists ask for those together (queries/item-changes.ts). */
export const cardFields = {
  id: true,
  number: true,
  title: true,
  horizon: true,
  quarter: true,
  firstQuarter: true,
  position: true,
  score: true,
  expectedLow: true,
  expectedHigh: true,
  expectation: true,
  reach: true,
  impact: true,
  confidence: true,
  effort: true,
  team: true,
  published: true,
  archivedAt: true,
  simulated: true,
  doneAt: true,
  createdAt: true,
  system: { select: { key: true, name: true } },
  objective: { select: { key: true, name: true } },
  metric: { select: { key: true, name: true } },
  owner: { select: { name: true, email: true } },
} as const;

/** Which columns one item needs. Kept beside the function that reads them. */
export const itemFields = {
  ...cardFields,
  changes: {
    orderBy: { createdAt: "asc" },
    take: mostChanges,
    select: {
      change: {
        select: {
          number: true,
          title: true,
          status: true,
          outcome: true,
          publishedAt: true,
          ownerId: true,
          recordedById: true,
        },
      },
    },
  },
} as const;

type Named = { key: string; name: string };

export type ChangeRow = ChangeRights & { number: number; title: string; status: string; outcome: string };

export type ItemRow = {
  number: number;
  title: string;
  horizon: string;
  quarter: string | null;
  firstQuarter: string | null;
  position: number;
  score: number;
  expectedLow: number | null;
  expectedHigh: number | null;
  expectation: string;
  reach: number | null;
  impact: number | null;
  confidence: number | null;
  effort: number | null;
  team: string | null;
  published: boolean;
  archivedAt: Date | null;
  simulated: boolean;
  doneAt: Date | null;
  createdAt: Date;
  system: Named | null;
  objective: Named | null;
  metric: Named | null;
  owner: { name: string; email: string } | null;
  changes: { change: ChangeRow }[];
};

export function itemOf(actor: Actor, row: ItemRow, feedback: ItemFeedback[]): Item {
  const changes = row.changes.map(({ change }) => change);
  return {
    number: row.number,
    title: row.title,
    horizon: row.horizon as Horizon,
    quarter: row.quarter,
    firstQuarter: row.firstQuarter,
    system: row.system?.key ?? null,
    systemName: row.system?.name ?? null,
    objective: row.objective?.key ?? null,
    objectiveName: row.objective?.name ?? null,
    expected: expectedOf(row),
    expectation: row.expectation,
    reach: row.reach,
    impact: row.impact,
    confidence: row.confidence,
    effort: row.effort,
    score: riceScore(row),
    owner: row.owner,
    team: row.team,
    published: row.published,
    archived: row.archivedAt !== null,
    simulated: row.simulated,
    progress: progressBy(changes),
    changes: changes
      .filter((change) => canSeeChange(actor, change))
      .map((change) => ({ number: change.number, title: change.title, ...stateOf(change) })),
    votes: feedback.reduce((sum, entry) => sum + entry.votes, 0),
    doneAt: row.doneAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** Everybody reads the same progress, so drafts, which few may see, say nothing in it. */
export function progressBy(changes: Pick<ChangeRow, "status" | "outcome" | "publishedAt">[]): Progress {
  return progressOf(changes.filter((change) => change.publishedAt !== null).map(stateOf));
}

function stateOf(change: { status: string; outcome: string }) {
  return { status: change.status as Status, outcome: change.outcome as ShownOutcome };
}

function expectedOf({ metric, expectedLow, expectedHigh }: ItemRow): Item["expected"] {
  if (!metric || expectedLow === null || expectedHigh === null) return null;
  return { metric: metric.key, metricName: metric.name, low: expectedLow, high: expectedHigh };
}
