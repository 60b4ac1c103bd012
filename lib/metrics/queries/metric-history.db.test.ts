import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { editMetric } from "#lib/metrics/commands/edit-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSource } from "#lib/metrics/commands/sources.ts";
import { metricHistory } from "#lib/metrics/queries/metric-history.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { answering, fakePrometheus } from "#lib/testing/fake-prometheus.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const day = 86_400_000;
const now = Math.floor(Date.now() / day) * day;

beforeAll(async () => {
  people = await everyRole();
});

/** A metric with a source, which has 200 daily samples from before there was one. */
async function liveMetric(url: string) {
  const [system, source, key] = [freshKey("system"), freshKey("prod"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  await createSource(people.admin, { key: source, name: "Prod", baseUrl: url, allowOwnMachine: true });
  const about = { key, system, name: key, unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, about);
  const samples = Array.from({ length: 200 }, (_, index) => ({
    metric: key,
    at: new Date(now - (400 - index) * day).toISOString(),
    value: 500,
  }));
  await pushSamples(people.lead, { samples });
  await editMetric(people.lead, { key, source: { source, query: "latency" } });
  return key;
}

describe("the history of a metric with a source", () => {
  test("is its last 90 days after all that was pushed before there was a source", async () => {
    await using server = await fakePrometheus(answering(() => 300));
    const key = await liveMetric(server.url);
    const { points, origin } = await metricHistory(people.member, { key }, now);
    expect(points.filter(({ value }) => value === 500)).toHaveLength(200);
    expect(points.find(({ value }) => value === 300)?.at).toBeGreaterThanOrEqual(now - 91 * day);
    expect(points.map(({ at }) => at)).toEqual(points.map(({ at }) => at).sort((a, b) => a - b));
    expect(origin).toMatch(/^pushed samples, then source /);
  });

  test("reaches as far back as is asked, and ends where it is asked to", async () => {
    await using server = await fakePrometheus(answering(() => 300));
    const key = await liveMetric(server.url);
    const until = new Date(now - 100 * day);
    const { points } = await metricHistory(people.member, { key, days: 30, until }, now);
    expect(points[0]?.at).toBeGreaterThanOrEqual(now - 130 * day);
    expect(points.at(-1)?.at).toBeLessThanOrEqual(now - 100 * day);
    expect(points.every(({ value }) => value === 300)).toBe(true);
    const year = await metricHistory(people.member, { key, days: 365 }, now);
    expect((now - (year.points[0]?.at ?? now)) / day).toBeGreaterThan(350);
  });

  test("is refused to a token that may not read, and for more than ten years", async () => {
    await using server = await fakePrometheus(answering(() => 300));
    const key = await liveMetric(server.url);
    const writer = await apiCaller("lead", ["write"]);
    expect((await writer.call("GET", `/metrics/${key}/changepoints`)).status).toBe(403);
    await expect(metricHistory(people.member, { key, days: 9_999 })).rejects.toMatchObject({
      code: "INVALID",
    });
  });
});
