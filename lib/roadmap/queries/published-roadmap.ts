import type { ShownOutcome, Status } from "#lib/changes/model.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { fiscalQuarterOf } from "#lib/core/time.ts";
import { type BoardColumn, horizonColumns } from "#lib/roadmap/board-columns.ts";
import { itemFields, itemOf } from "#lib/roadmap/item-row.ts";
import { orderOf } from "#lib/roadmap/list-order.ts";
import { mostChanges } from "#lib/roadmap/model.ts";
import { type PredictionOutcome, type Proof, predictionOutcome } from "#lib/roadmap/prediction-score.ts";
import { progressInWords } from "#lib/roadmap/progress.ts";
import { feedbackOfItems } from "#lib/roadmap/queries/item-feedback.ts";
import { proofsOf } from "#lib/roadmap/queries.ts";
import type { Item } from "#lib/roadmap/schema.ts";
import { db } from "#lib/server/db.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** A verdict, of one change or of several that rest on the same evidence. */
type PublishedVerdict = {
  status: Status;
  outcome: ShownOutcome;
  changes: number;
  /** What a later check of the gain found; null while it holds. */
  gain: "fading" | "lost" | null;
};

export type PublishedItem = Pick<
  Item,
  "title" | "horizon" | "quarter" | "systemName" | "objectiveName" | "expectation" | "votes"
> & {
  expected: Omit<NonNullable<Item["expected"]>, "metric"> | null;
  /** What became of the expectation; null while no change has a verdict on its metric. */
  prediction: PredictionOutcome | null;
  owner: string | null;
  progress: { words: string; verdicts: PublishedVerdict[] };
};

export type PublishedColumn = Pick<BoardColumn, "key" | "title" | "note"> & {
  items: PublishedItem[];
  more: boolean;
};
export type PublishedRoadmap = { columns: PublishedColumn[]; simulated: boolean };

/**
 * The roadmap by horizon as every member sees it, whoever asks: published items, published changes, and the votes on
 * what is not for the team alone. Scores and descriptions are not in it.
 */
export async function publishedRoadmap(
  actor: Actor,
  _input: unknown = {},
  now = new Date(),
): Promise<PublishedRoadmap> {
  authorize(actor, "roadmap.view");
  const found = await Promise.all(
    horizonColumns(fiscalQuarterOf(now, await fiscalCalendar())).map(async (column) => ({
      column,
      rows: await rowsOf(column),
    })),
  );
  const rows = found.flatMap((one) => one.rows);
  const [feedback, proofs] = await Promise.all([
    feedbackOfItems(
      actor,
      rows.map(({ number }) => number),
      { everyones: true },
    ),
    proofsOf(rows.map(({ id }) => id)),
  ]);
  return {
    simulated: rows.some((row) => row.simulated),
    columns: found.map(({ column: { key, title, note, filter }, rows }) => ({
      ...{ key, title, note },
      items: rows.slice(0, filter.limit).map((row) => {
        const item = itemOf(actor, row, feedback.get(row.number) ?? []);
        return publishedItem(
          item,
          row.changes.map(({ change }) => change),
          proofs.get(row.id) ?? [],
        );
      }),
      more: rows.length > filter.limit,
    })),
  };
}

function rowsOf({ horizon, filter }: BoardColumn) {
  return db.roadmapItem.findMany({
    where: { horizon, published: true, archivedAt: null },
    orderBy: orderOf(filter.sort),
    take: filter.limit + 1,
    select: {
      ...itemFields,
      changes: {
        where: { change: { publishedAt: { not: null } } },
        orderBy: { createdAt: "asc" },
        take: mostChanges,
        select: { change: { select: changeFields } },
      },
    },
    relationLoadStrategy: "join",
  });
}

const changeFields = {
  ...itemFields.changes.select.change.select,
  resultKey: true,
  primaryMeasurement: {
    select: {
      watchChecks: {
        where: { state: { in: ["holding", "fading", "lost"] } },
        orderBy: { dueAt: "desc" },
        take: 1,
        select: { state: true },
      },
    },
  },
} satisfies Prisma.ChangeSelect;

type ChangeRow = Awaited<ReturnType<typeof rowsOf>>[number]["changes"][number]["change"];

function publishedItem(item: Item, changes: ChangeRow[], proofs: Proof[]): PublishedItem {
  const { title, horizon, quarter, systemName, objectiveName, expected, expectation, votes } = item;
  return {
    ...{ title, horizon, quarter, systemName, objectiveName, expectation, votes },
    expected: expected && { metricName: expected.metricName, low: expected.low, high: expected.high },
    prediction: expected && predictionOutcome(expected, proofs),
    owner: item.owner?.name ?? null,
    progress: { words: progressInWords(item.changes), verdicts: verdictsOf(changes) },
  };
}

/** Changes that rest on the same evidence and stand alike have one verdict. */
function verdictsOf(changes: ChangeRow[]): PublishedVerdict[] {
  const groups = Map.groupBy(changes, ({ resultKey, number, status }) => `${resultKey ?? number} ${status}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const states = group.map(({ primaryMeasurement }) => primaryMeasurement?.watchChecks[0]?.state);
    return {
      status: first.status as Status,
      outcome: first.outcome as ShownOutcome,
      changes: group.length,
      gain: states.includes("lost") ? "lost" : states.includes("fading") ? "fading" : null,
    };
  });
}
