import { beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { retainSamples } from "#lib/metrics/commands/retain-samples.ts";
import { readSamples } from "#lib/metrics/queries/read-samples.ts";
import { systemActor } from "#lib/server/auth/system-actor.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";
import { editOrganisation } from "#lib/users/commands/edit-organisation.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "shop", name: "Shop" });
});

async function metric(): Promise<string> {
  const key = freshKey("latency");
  const about = { system: "shop", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key, name: key, ...about });
  return key;
}

const minute = 60_000;
const begin = Date.UTC(2026, 9, 31, 22);

/** One sample a minute, counted up from `value`. */
function minutes(metric: string, count: number, { from = begin, value = 0 } = {}) {
  return Array.from({ length: count }, (_, index) => ({
    metric,
    at: new Date(from + index * minute).toISOString(),
    value: value + index,
  }));
}

describe("pushing samples", () => {
  test("sending again changes nothing, and another value at a known time is a conflict", async () => {
    const key = await metric();
    const samples = minutes(key, 300);
    expect(await pushSamples(people.lead, { samples })).toEqual({
      accepted: 300,
      duplicates: 0,
      rejected: [],
    });
    expect(await pushSamples(people.lead, { samples })).toMatchObject({ accepted: 0, duplicates: 300 });
    const mixed = [
      ...samples.slice(0, 2),
      { ...samples[2], value: 7.5 },
      ...minutes(key, 1, { from: begin + 300 * minute, value: 300 }),
      { metric: "nobody", at: "2026-11-01T00:00:00Z", value: 1 },
    ];
    expect(await pushSamples(people.lead, { samples: mixed })).toEqual({
      accepted: 1,
      duplicates: 2,
      rejected: [
        { index: 2, reason: "conflict" },
        { index: 4, reason: "unknown-metric" },
      ],
    });
    const { items } = await readSamples(people.member, { key });
    expect(items).toHaveLength(301);
    expect(items[2]).toEqual({ at: "2026-10-31T22:02:00.000Z", value: 2 });
  });

  test("two calls with the same samples at once keep each of them once", async () => {
    const key = await metric();
    const samples = minutes(key, 500);
    const answers = await Promise.all([1, 2, 3].map(() => pushSamples(people.lead, { samples })));
    expect(answers.map((answer) => answer.accepted).sort((a, b) => a - b)).toEqual([0, 0, 500]);
    expect(answers.reduce((sum, answer) => sum + answer.duplicates, 0)).toBe(1000);
  });

  test("only who may write pushes; the write leaves one audit event, sending again none", async () => {
    const key = await metric();
    const samples = minutes(key, 3);
    await expect(pushSamples(people.member, { samples })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await pushSamples(people.lead, { samples });
    await pushSamples(people.lead, { samples });
    const events = await db.auditEvent.findMany({ where: { entity: "samples", entityId: key } });
    expect(events.map((event) => event.data)).toEqual([
      expect.objectContaining({ metrics: [key], accepted: 3, from: "2026-10-31T22:00:00.000Z" }),
    ]);
  });

  test("samples lie in the partition of their month", async () => {
    const key = await metric();
    await pushSamples(people.lead, { samples: minutes(key, 300) });
    const rows = await db.$queryRaw<{ name: string; rows: number }[]>`
      SELECT tableoid::regclass::text AS "name", count(*)::int AS "rows" FROM "Sample"
       WHERE "metricId" = (SELECT "id" FROM "Metric" WHERE "key" = ${key}) GROUP BY 1 ORDER BY 1`;
    expect(rows).toEqual([
      { name: '"Sample_2026_10"', rows: 120 },
      { name: '"Sample_2026_11"', rows: 180 },
    ]);
  });
});

describe("reading samples", () => {
  test("steps give mean, count and extremes, before and after the hours are summed up; holes stay holes", async () => {
    const key = await metric();
    const early = minutes(key, 90);
    const late = minutes(key, 30, { from: begin + 5 * 60 * minute });
    await pushSamples(people.lead, { samples: [...early, ...late] });
    const asked = { key, step: "1h" };
    const fresh = await readSamples(people.member, asked);
    expect(fresh.items).toEqual([
      { at: "2026-10-31T22:00:00.000Z", value: 29.5, n: 60, low: 0, high: 59 },
      { at: "2026-10-31T23:00:00.000Z", value: 74.5, n: 30, low: 60, high: 89 },
      { at: "2026-11-01T03:00:00.000Z", value: 14.5, n: 30, low: 0, high: 29 },
    ]);
    expect(await runSentJobs()).toContain("metrics.roll-up-samples");
    expect(await db.staleHours.count()).toBe(0);
    expect(await readSamples(people.member, asked)).toEqual(fresh);
    await pushSamples(people.lead, { samples: minutes(key, 1, { from: begin + 90 * minute, value: 1000 }) });
    const [, second] = (await readSamples(people.member, asked)).items;
    expect(second).toMatchObject({ n: 31, high: 1000 });
    const day = await readSamples(people.member, { key, step: "1d", from: "2026-11-01T12:00:00Z" });
    expect(day.items).toEqual([{ at: "2026-11-01T00:00:00.000Z", value: 14.5, n: 30, low: 0, high: 29 }]);
  });

  test("pages hold each point once", async () => {
    const key = await metric();
    await pushSamples(people.lead, { samples: minutes(key, 25) });
    for (const step of [undefined, "5m"]) {
      const found: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await readSamples(people.member, { key, limit: 3, cursor: cursor ?? undefined, step });
        found.push(...page.items.map((item) => item.at));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(found).size).toBe(found.length);
      expect(found).toHaveLength(step ? 5 : 25);
    }
  });
});

test("retention drops whole months of raw samples and keeps their hours", async () => {
  const key = await metric();
  const old = minutes(key, 60, { from: Date.UTC(2024, 0, 5) });
  await pushSamples(people.lead, { samples: [...old, ...minutes(key, 60)] });
  const actor = systemActor("test");
  expect(await retainSamples(actor)).toEqual({ dropped: [] });
  await expect(retainSamples(people.admin)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await editOrganisation(people.admin, { sampleDays: "200" });
  expect(await retainSamples(actor)).toEqual({ dropped: ["Sample_2024_01"] });
  expect(await retainSamples(actor)).toEqual({ dropped: [] });
  expect((await readSamples(people.member, { key })).items).toHaveLength(60);
  expect((await readSamples(people.member, { key, step: "1h" })).items[0]).toMatchObject({
    at: "2024-01-05T00:00:00.000Z",
    n: 60,
  });
  expect((await pushSamples(people.lead, { samples: old.slice(0, 1) })).rejected).toEqual([
    { index: 0, reason: "older-than-kept" },
  ]);
  await editOrganisation(people.admin, { sampleDays: null });
});

describe("POST /samples", () => {
  test("takes NDJSON line by line and names bad lines by their index", async () => {
    const key = await metric();
    const { call } = await apiCaller();
    const [first, second] = minutes(key, 2).map((sample) => JSON.stringify(sample));
    const raw = `${first}\n\n{"metric": \n${second}\n`;
    const answer = await call("POST", "/samples", {
      raw,
      headers: { "content-type": "application/x-ndjson" },
    });
    expect(answer.status).toBe(202);
    expect(answer.json).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: [{ index: 1, reason: "malformed" }],
    });
    const read = await call("GET", `/metrics/${key}/samples?from=2026-10-31T22:01:00Z`);
    expect(read.json).toEqual({ items: [{ at: "2026-10-31T22:01:00.000Z", value: 1 }], nextCursor: null });
  });

  test("takes 100,000 at once and refuses one more", async () => {
    const key = await metric();
    const { call } = await apiCaller();
    const samples = minutes(key, 100_000, { from: Date.UTC(2026, 0, 1) });
    const answer = await call("POST", "/samples", { body: { samples } });
    expect(answer.json).toEqual({ accepted: 100_000, duplicates: 0, rejected: [] });
    const more = await call("POST", "/samples", { body: { samples: [...samples, samples[0]] } });
    expect(more.status).toBe(422);
    expect(more.json.errors[0].path).toBe("samples");
  });

  test("a reader's token and an unknown metric are refused", async () => {
    const { call } = await apiCaller("lead", ["read"]);
    expect((await call("POST", "/samples", { body: { samples: [] } })).status).toBe(403);
    expect((await call("GET", "/metrics/none/samples")).status).toBe(404);
  });
});
