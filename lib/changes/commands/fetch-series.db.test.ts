import { beforeAll, describe, expect, test } from "vitest";
import { fetchSeries } from "#lib/changes/commands/fetch-series.ts";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recomputeMeasurement } from "#lib/changes/commands/recompute-measurement.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { changeCompany } from "#lib/changes/queries/change-company.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { readFileText } from "#lib/server/files.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const hour = 3_600_000;
const day = 24 * hour;
const worker = systemActor("test");

/** A whole hour so many days ago. */
function ago(days: number): number {
  return Math.floor(Date.now() / hour - days * 24) * hour;
}

beforeAll(async () => {
  people = await everyRole();
});

/** A system of its own with a metric that has hourly samples: 100 ms, and `shifted` from the change on. */
async function measuredSystem({ changedAt, daysBefore = 30, until = Date.now(), shifted = 80 }: Shape) {
  const system = freshKey("system");
  const metric = freshKey("latency");
  await createSystem(people.lead, { key: system, name: system });
  const about = { system, unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key: metric, name: "Checkout, p95", ...about });
  await pushSamples(people.lead, { samples: hourly(metric, { changedAt, daysBefore, until, shifted }) });
  const { number } = await recordChange(people.lead, {
    title: "Cache the price list",
    area: "code",
    system,
    appliedAt: new Date(changedAt).toISOString(),
  });
  return { system, metric, number };
}

type Shape = { changedAt: number; daysBefore?: number; until?: number; shifted?: number };

function hourly(metric: string, { changedAt, daysBefore = 30, until = Date.now(), shifted = 80 }: Shape) {
  const random = seededRandom(7);
  const begin = Math.floor((changedAt - daysBefore * day) / hour) * hour;
  return Array.from({ length: Math.floor((until - begin) / hour) }, (_, index) => {
    const at = begin + index * hour;
    const level = at >= changedAt ? shifted : 100;
    return { metric, at: new Date(at).toISOString(), value: level * (1 + 0.05 * (random.uniform() - 0.5)) };
  });
}

describe("a verdict from pushed samples", () => {
  test("is null at first, then fetched by a job, frozen with its points, and verifies the change", async () => {
    const { metric, number } = await measuredSystem({ changedAt: ago(10) });
    const asked = await measureChange(people.lead, { number, metric });
    expect(asked).toMatchObject({ verdict: null, frozen: false, fetch: { state: "waiting" } });
    expect((await getChange(people.member, { number })).status).toBe("measuring");
    expect(await measureChange(people.lead, { number, metric })).toMatchObject({ id: asked.id });
    await runSentJobs();
    const change = await getChange(people.member, { number });
    expect(change).toMatchObject({ status: "verified", outcome: "improved" });
    expect(change.measurements).toHaveLength(1);
    const [measurement] = change.measurements;
    expect(measurement).toMatchObject({ id: asked.id, grade: "series", frozen: true, fetch: null });
    expect(measurement?.verdict).toMatchObject({
      outcome: "improved",
      before: { n: 168 },
      after: { n: 168 },
    });
    expect(measurement?.inputs).toMatchObject([{ side: "series", format: "prometheus" }]);
    expect(measurement?.recordedBy).toBe(people.lead.name);
    const again = await recomputeMeasurement(people.member, { id: asked.id });
    expect(again.found).toBe("same");
    const text = await readFileText(db, measurement?.inputs[0]?.fileId ?? "");
    expect(JSON.parse(text).data.result[0].metric).toEqual({ __name__: metric });
    await expect(db.measurement.delete({ where: { id: asked.id } })).rejects.toThrow("never changed");
  });

  test("says so far while the window fills, decides nothing, and is frozen once it is full", async () => {
    const changedAt = ago(3);
    const { metric, number } = await measuredSystem({ changedAt });
    const asked = await measureChange(people.lead, { number, metric });
    await runSentJobs();
    const filling = await getChange(people.member, { number });
    expect(filling).toMatchObject({ status: "measuring", outcome: "none" });
    expect(filling.measurements[0]).toMatchObject({
      frozen: false,
      verdict: { after: { n: 71 } },
      fetch: { state: "filling", problem: null },
    });
    const fullAt = Date.parse(filling.measurements[0]?.fetch?.fullAt ?? "");
    expect(fullAt).toBeGreaterThan(changedAt + 7 * day);
    expect(fullAt).toBeLessThan(changedAt + 7.2 * day);
    // The next look is asked for, and looking too early does nothing.
    const waiting = await db.outgoingJob.findMany({ where: { name: "changes.fetch-series" } });
    expect(waiting.map((job) => job.payload)).toContainEqual({ id: asked.id });
    expect(await fetchSeries(worker, { id: asked.id })).toEqual({ state: "filling" });
    const rest = hourly(metric, { changedAt, until: fullAt });
    await pushSamples(people.lead, { samples: rest });
    expect(await fetchSeries(worker, { id: asked.id }, fullAt + 1)).toEqual({ state: "frozen" });
    expect(await fetchSeries(worker, { id: asked.id }, fullAt + 1)).toEqual({ state: "gone" });
    const change = await getChange(people.member, { number });
    expect(change).toMatchObject({ status: "verified", outcome: "improved" });
    expect(change.measurements).toMatchObject([{ id: asked.id, verdict: { after: { n: 168 } } }]);
  });

  test("a short past asks for no longer future: two days before are compared with two days after", async () => {
    const { metric, number } = await measuredSystem({ changedAt: ago(3), daysBefore: 2 });
    await measureChange(people.lead, { number, metric });
    await runSentJobs();
    const [measurement] = (await getChange(people.member, { number })).measurements;
    expect(measurement).toMatchObject({ frozen: true, verdict: { before: { n: 48 }, after: { n: 48 } } });
  });

  test("the asked window is the longest of each side, and another change of the system cuts it", async () => {
    const changedAt = ago(10);
    const { system, metric, number } = await measuredSystem({ changedAt });
    await recordChange(people.lead, {
      title: "Another one",
      area: "code",
      system,
      appliedAt: new Date(changedAt + 2 * day).toISOString(),
    });
    await measureChange(people.lead, { number, metric, window: "1d" });
    await measureChange(people.lead, { number, metric });
    await runSentJobs();
    const { measurements } = await getChange(people.member, { number });
    const lengths = measurements.map((one) => one.verdict?.after.n).sort((a, b) => (a ?? 0) - (b ?? 0));
    expect(lengths[0]).toBe(24);
    expect(lengths[1]).toBeGreaterThan(45);
    expect(lengths[1]).toBeLessThanOrEqual(48);
    expect(measurements.every((one) => one.frozen)).toBe(true);
  });

  test("of changes too near to be told apart counts once, by whichever metric each was measured", async () => {
    const changedAt = ago(20);
    const { system, metric, number } = await measuredSystem({ changedAt });
    const other = freshKey("wait");
    const about = { system, unit: "ms", better: "lower", kind: "duration" };
    await createMetric(people.lead, { key: other, name: "Waiting, p95", ...about });
    await pushSamples(people.lead, { samples: hourly(other, { changedAt }) });
    await measureChange(people.lead, { number, metric });
    await runSentJobs();
    const near = await recordChange(people.lead, {
      title: "Warm the cache",
      area: "code",
      system,
      appliedAt: new Date(changedAt + 6 * hour).toISOString(),
    });
    await measureChange(people.lead, { number: near.number, metric: other });
    await runSentJobs();
    const rows = await db.change.findMany({
      where: { number: { in: [number, near.number] } },
      select: { resultKey: true, outcome: true, primaryMetricId: true },
    });
    expect(rows.map(({ outcome }) => outcome)).toEqual(["improved", "improved"]);
    expect(new Set(rows.map(({ primaryMetricId }) => primaryMetricId)).size).toBe(2);
    expect(new Set(rows.map(({ resultKey }) => resultKey))).toEqual(
      new Set([`together:${[`C-${number}`, `C-${near.number}`].sort().join()}`]),
    );
    const { sharing } = await changeCompany(people.member, { number });
    expect(sharing).toMatchObject([{ number: near.number, sameMetric: false }]);
  });

  test("nothing measured in the windows is said, not filled in, and can be asked for again", async () => {
    const changedAt = ago(400);
    const { metric, number } = await measuredSystem({ changedAt: ago(5), daysBefore: 1 });
    const old = await recordChange(people.lead, {
      title: "Long ago",
      area: "code",
      system: (await getChange(people.lead, { number })).system,
      appliedAt: new Date(changedAt).toISOString(),
    });
    const asked = await measureChange(people.lead, { number: old.number, metric });
    await runSentJobs();
    const [failed] = (await getChange(people.member, { number: old.number })).measurements;
    expect(failed).toMatchObject({ id: asked.id, verdict: null, fetch: { state: "failed" } });
    expect(failed?.fetch?.problem).toContain("Nothing was measured");
    expect((await measureChange(people.lead, { number: old.number, metric })).id).not.toBe(asked.id);
  });

  test("is refused without a series, without a time, and to who may not measure", async () => {
    const { system, metric, number } = await measuredSystem({ changedAt: ago(10) });
    await createMetric(people.lead, {
      ...{ key: `${metric}.empty`, name: "Empty", system, unit: "ms", better: "lower", kind: "duration" },
    });
    const ask = (more: object) => measureChange(people.lead, { number, metric, ...more });
    await expect(ask({ metric: `${metric}.empty` })).rejects.toMatchObject({
      code: "INVALID",
      faults: [{ path: "before" }, { path: "after" }],
    });
    await expect(ask({ before: { values: [1, 2] } })).rejects.toMatchObject({ faults: [{ path: "after" }] });
    const planned = await recordChange(people.lead, { title: "Some day", area: "code", system });
    await expect(ask({ number: planned.number })).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(measureChange(people.member, { number, metric })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(fetchSeries(people.admin, { id: crypto.randomUUID() })).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });
});

test("POST …/measurements answers 202 with a null verdict, GET shows it once it is there", async () => {
  const { metric, number } = await measuredSystem({ changedAt: ago(10), shifted: 100 });
  const { call } = await apiCaller();
  const asked = await call("POST", `/changes/${number}/measurements`, { body: { metric, window: "7d" } });
  expect(asked.status).toBe(202);
  expect(asked.json).toMatchObject({ metric, verdict: null, inputs: [] });
  await runSentJobs();
  const change = await call("GET", `/changes/${number}`);
  expect(change.json.measurements[0]).toMatchObject({ id: asked.json.id, verdict: { outcome: "unchanged" } });
});
