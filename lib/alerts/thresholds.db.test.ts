import { beforeAll, describe, expect, test } from "vitest";
import { judgeThresholds } from "#lib/alerts/commands/judge-thresholds.ts";
import { watchThresholds } from "#lib/alerts/commands/watch-thresholds.ts";
import { listAlerts } from "#lib/alerts/queries.ts";
import type { Role, UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSource } from "#lib/metrics/commands/sources.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { answering, fakePrometheus } from "#lib/testing/fake-prometheus.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

let people: Record<Role, UserActor>;
const worker = systemActor("test");
const minute = 60_000;
const start = Math.floor((Date.now() - 3 * 3_600_000) / minute) * minute;
const limits = { warn: 500, critical: 800, hold: "5m" };

beforeAll(async () => {
  people = await everyRole();
});

async function metricWith(more: object = { thresholds: limits }): Promise<string> {
  const [system, key] = [freshKey("shop"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  const about = { key, system, name: "Search, p95", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { ...about, ...more });
  return key;
}

/** Minutes from `from` on, each with this value. */
async function push(metric: string, from: number, count: number, value: number): Promise<void> {
  const samples = Array.from({ length: count }, (_, index) => ({
    metric,
    at: new Date(start + (from + index) * minute).toISOString(),
    value,
  }));
  expect((await pushSamples(people.lead, { samples })).accepted).toBe(count);
  await runSentJobs();
}

const alertsOf = async (metric: string) => (await listAlerts(people.member, { metric })).items;
const newsOf = async (metric: string) =>
  (
    await db.notification.findMany({ where: { path: `/metrics/${metric}` }, orderBy: { createdAt: "asc" } })
  ).map(({ userId, title }) => [userId === people.lead.userId, title]);

describe("samples past a threshold", () => {
  test("are one alert, opened once, made critical once, ended once, and its owner hears of each", async () => {
    const metric = await metricWith();
    await push(metric, 0, 20, 400);
    await push(metric, 20, 3, 600);
    expect(await alertsOf(metric)).toEqual([]);
    await push(metric, 23, 5, 600);
    const opened = { origin: "threshold", state: "firing", severity: "warning" };
    expect(await alertsOf(metric)).toMatchObject([
      {
        ...opened,
        startsAt: new Date(start + 20 * minute).toISOString(),
        title: "Search, p95 is above 500\u00a0ms",
      },
    ]);
    await push(metric, 28, 8, 900);
    expect(await alertsOf(metric)).toMatchObject([{ severity: "critical", state: "firing" }]);
    await push(metric, 36, 4, 400);
    expect(await alertsOf(metric)).toMatchObject([{ state: "firing" }]);
    await push(metric, 40, 4, 400);
    const endsAt = new Date(start + 36 * minute).toISOString();
    expect(await alertsOf(metric)).toMatchObject([{ state: "resolved", severity: "critical", endsAt }]);
    expect(await newsOf(metric)).toEqual([
      [true, "Search, p95 is above 500\u00a0ms"],
      [true, "Search, p95 is above 800\u00a0ms"],
      [true, "Search, p95 is back within its thresholds"],
    ]);
  });

  test("judged again, and by two at once, change nothing", async () => {
    const metric = await metricWith();
    await push(metric, 0, 10, 600);
    const { id } = await db.metric.findUniqueOrThrow({ where: { key: metric } });
    const again = await Promise.all([1, 2, 3].map(() => judgeThresholds(worker, { metric: id })));
    expect(again).toEqual(again.map(() => ({ raised: 0, ended: 0 })));
    expect(await alertsOf(metric)).toHaveLength(1);
    expect(await newsOf(metric)).toHaveLength(1);
    // What comes late and moves the beginning is the same happening.
    await push(metric, -3, 3, 600);
    expect(await alertsOf(metric)).toHaveLength(1);
  });

  test("that ended long ago are kept as an alert, and nobody is told", async () => {
    const metric = await metricWith();
    const loaded = [...Array.from({ length: 10 }, () => 600), ...Array.from({ length: 10 }, () => 400)];
    const samples = loaded.map((value, index) => ({
      metric,
      at: new Date(start - 86_400_000 + index * minute).toISOString(),
      value,
    }));
    await pushSamples(people.lead, { samples });
    await runSentJobs();
    expect(await alertsOf(metric)).toMatchObject([{ state: "resolved" }]);
    expect(await newsOf(metric)).toEqual([]);
  });

  test("are no alert any more once the thresholds move or go", async () => {
    const metric = await metricWith();
    await push(metric, 0, 10, 600);
    await editMetric(people.lead, { key: metric, thresholds: { warn: 700 } });
    await runSentJobs();
    expect(await alertsOf(metric)).toMatchObject([{ state: "resolved" }]);
    await editMetric(people.lead, { key: metric, thresholds: { warn: 550 } });
    await runSentJobs();
    expect(await alertsOf(metric)).toMatchObject([{ state: "resolved" }]);
    const { id } = await db.metric.findUniqueOrThrow({ where: { key: metric } });
    const later = Date.now() + 20 * minute;
    const samples = [1, 6, 11, 16].map((after) => ({
      metric,
      at: new Date(Date.now() + after * minute).toISOString(),
      value: 600,
    }));
    await pushSamples(people.lead, { samples });
    expect(await judgeThresholds(worker, { metric: id }, later)).toEqual({ raised: 1, ended: 0 });
    expect(await judgeThresholds(worker, { metric: id }, later)).toEqual({ raised: 0, ended: 0 });
    expect(await alertsOf(metric)).toMatchObject([{ state: "firing" }, { state: "resolved" }]);
    await editMetric(people.lead, { key: metric, thresholds: null });
    await runSentJobs();
    expect((await alertsOf(metric)).filter(({ state }) => state === "firing")).toEqual([]);
  });
});

test("a metric that is read from a source is judged by the clock; one that does not answer waits", async () => {
  await using server = await fakePrometheus(answering(() => 900));
  const [good, bad] = [freshKey("prod"), freshKey("gone")];
  const about = { name: "Prod", allowOwnMachine: true };
  await createSource(people.admin, { ...about, key: good, baseUrl: server.url });
  await createSource(people.admin, { ...about, key: bad, baseUrl: "http://127.0.0.1:9" });
  const from = (source: string) => ({ thresholds: limits, source: { source, query: "latency" } });
  const [read, waiting] = [await metricWith(from(good)), await metricWith(from(bad))];
  expect((await watchThresholds(worker)).metrics).toBeGreaterThanOrEqual(1);
  await watchThresholds(worker);
  expect(await alertsOf(read)).toMatchObject([{ severity: "critical", state: "firing" }]);
  expect(await alertsOf(waiting)).toEqual([]);
}, 60_000);

describe("thresholds", () => {
  test("are set and read over the API, and belong to whoever set them first", async () => {
    const lead = await apiCaller("lead");
    const key = await metricWith({});
    const set = await lead.call("PATCH", `/metrics/${key}`, { body: { thresholds: { critical: 900 } } });
    expect(set.json).toMatchObject({
      thresholds: { warn: null, critical: 900, holdSeconds: 300 },
      owner: { email: expect.stringContaining("lead") },
    });
    const { email } = await db.user.findUniqueOrThrow({ where: { id: people.lead.userId } });
    const named = await lead.call("PATCH", `/metrics/${key}`, { body: { owner: email } });
    expect(named.json.owner.email).toBe(email);
  });

  test("are refused when they are crossed, say nothing, or name nobody here", async () => {
    await expect(metricWith({ thresholds: { warn: 800, critical: 500 } })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "thresholds.critical" }],
    });
    await expect(metricWith({ thresholds: {} })).rejects.toMatchObject({ code: "INVALID" });
    await expect(metricWith({ owner: "nobody@test.example" })).rejects.toMatchObject({ code: "INVALID" });
    const key = await metricWith();
    await expect(editMetric(people.lead, { key, better: "higher" })).rejects.toMatchObject({
      code: "INVALID",
    });
    await expect(editMetric(people.member, { key, thresholds: null })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("are judged by the portal alone", async () => {
    const { id } = await db.metric.findUniqueOrThrow({ where: { key: await metricWith() } });
    await expect(judgeThresholds(people.admin, { metric: id })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(watchThresholds(people.admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
