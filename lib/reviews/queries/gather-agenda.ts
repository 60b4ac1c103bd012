import { standingsOfTargets } from "#lib/changes/queries/target-standings.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { quarterLabel, quarterRange, shiftQuarter } from "#lib/core/time.ts";
import { type AgendaRecords, type AgendaSection, agendaOf, type PastAction } from "#lib/reviews/agenda.ts";
import { type Comparison, comparisonOf } from "#lib/reviews/comparison.ts";
import type { ActionStatus } from "#lib/reviews/model.ts";
import { type Carried, changesFrom } from "#lib/reviews/queries/changes-of-review.ts";
import type { ReviewRow } from "#lib/reviews/queries/find-review.ts";
import { firstOfGroups, shownPerGroup } from "#lib/reviews/queries/first-of-groups.ts";
import {
  latestChecksOf,
  lostGainsOf,
  movesOf,
  openVoicesNow,
  progressOfItems,
  voicesOf,
} from "#lib/reviews/queries/gather-news.ts";
import { countsOfPeriods } from "#lib/reviews/queries/period-counts.ts";
import { db } from "#lib/server/db.ts";
import { listObjectives } from "#lib/systems/queries.ts";
import { fiscalCalendar } from "#lib/users/queries.ts";

/** Gathers what a review is about and makes its agenda and its comparison. The number of questions is fixed. */
export async function gatherAgenda(
  actor: Actor,
  review: ReviewRow,
  carried: Carried,
): Promise<{ agenda: AgendaSection[]; comparison: Comparison }> {
  const calendar = await fiscalCalendar();
  const compared = [shiftQuarter(review.quarter, -1), shiftQuarter(review.quarter, -4)];
  const [counts, first, left, targets, lastActions, moves, lostGains, voices, openVoices] = await Promise.all(
    [
      countsOfPeriods([
        { from: review.startsAt, to: review.endsAt },
        ...compared.map((quarter) => quarterRange(quarter, calendar)),
      ]),
      firstOfGroups(actor, review),
      leftOpen(review, carried),
      standingsOf(actor, review),
      lastActionsOf(review),
      movesOf(actor, review),
      lostGainsOf(review),
      voicesOf(review),
      openVoicesNow(),
    ],
  );
  const listed = [...Object.values(first.groups).flat(), ...first.late, ...(left?.changes ?? [])];
  const countsOf = (place: number) => counts[place] ?? { tallies: [], predictions: { stated: 0, met: 0 } };
  const quarterCounts = (quarter: string, place: number) => ({
    label: quarterLabel(quarter),
    ...countsOf(place),
  });
  const records: AgendaRecords = {
    quarter: review.quarter,
    timeZone: calendar.timeZone,
    tallies: countsOf(0).tallies,
    changes: first.groups,
    latestChecks: await latestChecksOf(listed.map(({ number }) => number)),
    recordedLate: { count: counts[0]?.recordedLate ?? 0, changes: first.late },
    carried: left,
    ...moves,
    lostGains,
    targets,
    voices,
    openVoices,
    lastActions,
  };
  const [before = "", yearBefore = ""] = compared;
  const comparison = comparisonOf(
    {
      now: quarterCounts(review.quarter, 0),
      before: quarterCounts(before, 1),
      yearBefore: quarterCounts(yearBefore, 2),
    },
    targets,
  );
  return { agenda: agendaOf(records), comparison };
}

async function leftOpen(review: ReviewRow, carried: Carried): Promise<AgendaRecords["carried"]> {
  const left: Carried = new Map([...carried].filter(([, { carriedFrom }]) => carriedFrom !== null));
  if (left.size === 0) return null;
  const changes = await changesFrom(review, left, {
    take: shownPerGroup,
    where: { number: { in: [...left.keys()] } },
  });
  return {
    count: left.size,
    changes: changes.map(({ change }) => change),
    from: [...left.values()][0]?.carriedFrom ?? null,
  };
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
