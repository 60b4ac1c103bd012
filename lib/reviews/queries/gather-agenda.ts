import { standingsOfTargets } from "#lib/changes/queries/target-standings.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { quarterLabel, quarterRange, shiftQuarter } from "#lib/core/time.ts";
import { type AgendaRecords, type AgendaSection, agendaOf, type PastAction } from "#lib/reviews/agenda.ts";
import { type ChangeGroup, changeGroups, whereIn } from "#lib/reviews/change-groups.ts";
import { type Comparison, comparisonOf } from "#lib/reviews/comparison.ts";
import type { ActionStatus } from "#lib/reviews/model.ts";
import { type Carried, changesFrom, ofQuarter } from "#lib/reviews/queries/changes-of-review.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { lostGainsOf, movesOf, progressOfItems, voicesOf } from "#lib/reviews/queries/gather-news.ts";
import { predictionsOf, talliesOf } from "#lib/reviews/queries/progress.ts";
import { db } from "#lib/server/db.ts";
import { listObjectives } from "#lib/systems/queries.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** Of each group the agenda shows so many; the count says how many there are. */
const shownPerGroup = 6;

/** Gathers what a review is about and makes its agenda and its comparison. The number of questions is fixed. */
export async function gatherAgenda(
  actor: Actor,
  review: ReviewRow,
  carried: Carried,
): Promise<{ agenda: AgendaSection[]; comparison: Comparison }> {
  const calendar = await fiscalCalendar();
  const [tallies, changes, recordedLate, left, targets, lastActions, moves, lostGains, voices] =
    await Promise.all([
      talliesOf(review),
      groupsOf(review),
      recordedLateOf(review),
      leftOpen(review, carried),
      standingsOf(actor, review),
      lastActionsOf(review),
      movesOf(actor, review),
      lostGainsOf(review),
      voicesOf(review),
    ]);
  const records: AgendaRecords = {
    quarter: review.quarter,
    timeZone: calendar.timeZone,
    tallies,
    changes,
    recordedLate,
    carried: left,
    ...moves,
    lostGains,
    targets,
    voices,
    lastActions,
  };
  const [before, yearBefore, predictions] = await Promise.all([
    quarterTallies(shiftQuarter(review.quarter, -1)),
    quarterTallies(shiftQuarter(review.quarter, -4)),
    predictionsOf(review),
  ]);
  const now = { label: quarterLabel(review.quarter), tallies, predictions };
  return { agenda: agendaOf(records), comparison: comparisonOf({ now, before, yearBefore }, targets) };

  async function quarterTallies(quarter: string) {
    const { from, to } = quarterRange(quarter, calendar);
    const period = { startsAt: from, endsAt: to };
    const [own, stated] = await Promise.all([talliesOf(period), predictionsOf(period)]);
    return { label: quarterLabel(quarter), tallies: own, predictions: stated };
  }
}

const nothingCarried: Carried = new Map();

async function groupsOf(review: ReviewRow): Promise<AgendaRecords["changes"]> {
  const lists = await Promise.all(
    changeGroups.map(
      async (group): Promise<[ChangeGroup, AgendaRecords["changes"][ChangeGroup]]> => [
        group,
        await changesFrom(review, nothingCarried, { take: shownPerGroup, where: whereIn(group) }),
      ],
    ),
  );
  return Object.fromEntries(lists) as AgendaRecords["changes"];
}

async function recordedLateOf(review: ReviewRow): Promise<AgendaRecords["recordedLate"]> {
  const late = { createdAt: { gte: review.endsAt } };
  const [count, changes] = await Promise.all([
    db.change.count({ where: { AND: [ofQuarter(review), late] } }),
    changesFrom(review, nothingCarried, { take: shownPerGroup, where: late }),
  ]);
  return { count, changes };
}

async function leftOpen(review: ReviewRow, carried: Carried): Promise<AgendaRecords["carried"]> {
  const left: Carried = new Map([...carried].filter(([, { carriedFrom }]) => carriedFrom !== null));
  if (left.size === 0) return null;
  const changes = await changesFrom(review, left, {
    take: shownPerGroup,
    where: { number: { in: [...left.keys()] } },
  });
  return { count: left.size, changes, from: [...left.values()][0]?.carriedFrom ?? null };
}

async function standingsOf(actor: Actor, review: ReviewRow): Promise<AgendaRecords["targets"]> {
  const [calendar, { items }] = await Promise.all([fiscalCalendar(), listObjectives(actor, { limit: 200 })]);
  return standingsOfTargets(actor, items, { from: review.startsAt, to: review.endsAt }, calendar);
}

/** The actions of the latest signed review of an earlier quarter, and what came of them. */
async function lastActionsOf(review: ReviewRow): Promise<AgendaRecords["lastActions"]> {
  const last = await db.review.findFirst({
    where: { quarter: { lt: review.quarter }, sealedAt: { not: null } },
    orderBy: [{ quarter: "desc" }, { version: "desc" }],
    select: { quarter: true },
  });
  if (!last) return { quarter: null, actions: [] };
  const rows = await db.reviewAction.findMany({
    where: { review: { quarter: last.quarter } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 100,
    select: {
      title: true,
      ownerName: true,
      status: true,
      outcomeNote: true,
      changeNumber: true,
      roadmapItem: true,
    },
  });
  const progress = await progressOfItems(rows.flatMap((row) => row.roadmapItem ?? []));
  const actions = rows.map(
    (action): PastAction => ({
      title: action.title,
      owner: action.ownerName,
      status: action.status as ActionStatus,
      outcomeNote: action.outcomeNote,
      change: action.changeNumber,
      item:
        action.roadmapItem === null
          ? null
          : { number: action.roadmapItem, progress: progress.get(action.roadmapItem) ?? "Planned" },
    }),
  );
  return { quarter: last.quarter, actions };
}
