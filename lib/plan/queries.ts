import type { z } from "zod";
import { visibleChanges } from "#lib/changes/access.ts";
import { changeFields, changeOf } from "#lib/changes/change-row.ts";
import { measurementChart, placeboLine } from "#lib/changes/measurement-chart.ts";
import { metricReadings } from "#lib/changes/queries/target-standings.ts";
import { listPractices } from "#lib/changes/queries.ts";
import type { Change, Measurement } from "#lib/changes/schema.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { type Document, fullTitle } from "#lib/core/documents/document.ts";
import { AppError } from "#lib/core/errors.ts";
import { parse } from "#lib/core/parse.ts";
import {
  type Calendar,
  formatRange,
  quarterName,
  quarterRange,
  type TimeRange,
  zoneInWords,
} from "#lib/core/time.ts";
import { listTestRuns } from "#lib/metrics/queries/test-runs.ts";
import { listMetrics } from "#lib/metrics/queries.ts";
import {
  type Plan,
  type PlanChange,
  type PlanMeasurement,
  type PlanObjective,
  type PlanReview,
  sectionKeys,
} from "#lib/plan/model.ts";
import { planDocument } from "#lib/plan/plan-document.ts";
import { exportInputSchema, type NarrativeText, planInputSchema } from "#lib/plan/schema.ts";
import { markNames } from "#lib/reviews/model.ts";
import { findSealedReview, type SealedReview } from "#lib/reviews/queries/sealed-review.ts";
import { statedNow } from "#lib/reviews/queries/statements.ts";
import type { SealedDecision } from "#lib/reviews/review-content.ts";
import { knownTeams } from "#lib/roadmap/queries/known-teams.ts";
import { actingTime } from "#lib/server/acting-time.ts";
import { db } from "#lib/server/db.ts";
import { renderApart } from "#lib/server/documents/render-apart.ts";
import { env } from "#lib/server/env.ts";
import { type Download, download } from "#lib/server/http/download.ts";
import { listObjectives, listSystems } from "#lib/systems/queries.ts";
import { fiscalCalendar, getOrganisation, listPeople, portalName, readersZone } from "#lib/users/queries.ts";

/** More changes than this make a book that nobody reads and no page holds; the period can be cut shorter. */
const mostChanges = 2_000;

/** The plan of a period as the actor may see it. Without a period: everything that is recorded. */
export async function getPlan(actor: Actor, input: unknown = {}): Promise<Plan> {
  authorize(actor, "plan.view");
  const asked = parse(planInputSchema, input);
  const now = actingTime(actor);
  const [organisation, calendar] = await Promise.all([getOrganisation(actor), fiscalCalendar()]);
  const period = periodOf(asked, calendar) ?? (await wholePeriod(actor, now, calendar));
  const [changes, objectives, testRuns, narratives, sealed, stated] = await Promise.all([
    changesOf(actor, period, calendar.timeZone),
    objectivesOf(actor, period, organisation.sample),
    listTestRuns(actor, { limit: 200 }),
    getNarratives(actor),
    asked.quarter ? findSealedReview(actor, { quarter: asked.quarter }) : null,
    asked.quarter ? statedNow(actor, asked.quarter) : null,
  ]);
  const decisions = new Map(
    sealed?.snapshot.content.changes.map(({ number, decision }) => [number, decision]) ?? [],
  );
  return {
    title: "Optimization Plan",
    organisation: organisation.name === portalName ? "" : organisation.name,
    period: { label: period.label, from: period.from.toISOString(), to: period.to.toISOString() },
    timeZone: calendar.timeZone,
    baseUrl: env.BASE_URL,
    version: null,
    generatedAt: now.toISOString(),
    objectives,
    changes: changes.map((change) => withDecision(change, decisions.get(change.number))),
    ...(sealed ? { review: planReviewOf(sealed) } : {}),
    ...(stated ? { stated } : {}),
    testRuns: testRuns.items.filter((run) => isWithin(new Date(run.ranAt), period)),
    narrative: Object.fromEntries(narratives.map(({ section, markdown }) => [section, markdown])),
  };
}

function withDecision(change: PlanChange, decided: SealedDecision | undefined): PlanChange {
  if (!decided) return change;
  const { decision, note, by } = decided;
  return { ...change, decision: { decision: markNames[decision], note, by } };
}

function planReviewOf({ version, sha256, snapshot, since }: SealedReview): PlanReview {
  return {
    version,
    signedBy: snapshot.signatures.map(({ name }) => name),
    sealedAt: snapshot.sealedAt,
    sha256,
    changedSince: since.length,
  };
}

export async function getPlanDocument(actor: Actor, input: unknown = {}): Promise<Document> {
  return planDocument(await getPlan(actor, input));
}

/** The plan as a file. The same records give the same numbers in every format. */
export async function exportPlan(actor: Actor, input: unknown): Promise<Download> {
  authorize(actor, "plan.export");
  const { format, ...period } = parse(exportInputSchema, input);
  const plan = await getPlan(actor, {
    ...period,
    ...(period.from && period.to ? { from: period.from.toISOString(), to: period.to.toISOString() } : {}),
  });
  const file = await renderApart(planDocument(plan), format, new Date(plan.generatedAt));
  // Days are held together by no-break spaces, which nobody can type who looks for the file.
  const name = `${fullTitle(plan)} ${plan.period.label}.${file.extension}`.replaceAll(/\s/g, " ");
  return download({ name, mediaType: file.mediaType, content: file.bytes });
}

/** The text people wrote, a row for every section, also where there is none yet. */
export async function getNarratives(actor: Actor): Promise<NarrativeText[]> {
  authorize(actor, "plan.view");
  const rows = await db.narrative.findMany({ include: { updatedBy: { select: { name: true } } } });
  return sectionKeys.map((section) => {
    const row = rows.find((candidate) => candidate.section === section);
    return {
      section,
      markdown: row?.markdown ?? "",
      version: row?.version ?? 0,
      updatedAt: row?.updatedAt.toISOString() ?? null,
      updatedBy: row?.updatedBy?.name ?? null,
    };
  });
}

/** What the change form lets people choose from. */
export async function changeFormChoices(actor: Actor) {
  const [systems, practices, teams, metrics, people, zone, { currency }] = await Promise.all([
    listSystems(actor, { limit: 200 }),
    listPractices(actor),
    knownTeams(actor),
    listMetrics(actor, { limit: 200 }),
    listPeople(actor),
    readersZone(actor),
    getOrganisation(actor),
  ]);
  return {
    currency,
    systems: systems.items.map(({ key, name }) => ({ key, name })),
    practices,
    teams,
    metrics: metrics.items.map(({ key, name, system }) => ({ key, name, system })),
    people,
    zone,
    zoneName: zoneInWords(zone),
  };
}

type Period = TimeRange & { label: string };

function periodOf(asked: z.output<typeof planInputSchema>, calendar: Calendar): Period | null {
  if (asked.quarter) return { ...quarterRange(asked.quarter, calendar), label: quarterName(asked.quarter) };
  if (asked.year) {
    const { from } = quarterRange(`${asked.year}-Q1`, calendar);
    const { to } = quarterRange(`${asked.year}-Q4`, calendar);
    return { from, to, label: asked.year };
  }
  if (!asked.from || !asked.to) return null;
  const range = { from: asked.from, to: asked.to };
  return { ...range, label: formatRange(range, calendar.timeZone) };
}

/** From the first record to now. */
async function wholePeriod(actor: Actor, now: Date, calendar: Calendar): Promise<Period> {
  const first = await db.change.findFirst({
    where: visibleChanges(actor),
    orderBy: [{ happenedAt: "asc" }, { number: "asc" }],
    select: { happenedAt: true },
  });
  const range = {
    from: first && first.happenedAt < now ? first.happenedAt : now,
    to: new Date(now.getTime() + 1),
  };
  return { ...range, label: `to ${formatRange({ from: now, to: range.to }, calendar.timeZone)}` };
}

function isWithin(at: Date, { from, to }: TimeRange): boolean {
  return at >= from && at < to;
}

async function changesOf(actor: Actor, period: Period, timeZone: string): Promise<PlanChange[]> {
  const rows = await db.change.findMany({
    where: {
      AND: [
        visibleChanges(actor),
        { happenedAt: { gte: period.from, lt: period.to } },
        { publishedAt: { not: null } },
      ],
    },
    orderBy: [{ happenedAt: "asc" }, { number: "asc" }],
    take: mostChanges + 1,
    select: changeFields,
  });
  if (rows.length > mostChanges) {
    throw new AppError(
      "LIMIT",
      `There are more than ${mostChanges.toLocaleString("en")} changes in this period. Choose a quarter or a shorter range.`,
    );
  }
  return rows.map((row) => planChangeOf(changeOf(row), timeZone));
}

function planChangeOf(change: Change, timeZone: string): PlanChange {
  const ended = change.status === "rolled-back" || change.status === "abandoned";
  return {
    number: change.number,
    title: change.title,
    area: change.area,
    practice:
      change.practice === null
        ? null
        : { key: change.practice, name: change.practiceName ?? change.practice },
    system: { key: change.system, name: change.systemName },
    status: change.status,
    appliedAt: change.appliedAt,
    owner: change.owner?.name ?? null,
    description: change.description,
    rolledBackReason: ended ? change.statusReason : null,
    overrideReason: change.overridden ? change.statusReason : null,
    ...worthOf(change),
    simulated: change.simulated,
    measurements: change.measurements.flatMap((measurement) =>
      planMeasurementOf(measurement, change, timeZone),
    ),
  };
}

function worthOf(change: Change): Pick<PlanChange, "worth"> {
  const { effortDays, spentOnce, runningCostPerYear, savingPerYear } = change;
  if ([effortDays, spentOnce, runningCostPerYear, savingPerYear].every((amount) => amount === null))
    return {};
  const { savingBasis, savingStatedBy, currency } = change;
  return {
    worth: {
      effortDays,
      spentOnce,
      runningCostPerYear,
      savingPerYear,
      savingBasis,
      savingStatedBy,
      currency,
    },
  };
}

function planMeasurementOf(measurement: Measurement, change: Change, timeZone: string): PlanMeasurement[] {
  const { verdict } = measurement;
  if (!verdict) return [];
  return [
    {
      metric: {
        key: measurement.metric,
        name: measurement.metricName,
        unit: verdict.unit,
        kind: measurement.metricKind,
      },
      verdict,
      chart: measurementChart(measurement, {
        number: change.number,
        systemName: change.systemName,
        timeZone,
      }),
      placebo: placeboLine(measurement),
      members: membersOf(measurement, change),
      primary: measurement.primary,
      overrideReason: measurement.overrideReason,
      simulated: measurement.simulated,
      createdAt: measurement.createdAt,
    },
  ];
}

function membersOf({ windows }: Measurement, { number }: Change): string[] {
  const shared = windows?.sharedWith ?? [];
  return shared.length > 0 ? [`C-${number}`, ...shared.map(({ name }) => name)] : [];
}

async function objectivesOf(actor: Actor, period: Period, simulated: boolean): Promise<PlanObjective[]> {
  const { items } = await listObjectives(actor, { limit: 200 });
  const metrics = items.flatMap((objective) => objective.targets.map((target) => target.metric));
  const readings = await metricReadings(actor, metrics, [{ from: null, to: period.to }]);
  return items.map((objective) => ({
    name: objective.name,
    kind: objective.kind,
    description: objective.description,
    targets: objective.targets.map((target) => ({
      ...target,
      now: readings.get(target.metric)?.[0] ?? null,
      simulated,
    })),
  }));
}
