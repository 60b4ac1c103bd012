import { countsOf, groupOf, headlineOf, type Sized } from "#lib/changes/overview.ts";
import { quarterParts, sharersOf } from "#lib/changes/queries/quarter-parts.ts";
import { quarterWorth } from "#lib/changes/queries/quarter-worth.ts";
import { standingsOfTargets } from "#lib/changes/queries/target-standings.ts";
import { changesByNumber, listChanges } from "#lib/changes/queries.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize, may } from "#lib/core/access/authorize.ts";
import { parse } from "#lib/core/parse.ts";
import { fiscalQuarterOf, latestQuarters, quarterName, quarterRange } from "#lib/core/time.ts";
import { nextWork } from "#lib/plan/next-work.ts";
import {
  asksOf,
  betterByObjective,
  largestOf,
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
import { overviewWorth } from "#lib/plan/overview-worth.ts";
import { lostGains, openReview, voicesOf } from "#lib/plan/queries/quarter-news.ts";
import { statedNow } from "#lib/reviews/queries/statements.ts";
import { listItems } from "#lib/roadmap/queries.ts";
import { listObjectives } from "#lib/systems/queries.ts";
import { fiscalCalendar, getOrganisation } from "#lib/users/queries.ts";

const nextShown = 5;
/** Some of them may not be for everyone. */
const itemsRead = 10;

/**
 * What a quarter's changes amount to, against the targets, and what comes next. The running quarter unless one is given.
 * The changes are counted by the database; only what is shown is read.
 */
export async function getOverview(actor: Actor, input: unknown = {}, now = new Date()): Promise<Overview> {
  authorize(actor, "change.view");
  const calendar = await fiscalCalendar();
  const key = parse(overviewInputSchema, input).quarter ?? fiscalQuarterOf(now, calendar);
  const range = quarterRange(key, calendar);
  const { items: objectives } = await listObjectives(actor, { limit: 200 });
  const kindOfMetric = new Map(
    objectives.flatMap(({ kind, targets }) => targets.map(({ metric }) => [metric, kind] as const)),
  );
  const [
    parts,
    spent,
    targets,
    organisation,
    inProgress,
    planned,
    itemsNow,
    itemsNext,
    lost,
    voices,
    review,
    stated,
  ] = await Promise.all([
    quarterParts(actor, range, kindOfMetric),
    quarterWorth(actor, range),
    standingsOfTargets(actor, objectives, range, calendar),
    getOrganisation(actor),
    listChanges(actor, { status: "in-progress", limit: nextShown }),
    listChanges(actor, { status: "planned", limit: nextShown }),
    listItems(actor, { horizon: "now", limit: itemsRead }),
    listItems(actor, { horizon: "next", limit: itemsRead }),
    lostGains(actor, range),
    voicesOf(actor, range),
    openReview(actor, key),
    statedNow(actor, key),
  ]);
  const counts = countsOf(parts);
  const better = betterByObjective(parts);
  const inGroup = (name: keyof typeof counts) => parts.filter((part) => groupOf(part) === name);
  const losses = standingLosses(parts);
  const shown = {
    worse: largestOf(inGroup("worse"), shownInGroup),
    withdrawn: largestOf(inGroup("withdrawn"), shownInGroup),
    inconclusive: largestOf(inGroup("inconclusive"), shownInGroup),
    reported: largestOf(inGroup("reported"), shownInGroup),
    gains: largestOf(inGroup("better"), shownAtMost),
    losses: largestOf(losses, shownAtMost),
  };
  const leads = [...better.flatMap(({ largest }) => largest), ...Object.values(shown).flat()];
  const numbers = [...new Set(leads.map(({ number }) => number))];
  const [lines, sharers] = await Promise.all([
    changesByNumber(actor, numbers),
    sharersOf(actor, range, numbers),
  ]);
  const resultOf = ({ number }: Sized): OverviewResult[] => {
    const change = lines.get(number);
    return change ? [{ change, sharedWith: sharers.get(number) ?? [] }] : [];
  };
  const partOf = (name: keyof typeof counts & keyof typeof shown): OverviewPart => ({
    count: counts[name],
    results: shown[name].flatMap(resultOf),
  });
  const about = { quarter: key, timeZone: calendar.timeZone, now, until: range.to };
  const reader = {
    ownOpen: inGroup("open").reduce((sum, { own }) => sum + own, 0),
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
    stated,
    counts,
    better: better.map(({ largest, ...group }) => ({ ...group, results: largest.flatMap(resultOf) })),
    worse: partOf("worse"),
    withdrawn: partOf("withdrawn"),
    inconclusive: partOf("inconclusive"),
    reported: partOf("reported"),
    gains: shown.gains.flatMap(resultOf),
    risks: [...shown.losses.flatMap(resultOf), ...lost, ...otherRisks(counts, targets, about)].slice(
      0,
      shownAtMost,
    ),
    voices,
    targets,
    worth: overviewWorth(spent, counts.changes, { currency: organisation.currency, quarter: key }),
    next: nextWork(
      [...itemsNow.items, ...itemsNext.items],
      [...inProgress.items, ...planned.items],
      nextShown,
    ),
    asks: [
      ...(review ? [review] : []),
      ...asksOf(
        reader,
        { losses: losses.reduce((sum, { results }) => sum + results, 0), counts, targets },
        about,
      ),
    ].slice(0, shownAtMost),
    simulated: organisation.sample,
  };
}
