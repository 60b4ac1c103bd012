import { beforeAll, describe, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recomputeMeasurement } from "#lib/changes/commands/recompute-measurement.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { changeCompany } from "#lib/changes/queries/change-company.ts";
import { sharersOf } from "#lib/changes/queries/quarter-parts.ts";
import { getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { pushSamples } from "#lib/metrics/commands/push-samples.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";
import { freshKey } from "#lib/testing/api-caller.ts";
import { runSentJobs } from "#lib/testing/run-jobs.ts";

let people: Record<"admin" | "lead" | "executive", UserActor>;
const hour = 3_600_000;

beforeAll(async () => {
  people = await everyRole();
});

const ago = (days: number) => Math.floor(Date.now() / hour - days * 24) * hour;

type Step = { at: number; level: number };

/** A system with hourly samples: 100 ms, another level from each step on. */
async function systemWith(...steps: Step[]) {
  const [system, metric] = [freshKey("system"), freshKey("latency")];
  await createSystem(people.lead, { key: system, name: system });
  const about = { system, unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { key: metric, name: "Checkout, p95", ...about });
  const random = seededRandom(8);
  const begin = ago(45);
  const samples = Array.from({ length: Math.floor((Date.now() - begin) / hour) }, (_, index) => {
    const at = begin + index * hour;
    const level = steps.findLast((step) => step.at <= at)?.level ?? 100;
    return { metric, at: new Date(at).toISOString(), value: level * (1 + 0.05 * (random.uniform() - 0.5)) };
  });
  await pushSamples(people.lead, { samples });
  return { system, metric };
}

async function measured(system: string, metric: string, title: string, at: number): Promise<number> {
  const appliedAt = new Date(at).toISOString();
  const { number } = await recordChange(people.lead, { title, area: "code", system, appliedAt });
  await measureChange(people.lead, { number, metric });
  await runSentJobs();
  return number;
}

describe("two changes to one system", () => {
  test("six hours apart share one verdict, which counts once, also for the one that was measured earlier", async () => {
    const steps = [
      { at: ago(16), level: 90 },
      { at: ago(16) + 6 * hour, level: 80 },
    ] as const;
    const { system, metric } = await systemWith(...steps);
    const first = await measured(system, metric, "Cache the price list", steps[0].at);
    const alone = await getChange(people.executive, { number: first });
    expect(alone.primary?.verdict.outcome).toBe("improved");
    expect(await changeCompany(people.executive, { number: first })).toEqual({ sharing: [], inWindows: [] });

    const second = await measured(system, metric, "Warm the cache", steps[1].at);
    const [one, other] = [
      await getChange(people.executive, { number: first }),
      await getChange(people.executive, { number: second }),
    ];
    expect(other.primary?.verdict.outcome).toBe("improved");
    expect(one.primary?.verdict).toEqual(other.primary?.verdict);
    expect(other.measurements[0]?.windows?.sharedWith.map(({ name }) => name)).toEqual([`C-${first}`]);
    const company = await changeCompany(people.executive, { number: second });
    expect(company.sharing.map(({ number }) => number)).toEqual([first]);
    expect(company.inWindows).toEqual([]);

    const days = { from: new Date(steps[0].at - 24 * hour), to: new Date() };
    expect(await sharersOf(people.executive, days, [second])).toEqual(new Map([[second, [first]]]));

    const again = await recomputeMeasurement(people.lead, { id: other.measurements[0]?.id });
    expect(again).toMatchObject({ found: "same" });
  });

  test("twelve days apart are told apart, each with its own verdict", async () => {
    const steps = [
      { at: ago(28), level: 80 },
      { at: ago(14), level: 64 },
    ] as const;
    const { system, metric } = await systemWith(...steps);
    const first = await measured(system, metric, "Cache the price list", steps[0].at);
    const second = await measured(system, metric, "Warm the cache", steps[1].at);
    const found = await Promise.all([first, second].map((number) => getChange(people.executive, { number })));
    for (const change of found) {
      expect(change.primary?.verdict.outcome).toBe("improved");
      expect(change.primary?.verdict.effect.relative).toBeCloseTo(-0.2, 1);
      expect(change.measurements[0]?.windows?.sharedWith).toEqual([]);
    }
    expect(await changeCompany(people.executive, { number: second })).toEqual({ sharing: [], inWindows: [] });
  });

  test("rolled out together but measured by files are named to each other, and count each by its own files", async () => {
    const { system, metric } = await systemWith({ at: ago(20), level: 80 });
    const values = (level: number) => ({ values: [1, 2, 3, 4, 5, 6].map((step) => level + step / 10) });
    const numbers: number[] = [];
    for (const after of [80, 70]) {
      const { number } = await recordChange(people.lead, {
        title: `To ${after} ms`,
        area: "code",
        system,
        rolloutStart: new Date(ago(20)).toISOString(),
        rolloutEnd: new Date(ago(19)).toISOString(),
        appliedAt: new Date(ago(19)).toISOString(),
      });
      await measureChange(people.lead, { number, metric, before: values(100), after: values(after) });
      numbers.push(number);
    }
    const [first = 0, second = 0] = numbers;
    const company = await changeCompany(people.executive, { number: first });
    expect(company.sharing).toEqual([]);
    expect(company.inWindows.map(({ number }) => number)).toEqual([second]);
  });

  test("one recorded later inside the windows of the other is named there", async () => {
    const { system, metric } = await systemWith({ at: ago(20), level: 80 });
    const first = await measured(system, metric, "Cache the price list", ago(20));
    const { number: later } = await recordChange(people.lead, {
      title: "Warm the cache",
      area: "code",
      system,
      appliedAt: new Date(ago(17)).toISOString(),
    });
    const company = await changeCompany(people.executive, { number: first });
    expect(company.inWindows.map(({ number }) => number)).toEqual([later]);
  });

  test("what somebody may not see is not there", async () => {
    await expect(changeCompany(people.executive, { number: 999_999 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
