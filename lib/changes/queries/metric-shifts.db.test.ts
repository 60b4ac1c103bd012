import { beforeAll, describe, expect, test } from "vitest";
import { dismissShift } from "#lib/changes/commands/dismiss-shift.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { metricShifts } from "#lib/changes/queries/metric-shifts.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { apiCaller, freshKey } from "#lib/testing/api-caller.ts";

let people: Record<"admin" | "lead" | "member", UserActor>;
const hour = 3_600_000;
const begin = Date.UTC(2026, 8, 1);

beforeAll(async () => {
  people = await everyRole();
});

/** Hourly samples: 100, from point 300 on 80, from point 600 on 95. */
async function shiftedMetric({ shifts = true } = {}) {
  const [system, metric] = [freshKey("system"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  const about = { system, unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key: metric, name: metric, ...about });
  const random = seededRandom(11);
  const samples = Array.from({ length: 900 }, (_, index) => {
    const level = !shifts || index < 300 ? 100 : index < 600 ? 80 : 95;
    return { metric, at: at(index), value: level + 3 * random.normal() };
  });
  await pushSamples(people.lead, { samples });
  return { system, metric };
}

function at(index: number): string {
  return new Date(begin + index * hour).toISOString();
}

describe("shifts of a metric", () => {
  test("are found, and tied to the change that was recorded there or to none", async () => {
    const { system, metric } = await shiftedMetric();
    const { number } = await recordChange(people.lead, {
      title: "Cache it",
      area: "code",
      system,
      appliedAt: at(299.5),
    });
    const { items } = await metricShifts(people.member, { key: metric });
    expect(items).toMatchObject([
      { index: 300, at: at(300), attribution: "recorded", causes: [{ change: number }], dismissed: null },
      { index: 600, at: at(600), attribution: "unexplained", causes: [] },
    ]);
    expect(items[0]?.relative).toBeCloseTo(-0.2, 1);
    expect((items[1]?.low ?? 0) > 10 && (items[1]?.high ?? 0) < 20).toBe(true);
  });

  test("are asked for a part of the history by days and until, which is counted from its own first point", async () => {
    const { metric } = await shiftedMetric();
    const { call } = await apiCaller();
    const asked = async (query: string) =>
      (await call("GET", `/metrics/${metric}/changepoints?${query}`)).json;
    const days = (index: number, length: number) => `days=${length}&until=${at(index)}`;
    expect((await asked(days(899, 15))).items).toMatchObject([{ at: at(600), index: 600 - (899 - 15 * 24) }]);
    expect((await asked(`until=${at(550)}`)).items).toMatchObject([{ at: at(300), index: 300 }]);
    expect((await asked(days(899, 5))).items).toEqual([]);
    expect((await call("GET", `/metrics/${metric}/changepoints?days=0`)).status).toBe(422);
  });

  test("a metric that only varies has none", async () => {
    const { metric } = await shiftedMetric({ shifts: false });
    expect((await metricShifts(people.member, { key: metric })).items).toEqual([]);
  });

  test("one can be dismissed with a reason by who may write, and stays dismissed", async () => {
    const { metric } = await shiftedMetric();
    const say = { key: metric, at: at(600), reason: "The provider moved the machine" };
    await expect(dismissShift(people.member, say)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await dismissShift(people.lead, { ...say, reason: "First" });
    await dismissShift(people.lead, say);
    const { items } = await metricShifts(people.member, { key: metric });
    expect(items.map(({ dismissed }) => dismissed?.reason ?? null)).toEqual([null, say.reason]);
    expect(items[1]?.dismissed?.by).toBe(people.lead.name);
  });

  test("GET /metrics/{key}/changepoints", async () => {
    const { metric } = await shiftedMetric();
    const { call } = await apiCaller("member", ["read"]);
    const answer = await call("GET", `/metrics/${metric}/changepoints`);
    expect(answer.json).toMatchObject({ items: [{ index: 300 }, { index: 600 }], nextCursor: null });
    expect((await call("GET", "/metrics/none/changepoints")).status).toBe(404);
  });
});
