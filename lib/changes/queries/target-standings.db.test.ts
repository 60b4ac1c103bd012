import fc from "fast-check";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { statuses } from "#lib/changes/model.ts";
import { metricReadings } from "#lib/changes/queries/target-standings.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { db } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole, tokenActorOf } from "#lib/testing/actors.ts";

let people: Record<"lead" | "executive", UserActor>;
let systemId: string;
let metricId: string;

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "Portal" });
  systemId = (await db.system.findUniqueOrThrow({ where: { key: "portal" } })).id;
  const about = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  for (const key of ["p95", "memory"]) await createMetric(people.lead, { ...about, key, name: key });
  metricId = (await db.metric.findUniqueOrThrow({ where: { key: "p95" } })).id;
});

const days = ["2026-05-01", "2026-06-30", "2026-07-01", "2026-08-15", "2026-09-30"].map(
  (day) => `${day}T12:00:00.000Z`,
);

function changeOn(happenedAt: string, status = "verified", publishedAt: string | null = happenedAt) {
  const fixed = { title: "Change", area: "code", systemId, searchText: "" };
  return db.change.create({ data: { ...fixed, status, happenedAt, publishedAt } });
}

function measured(changeId: string, value: number | null, createdAt?: Date) {
  return {
    changeId,
    metricId,
    grade: "samples",
    outcome: "improved",
    verdict: JSON.stringify({ after: { center: value } }),
    engine: "1",
    seed: "seed",
    options: {},
    runs: {},
    ...(createdAt ? { createdAt } : {}),
  };
}

/** The kept rows, and the same from the measurements themselves. */
async function keptAndNow(): Promise<[unknown[], unknown[]]> {
  return [
    await db.$queryRaw`SELECT * FROM "MeasuredValue" ORDER BY "measurementId"`,
    await db.$queryRaw`SELECT * FROM "MeasuredValueNow" ORDER BY "measurementId"`,
  ];
}

const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("measure" as const), change: fc.nat(3), value: fc.option(fc.nat(900)) }),
    fc.record({ do: fc.constant("move" as const), change: fc.nat(3), status: fc.constantFrom(...statuses) }),
    fc.record({ do: fc.constant("date" as const), change: fc.nat(3), at: fc.constantFrom(...days) }),
    fc.record({ do: fc.constant("publish" as const), change: fc.nat(3), published: fc.boolean() }),
  ),
  { minLength: 1, maxLength: 12 },
);

test("what is kept of measured values is what the measurements and their changes say, whatever happens to them", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (taken) => {
      const ids: string[] = [];
      for (const day of days.slice(0, 4)) ids.push((await changeOn(day)).id);
      for (const step of taken) {
        const id = ids[step.change] ?? "";
        if (step.do === "measure") await db.measurement.create({ data: measured(id, step.value) });
        else {
          const data =
            step.do === "move"
              ? { status: step.status }
              : step.do === "date"
                ? { happenedAt: step.at }
                : { publishedAt: step.published ? days[0] : null };
          await db.change.update({ where: { id }, data });
        }
      }
      const [kept, now] = await keptAndNow();
      expect(kept).toEqual(now);
    }),
    { numRuns: 15 },
  );
});

test("a measurement and a move at the same time: the second one sees the first", async () => {
  const { id } = await changeOn(days[0] ?? "");
  const [one, other] = [0, 1].map(() => new pg.Client({ connectionString: env.DATABASE_URL }));
  if (!one || !other) throw new Error("There are two.");
  await one.connect();
  await other.connect();
  const insert = `INSERT INTO "Measurement" ("id", "changeId", "metricId", "grade", "outcome", "verdict", "engine", "seed", "options", "runs")
    VALUES (gen_random_uuid(), $1, $2, 'samples', 'improved', '{"after":{"center":5}}', '1', 's', '{}', '{}')`;
  const move = `UPDATE "Change" SET "status" = 'rolled-back' WHERE "id" = $1`;
  try {
    for (const [first, second] of [
      [() => one.query(insert, [id, metricId]), () => other.query(move, [id])],
      [() => one.query(move, [id]), () => other.query(insert, [id, metricId])],
    ] as const) {
      await db.change.update({ where: { id }, data: { status: "verified" } });
      await one.query("BEGIN");
      await first();
      const waiting = second();
      await one.query("COMMIT");
      await waiting;
      const [kept, now] = await keptAndNow();
      expect(kept).toEqual(now);
      expect(await db.measuredValue.count({ where: { changeId: id } })).toBe(0);
    }
  } finally {
    await one.end();
    await other.end();
  }
});

test("reads the latest change of each period that still stands, and of one measured twice the later value", async () => {
  const about = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { ...about, key: "own", name: "Own" });
  const own = (await db.metric.findUniqueOrThrow({ where: { key: "own" } })).id;
  const value = async (day: string, read: number, status?: string, createdAt?: Date, id?: string) => {
    const changeId = id ?? (await changeOn(day, status)).id;
    await db.measurement.create({ data: { ...measured(changeId, read, createdAt), metricId: own } });
    return changeId;
  };
  await value("2026-05-01T00:00:00Z", 900);
  const twice = await value("2026-06-30T23:59:59Z", 800, "verified", new Date("2026-09-01"));
  await value("", 790, "verified", new Date("2026-09-02"), twice);
  await value("2026-08-01T00:00:00Z", 100, "rolled-back");
  await value("2026-10-01T00:00:00Z", 700);
  const quarter = (from: string, to: string) => ({ from: new Date(from), to: new Date(to) });
  const readings = await metricReadings(
    people.executive,
    ["own", "memory"],
    [
      quarter("2026-04-01", "2026-07-01"),
      quarter("2026-07-01", "2026-10-01"),
      { from: null, to: new Date("2026-10-01") },
      { from: null, to: new Date("2026-05-01") },
    ],
  );
  expect(readings.get("own")).toEqual([790, null, 790, null]);
  expect(readings.get("memory")).toEqual([null, null, null, null]);
  const writer = await tokenActorOf(people.lead, ["write"]);
  await expect(metricReadings(writer, ["own"], [])).rejects.toMatchObject({ code: "FORBIDDEN" });
});
