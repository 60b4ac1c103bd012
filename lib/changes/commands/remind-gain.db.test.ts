import { expect, test } from "vitest";
import { listAlerts } from "#lib/alerts/queries.ts";
import { moveChange } from "#lib/changes/commands/move-change.ts";
import { remindGain } from "#lib/changes/commands/remind-gain.ts";
import { db } from "#lib/server/db.ts";
import { actorOf } from "#lib/testing/actors.ts";
import { appliedChange, newsOf, portal } from "#lib/testing/feedback-world.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

const after = (days: number) => new Date(Date.now() + days * 86_400_000);
const reminders = async (userId: string) =>
  (await newsOf(userId)).filter(({ event }) => event === "gain.due");

test("the owner of a gain that was proven by runs is reminded after 30 and 90 days, once each", async () => {
  const lead = await actorOf("lead");
  const change = await appliedChange(lead);
  await change.prove();
  await runSentJobs(after(29));
  expect(await reminders(lead.userId)).toEqual([]);
  expect(await runSentJobs(after(31))).toContain("changes.remind-gain");
  expect(await reminders(lead.userId)).toMatchObject([
    {
      title: expect.stringContaining(`Does the gain of C-${change.number} still hold?`),
      body: expect.stringContaining("30 days ago"),
      path: `/changes/${change.number}/evidence`,
    },
  ]);
  const { primaryMeasurementId } = await db.change.findUniqueOrThrow({ where: { number: change.number } });
  // A job may run twice, and only the portal's own.
  const again = { measurement: primaryMeasurementId, days: 30 };
  await remindGain(portal, again);
  await expect(remindGain(lead, again)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await reminders(lead.userId)).toHaveLength(1);
  await runSentJobs(after(91));
  expect(await reminders(lead.userId)).toHaveLength(2);
});

test("nobody is reminded of what was measured again, got worse, or is no longer in use", async () => {
  const lead = await actorOf("lead");
  const [again, worse, undone] = [
    await appliedChange(lead),
    await appliedChange(lead),
    await appliedChange(lead),
  ];
  await again.prove();
  await again.worsen();
  await worse.worsen();
  await undone.prove();
  await moveChange(lead, { number: undone.number, status: "rolled-back", reason: "It broke exports." });
  await runSentJobs(after(91));
  expect(await reminders(lead.userId)).toEqual([]);
});

test("a gain that is not there any more when it is measured again is lost: an alert, and a matter of the review", async () => {
  const lead = await actorOf("lead");
  const change = await appliedChange(lead);
  const of = { change: { number: change.number } };
  await change.prove();
  await change.worsen();
  // At once it is the same question asked again, as when a wrong file is replaced.
  expect(await db.watchCheck.count({ where: of })).toBe(0);
  await change.prove();
  await db.$executeRaw`ALTER TABLE "Measurement" DISABLE TRIGGER USER`;
  await db.$executeRaw`UPDATE "Measurement" SET "createdAt" = now() - interval '45 days'`;
  await db.$executeRaw`ALTER TABLE "Measurement" ENABLE TRIGGER USER`;
  await change.worsen();
  expect(await db.watchCheck.findMany({ where: of })).toMatchObject([{ state: "lost", days: 45 }]);
  expect(await runSentJobs()).toContain("changes.gain-lost");
  expect((await listAlerts(lead, { metric: change.metric })).items).toMatchObject([
    { origin: "watch", change: change.number, title: `The gain of C-${change.number} is lost` },
  ]);
});
