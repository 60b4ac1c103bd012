import { checkChangeGain } from "#lib/changes/commands/check-gain.ts";
import type { Actor } from "#lib/core/access/actor.ts";
import { authorize } from "#lib/core/access/authorize.ts";
import { AppError } from "#lib/core/errors.ts";
import { fiscalQuarterOf, quarterRange, shiftQuarter } from "#lib/core/time.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { audit } from "#lib/server/audit.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db, transaction } from "#lib/server/db.ts";
import { createObjective, createSystem } from "#lib/systems/commands.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";
import { createPeople, type SampleAccount, type SamplePeople } from "#prisma/sample/accounts.ts";
import { sampleChanges } from "#prisma/sample/changes.ts";
import { feedback } from "#prisma/sample/feedback.ts";
import { feedbackSteps, ratingSteps } from "#prisma/sample/feedback-steps.ts";
import { tellHistory } from "#prisma/sample/metric-history.ts";
import { metrics } from "#prisma/sample/metrics.ts";
import { objectives } from "#prisma/sample/objectives.ts";
import { type PersonKey, people } from "#prisma/sample/people.ts";
import { reviewSteps } from "#prisma/sample/reviews.ts";
import { roadmapItems } from "#prisma/sample/roadmap.ts";
import { itemSteps } from "#prisma/sample/roadmap-steps.ts";
import { sampleCalendar } from "#prisma/sample/schedule.ts";
import { changeSteps, narrativeSteps, type Step, testRunStep } from "#prisma/sample/steps.ts";
import { systems } from "#prisma/sample/systems.ts";
import { testRuns } from "#prisma/sample/test-runs.ts";

export type SampleLoaded = { accounts: SampleAccount[]; changes: number; measurements: number };

/**
 * Fills an empty portal with SayPro's plan, all of it marked as simulated. With `accounts`, one account a role is made
 * and its password returned: only for a portal that nobody else can reach. Throws CONFLICT when there are records.
 */
export async function loadSample(
  actor: Actor,
  { accounts, now }: { accounts: boolean; now: Date },
): Promise<SampleLoaded> {
  authorize(actor, "sample.load");
  await refuseRecords();
  const loader = systemActor("sample");
  await editOrganisation(loader, organisation);
  // The mark comes first: whatever is written after it, even if the loading breaks off, is shown as simulated.
  await markAsSample(loader);
  const made = await createPeople(loader, accounts);
  for (const system of systems) await createSystem(loader, system);
  for (const metric of metrics) await createMetric(loader, metric);
  for (const objective of objectives) await createObjective(loader, withDueDates(objective, now));
  await tellHistory(loader, now);
  await inOrder(historyOf(now), made);
  await checkGains(made, now);
  await dateUpdates();
  return { accounts: made.accounts, ...(await counted()) };
}

const organisation = {
  name: "SayPro",
  timeZone: sampleCalendar.timeZone,
  fiscalStartMonth: sampleCalendar.startMonth,
  fiscalNamedBy: sampleCalendar.namedBy,
  currency: "ZAR",
};

async function refuseRecords(): Promise<void> {
  const tables = [
    db.system,
    db.metric,
    db.objective,
    db.change,
    db.testRun,
    db.narrative,
    db.feedback,
    db.roadmapItem,
    db.review,
  ];
  const counts = await Promise.all(
    tables.map((table) => (table as { count: () => Promise<number> }).count()),
  );
  if (counts.every((count) => count === 0)) return;
  throw new AppError(
    "CONFLICT",
    "The sample plan goes into an empty portal only, and this one has records. Start another portal with its own DATA_DIR to look at the sample.",
  );
}

async function markAsSample(loader: Actor): Promise<void> {
  await transaction(async (tx) => {
    await tx.organisation.update({ where: { id: 1 }, data: { sample: true }, select: { id: true } });
    await audit(tx, loader, {
      action: "sample.load",
      entity: "organisation",
      entityId: "1",
      data: { changes: sampleChanges.length },
    });
  });
}

function withDueDates({ targets, ...objective }: (typeof objectives)[number], now: Date) {
  const running = fiscalQuarterOf(now, sampleCalendar);
  return {
    ...objective,
    targets: targets.map(({ quarters, ...target }) => ({
      ...target,
      dueAt: new Date(
        quarterRange(shiftQuarter(running, quarters), sampleCalendar).to.getTime() - 1,
      ).toISOString(),
    })),
  };
}

function historyOf(now: Date): Step[] {
  const steps = [
    ...sampleChanges.flatMap((change) => changeSteps(change, now)),
    ...testRuns.map((run) => testRunStep(run, now)),
    ...feedback.flatMap((entry) => feedbackSteps(entry, now)),
    ...ratingSteps(now),
    ...reviewSteps(now),
    ...roadmapItems.flatMap((item) => itemSteps(item, now)),
    ...narrativeSteps(now),
  ];
  return steps.toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

async function inOrder(steps: Step[], made: SamplePeople): Promise<void> {
  for (const { at, by, act } of steps) {
    await checkGains(made, at);
    await act(systemActor("sample", { userId: idOf(made, by), name: people[by].name, at }));
  }
}

/** What the watch over proven gains saw until then, each check at its time. */
async function checkGains(made: SamplePeople, until: Date): Promise<void> {
  const due = await db.watchCheck.findMany({
    where: { state: "due", dueAt: { lte: until } },
    orderBy: { dueAt: "asc" },
    select: { id: true, dueAt: true },
  });
  for (const { id, dueAt } of due) {
    const watch = systemActor("sample", { userId: idOf(made, "ayanda"), name: "The portal", at: dueAt });
    await checkChangeGain(watch, { id }, dueAt.getTime());
  }
}

function idOf(made: SamplePeople, person: PersonKey): string {
  const id = made.ids.get(person);
  if (!id) throw new Error(`${people[person].name} acts in the sample but was not made.`);
  return id;
}

/** A change was last updated when the last thing was noted about it, not when the sample was loaded. */
async function dateUpdates(): Promise<void> {
  await db.$executeRaw`
    UPDATE "Change" SET "updatedAt" = noted.last FROM (
      SELECT "entityId", max("at") AS last FROM "AuditEvent" WHERE "entity" = 'change' GROUP BY "entityId"
    ) AS noted WHERE noted."entityId" = "Change"."id"::text`;
}

async function counted(): Promise<{ changes: number; measurements: number }> {
  return { changes: await db.change.count(), measurements: await db.measurement.count() };
}
