import { countsOf, groupsOf, headlineOf, type Result } from "#lib/changes/overview.ts";
import { changesByNumber, countedChanges, listChanges, measuredValues } from "#lib/changes/queries.ts";
import { targetStandings } from "#lib/changes/target-standing.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { fiscalQuarterOf, latestQuarters, quarterName, quarterRange } from "#lib/core/time.ts";
import { nextWork } from "#lib/plan/next-work.ts";
import {
  asksOf,
  betterByObjective,
  otherRisks,
  shownAtMost,
  shownInGroup,
  standingLosses,
} from "#lib/plan/overview-parts.ts";
import {
  type Overview,
  type OverviewPart,
  type OverviewResult,
  overviewInputSchema,
} from "#lib/plan/overview-schema.ts";
import { lostGains, openReview, voicesOf } from "#lib/plan/queries/quarter-news.ts";
import { listItems } from "#lib/roadmap/queries.ts";
import { listObjectives } from "#lib/systems/queries.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";

const nextShown = 5;
/** Some of them may not be for everyone. */
const itemsRead = 10;

/**
 * What a quarter's changes amount to, against the targets, and what comes next. The running quarter unless one is given.
 * Of every change only what counts it is read; only what is shown is read whole.
 */
export async function getOverview(actor: Actor, input: unknown = {}, now = new Date()): Promise<Overview> {
  authorize(actor, "change.view");
  const calendar = await fiscalCalendar();
  const key = parse(overviewInputSchema, input).quarter ?? fiscalQuarterOf(now, calendar);
  const range = quarterRange(key, calendar);
  const [
    changes,
    { items: objectives },
    organisation,
    inProgress,
    planned,
    itemsNow,
    itemsNext,
    lost,
    voices,
    review,
  ] = await Promise.all([
    countedChanges(actor, { quarter: key }),
    listObjectives(actor, { limit: 200 }),
    getOrganisation(actor),
    listChanges(actor, { status: "in-progress", limit: nextShown }),
    listChanges(actor, { status: "planned", limit: nextShown }),
    listItems(actor, { horizon: "now", limit: itemsRead }),
    listItems(actor, { horizon: "next", limit: itemsRead }),
    lostGains(actor, range),
    voicesOf(actor, range),
    openReview(actor, key),
  ]);
  const wanted = objectives.flatMap(({ kind, targets }) => targets.map(({ metric }) => ({ metric, kind })));
  const values = await measuredValues(
    actor,
    wanted.map(({ metric }) => metric),
    range.to,
  );
  const targets = targetStandings(
    objectives,
    values.map((value) => ({ ...value, quarter: fiscalQuarterOf(new Date(value.at), calendar) })),
    latestQuarters(range.from, calendar, 5).toReversed(),
  );
  const groups = groupsOf(changes);
  const counts = countsOf(groups);
  const better = betterByObjective(groups.better, new Map(wanted.map(({ metric, kind }) => [metric, kind])));
  const losses = standingLosses(groups);
  const parts = {
    worse: groups.worse.slice(0, shownInGroup),
    withdrawn: groups.withdrawn.slice(0, shownInGroup),
    inconclusive: groups.inconclusive.slice(0, shownInGroup),
    reported: groups.reported.slice(0, shownInGroup),
    gains: groups.better.slice(0, shownAtMost),
    losses: losses.slice(0, shownAtMost),
  };
  const shown = [...better.flatMap(({ results }) => results), ...Object.values(parts).flat()];
  const lines = await changesByNumber(actor, [...new Set(shown.map(({ lead }) => lead.number))]);
  const resultOf = ({ lead, others }: Result<{ number: number }>): OverviewResult[] => {
    const change = lines.get(lead.number);
    return change ? [{ change, sharedWith: others.map(({ number }) => number) }] : [];
  };
  const partOf = (name: keyof typeof counts & keyof typeof parts): OverviewPart => ({
    count: counts[name],
    results: parts[name].flatMap(resultOf),
  });
  const about = { quarter: key, timeZone: calendar.timeZone, now, until: range.to };
  const reader = {
    ownOpen: groups.open.filter(({ lead }) => lead.own).length,
    mayMove: may(actor, "change.move"),
    mayRecord: may(actor, "change.record"),
  };
  return {
    quarter: {
      key,
      label: quarterName(key),
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      running: range.from <= now && now < range.to,
    },
    quarters: latestQuarters(now, calendar, 4),
    headline: headlineOf(counts),
    counts,
    better: better.map(({ results, ...group }) => ({ ...group, results: results.flatMap(resultOf) })),
    worse: partOf("worse"),
    withdrawn: partOf("withdrawn"),
    inconclusive: partOf("inconclusive"),
    reported: partOf("reported"),
    gains: parts.gains.flatMap(resultOf),
    risks: [...parts.losses.flatMap(resultOf), ...lost, ...otherRisks(counts, targets, about)].slice(
      0,
      shownAtMost,
    ),
    voices,
    targets,
    next: nextWork(
      [...itemsNow.items, ...itemsNext.items],
      [...inProgress.items, ...planned.items],
      nextShown,
    ),
    asks: [
      ...(review ? [review] : []),
      ...asksOf(reader, { losses: losses.length, counts, targets }, about),
    ].slice(0, shownAtMost),
    simulated: organisation.sample,
  };
}
