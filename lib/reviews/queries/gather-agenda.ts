import { quarterWorth } from "#lib/changes/queries/quarter-worth.ts";
import { standingsOfTargets } from "#lib/changes/queries/target-standings.ts";
import { worthOf } from "#lib/changes/worth.ts";
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
import { type Counts, countsOfPeriods, noCounts } from "#lib/reviews/queries/period-counts.ts";
import { computedHeadline, statedNow } from "#lib/reviews/queries/statements.ts";
import { actionsOfTeam, type TeamPart } from "#lib/reviews/queries/team-part.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import { db } from "#lib/server/db.ts";
import { listObjectives } from "#lib/systems/queries.ts";
import type { Objective } from "#lib/systems/schema.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";

type Gathered = {
  /** Of the whole quarter, also where a team looks at its part. */
  headline: string;
  stated: Stated | null;
  agenda: AgendaSection[];
  comparison: Comparison;
  countsByTeam: ReadonlyMap<string, Counts>;
};

/** Gathers what a review is about and makes its agenda and its comparison. The number of questions is fixed. */
export async function gatherAgenda(
  actor: Actor,
  review: ReviewRow,
  carried: Carried,
  part: TeamPart | null = null,
): Promise<Gathered> {
  const calendar = await fiscalCalendar();
  const compared = [shiftQuarter(review.quarter, -1), shiftQuarter(review.quarter, -4)];
  const [
    counts,
    first,
    left,
    targets,
    lastActions,
    moves,
    lostGains,
    voices,
    openVoices,
    headline,
    stated,
    spent,
    { currency },
  ] = await Promise.all([
    countsOfPeriods([
      { from: review.startsAt, to: review.endsAt },
      ...compared.map((quarter) => quarterRange(quarter, calendar)),
    ]),
    firstOfGroups(actor, review, part?.key),
    leftOpen(review, carried, part),
    standingsOf(actor, review, part),
    lastActionsOf(review, part),
    movesOf(actor, review, part),
    lostGainsOf(review, part),
    voicesOf(review, part),
    openVoicesNow(part),
    computedHeadline(actor, { from: review.startsAt, to: review.endsAt }),
    statedNow(actor, review.quarter),
    quarterWorth(actor, { from: review.startsAt, to: review.endsAt }),
    getOrganisation(actor),
  ]);
  const listed = [...Object.values(first.groups).flat(), ...first.late, ...(left?.changes ?? [])];
  const countsOf = (place: number) =>
    (part ? counts[place]?.byTeam.get(part.key) : counts[place]) ?? noCounts;
  const quarterCounts = (quarter: string, place: number) => ({
    label: quarterLabel(quarter),
    tallies: countsOf(place).tallies,
    predictions: countsOf(place).predictions,
  });
  const records: AgendaRecords = {
    quarter: review.quarter,
    timeZone: calendar.timeZone,
    headline,
    stated,
    team: part?.name ?? null,
    tallies: countsOf(0).tallies,
    changes: first.groups,
    latestChecks: await latestChecksOf(listed.map(({ number }) => number)),
    recordedLate: { count: countsOf(0).recordedLate, changes: first.late },
    carried: left,
    ...moves,
    lostGains,
    targets,
    voices,
    openVoices,
    worth: part ? null : { worth: worthOf(spent, changesIn(countsOf(0).tallies)), currency },
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
  return {
    headline,
    stated,
    agenda: agendaOf(records),
    comparison,
    countsByTeam: counts[0]?.byTeam ?? new Map(),
  };
}

function changesIn(tallies: { count: number }[]): number {
  return tallies.reduce((sum, { count }) => sum + count, 0);
}

async function leftOpen(
  review: ReviewRow,
  carried: Carried,
  part: TeamPart | null,
): Promise<AgendaRecords["carried"]> {
  const open: Carried = new Map([...carried].filter(([, { carriedFrom }]) => carriedFrom !== null));
  const left = part ? await carriedOf(part, open) : open;
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

async function carriedOf({ key }: TeamPart, carried: Carried): Promise<Carried> {
  if (carried.size === 0) return carried;
  const rows = await db.change.findMany({
    where: { number: { in: [...carried.keys()] }, teamKey: key },
    select: { number: true },
  });
  const own = new Set(rows.map(({ number }) => number));
  return new Map([...carried].filter(([number]) => own.has(number)));
}

async function standingsOf(
  actor: Actor,
  review: ReviewRow,
  part: TeamPart | null,
): Promise<AgendaRecords["targets"]> {
  const [calendar, { items: all }] = await Promise.all([
    fiscalCalendar(),
    listObjectives(actor, { limit: 200 }),
  ]);
  const items = part ? await targetsOf(part, all) : all;
  return standingsOfTargets(actor, items, { from: review.startsAt, to: review.endsAt }, calendar);
}

/** Targets on metrics of the team's systems. */
async function targetsOf({ systemIds }: TeamPart, objectives: Objective[]): Promise<Objective[]> {
  const keys = objectives.flatMap(({ targets }) => targets.map(({ metric }) => metric));
  const rows = await db.metric.findMany({
    where: { key: { in: keys }, systemId: { in: systemIds } },
    select: { key: true },
  });
  const own = new Set(rows.map(({ key }) => key));
  return objectives.map((objective) => ({
    ...objective,
    targets: objective.targets.filter(({ metric }) => own.has(metric)),
  }));
}

/** The actions of the latest signed review of an earlier quarter, and what came of them. */
async function lastActionsOf(
  review: ReviewRow,
  part: TeamPart | null,
): Promise<AgendaRecords["lastActions"]> {
  const last = await db.review.findFirst({
    where: { quarter: { lt: review.quarter }, sealedAt: { not: null } },
    orderBy: [{ quarter: "desc" }, { version: "desc" }],
    select: { quarter: true },
  });
  if (!last) return { quarter: null, actions: [] };
  const rows = await db.reviewAction.findMany({
    where: { review: { quarter: last.quarter }, ...actionsOfTeam(part) },
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
