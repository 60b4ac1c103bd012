import { beforeAll, describe, expect, test } from "vitest";
import { listAlerts } from "#lib/alerts/queries.ts";
import { checkChangeGain } from "#lib/changes/commands/check-gain.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { watchGains } from "#lib/changes/commands/watch-gains.ts";
import { historySentence } from "#lib/changes/history-sentence.ts";
import { changeHistory, getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { freshKey } from "#lib/testing/api-caller.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const hour = 3_600_000;
const day = 24 * hour;
const worker = systemActor("test");

beforeAll(async () => {
  people = await everyRole();
});

type Shape = { laterLevel: number; fromDay: number; daysAgo?: number };

/** A verified change of 60 days ago; from so many days after it on, the metric is at another level. */
async function verified({ laterLevel, fromDay, daysAgo = 60 }: Shape) {
  const changedAt = Math.floor(Date.now() / hour - daysAgo * 24) * hour;
  const [system, metric] = [freshKey("system"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  const about = { system, unit: "ms", better: "lower", kind: "duration", name: "Checkout, p95" };
  await createMetric(people.lead, { key: metric, ...about });
  const random = seededRandom(5);
  const samples = Array.from({ length: (30 + daysAgo) * 24 }, (_, index) => {
    const at = changedAt - 30 * day + index * hour;
    const level = at < changedAt ? 100 : at < changedAt + fromDay * day ? 80 : laterLevel;
    return { metric, at: new Date(at).toISOString(), value: level * (1 + 0.04 * (random.uniform() - 0.5)) };
  });
  await pushSamples(people.lead, { samples });
  const appliedAt = new Date(changedAt).toISOString();
  const { number } = await recordChange(people.lead, { title: "Cache it", area: "code", system, appliedAt });
  await measureChange(people.lead, { number, metric });
  const jobs = await runSentJobs();
  return { number, metric, jobs, change: await getChange(people.member, { number }) };
}

describe("the watch over a gain", () => {
  test("checks after 7 and 30 days that are past, and waits for the 90th", async () => {
    const { change, metric } = await verified({ laterLevel: 80, fromDay: 1 });
    expect(change).toMatchObject({ status: "verified", outcome: "improved" });
    expect(change.watch).toMatchObject([
      { days: 7, state: "holding", problem: null },
      { days: 30, state: "holding" },
      { days: 90, state: "due", kept: null, checkedAt: null },
    ]);
    expect(change.watch[0]?.kept).toBeCloseTo(1, 1);
    expect((await listAlerts(people.member, { metric })).items).toEqual([]);
  });

  test("a lost gain reopens the change, tells its owner once, and is an alert", async () => {
    const { change, number, metric } = await verified({ laterLevel: 101, fromDay: 20 });
    expect(change.watch.map(({ state }) => state)).toEqual(["holding", "lost", "due"]);
    expect(change.status).toBe("measuring");
    expect(change.statusReason).toMatch(/of the gain in Checkout, p95 is left after 30 days/);
    const news = { userId: people.lead.userId, event: "gain.lost", path: `/changes/${number}` };
    expect(await db.notification.count({ where: news })).toBe(1);
    expect((await listAlerts(people.member, { metric })).items).toMatchObject([
      { origin: "watch", change: number, title: `The gain of C-${number} is lost` },
    ]);
    const events = await db.auditEvent.findMany({ where: { entity: "change", action: "change.move" } });
    expect(events.map((event) => event.data)).toContainEqual(
      expect.objectContaining({ number, from: "verified", to: "measuring" }),
    );
  });

  test("a gain of which half is left is fading: told, and the change stays as it is", async () => {
    const { change, number, jobs } = await verified({ laterLevel: 90, fromDay: 20 });
    // For the review of that quarter.
    expect(jobs).toContain("changes.gain-fading");
    expect(change.watch.map(({ state }) => state)).toEqual(["holding", "fading", "due"]);
    expect(change.watch[1]?.kept).toBeCloseTo(0.5, 1);
    expect(change.status).toBe("verified");
    const news = { event: "gain.lost", path: `/changes/${number}` };
    expect(await db.notification.count({ where: news })).toBe(1);
  });

  test("a check is made once, at its time, and by the portal alone; too little measured is unclear", async () => {
    const { number } = await verified({ laterLevel: 80, fromDay: 1 });
    const { id } = await db.watchCheck.findFirstOrThrow({ where: { change: { number }, days: 90 } });
    expect(await checkChangeGain(worker, { id })).toEqual({ state: "due" });
    await expect(checkChangeGain(people.admin, { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    const later = Date.now() + 60 * day;
    expect(await checkChangeGain(worker, { id }, later)).toEqual({ state: "unclear" });
    expect(await checkChangeGain(worker, { id }, later)).toEqual({ state: "unclear" });
    const { watch } = await getChange(people.member, { number });
    expect(watch[2]).toMatchObject({ state: "unclear", problem: "Too little was measured to tell." });
  });

  test("a gain that turns worse between its checks is checked at once, and only once", async () => {
    const { change, number } = await verified({ laterLevel: 101, fromDay: 16, daysAgo: 26 });
    expect(change.watch.map(({ days, state }) => [days, state])).toEqual([
      [7, "holding"],
      [30, "due"],
      [90, "due"],
    ]);
    await expect(watchGains(people.admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await watchGains(worker)).toEqual({ checks: 1 });
    await runSentJobs();
    const { status, watch } = await getChange(people.member, { number });
    expect(watch.map(({ state }) => state)).toEqual(["holding", "lost", "due", "due"]);
    expect(watch[1]?.days).toBe(18);
    expect(status).toBe("measuring");
    expect(await watchGains(worker)).toEqual({ checks: 0 });
    const history = await changeHistory(people.member, { number });
    expect(history.map((entry) => historySentence(entry)).join("\n")).toMatch(
      /checked early: .+ has been worse since/,
    );
  });

  test("one that holds is not", async () => {
    await verified({ laterLevel: 80, fromDay: 1, daysAgo: 26 });
    expect(await watchGains(worker)).toEqual({ checks: 0 });
  });
});
