import { beforeAll, describe, expect, test } from "vitest";
import { measureChange } from "#lib/changes/commands/measure-change.ts";
import { recomputeMeasurement } from "#lib/changes/commands/recompute-measurement.ts";
import { recordChange } from "#lib/changes/commands/record-change.ts";
import { changeHistory, getChange } from "#lib/changes/queries.ts";
import type { UserActor } from "#lib/core/access/actor.ts";
import { ENGINE } from "#lib/core/statistics/engine.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { createMetric } from "#lib/metrics/commands/create-metric.ts";
import { db } from "#lib/server/db.ts";
import { createSystem } from "#lib/systems/commands.ts";
import { everyRole } from "#lib/testing/actors.ts";

/** Adds evidence; answers it with the change as it then is. */
async function measured(input: { number: number; [field: string]: unknown }) {
  const measurement = await measureChange(people.lead, input);
  return { measurement, change: await getChange(people.lead, { number: input.number }) };
}

let people: Record<"admin" | "lead" | "reviewer" | "executive" | "member", UserActor>;
const slow = { values: [412, 405, 398, 420, 415, 409, 411, 402, 417, 408] };
const quick = { values: [331, 326, 337, 329, 333, 335, 328, 330, 334, 327] };

beforeAll(async () => {
  people = await everyRole();
  await createSystem(people.lead, { key: "portal", name: "User portal" });
  const shared = { system: "portal", unit: "ms", better: "lower", kind: "duration" };
  await createMetric(people.lead, { ...shared, key: "portal.search", name: "Transaction search, p95" });
  await createMetric(people.lead, { ...shared, key: "portal.cpu", name: "CPU time" });
});

async function applied(extra: Record<string, unknown> = {}) {
  return recordChange(people.lead, {
    title: "Composite index on transaction history",
    area: "database",
    practice: "indexing",
    system: "portal",
    appliedAt: "2026-07-14T08:00:00Z",
    ...extra,
  });
}

describe("evidence for a change", () => {
  test("a proven improvement verifies the change and shows in its history", async () => {
    const { number } = await applied({ prediction: { metric: "portal.search", low: -0.25, high: -0.1 } });
    const { change, measurement } = await measured({
      number,
      metric: "portal.search",
      before: slow,
      after: quick,
      order: "interleaved",
    });
    expect(measurement.verdict).toMatchObject({ outcome: "improved", grade: "samples", before: { n: 10 } });
    expect(measurement.verdict?.sentence).toContain("Transaction search, p95");
    expect(change).toMatchObject({ status: "verified", outcome: "improved", prediction: { result: "met" } });
    expect(measurement.inputs.map((input) => input.side)).toEqual(["before", "after"]);
    expect(measurement.runs.before).toHaveLength(10);
    const history = await changeHistory(people.member, { number });
    expect(history[0]).toMatchObject({ action: "change.measure", by: people.lead.name });
  });

  test("a worse result keeps the change in measuring and is shown as it is", async () => {
    const { number } = await applied();
    const { change } = await measured({
      number,
      metric: "portal.search",
      before: quick,
      after: slow,
      order: "interleaved",
    });
    expect(change).toMatchObject({ status: "measuring", outcome: "regressed" });
  });

  test("one number a side is reported, never proven", async () => {
    const { number } = await applied();
    const { change, measurement } = await measured({
      number,
      metric: "portal.search",
      before: { values: [400] },
      after: { values: [300] },
    });
    expect(measurement.verdict?.outcome).toBe("inconclusive");
    expect(change.status).toBe("measuring");
  });

  test("the predicted metric decides, whatever was measured first", async () => {
    const { number } = await applied({ prediction: { metric: "portal.search", low: -0.3, high: -0.1 } });
    const order = "interleaved";
    await measured({ number, metric: "portal.cpu", before: quick, after: slow, order });
    const { change } = await measured({
      number,
      metric: "portal.search",
      before: slow,
      after: quick,
      order,
    });
    expect(change.primary?.metric).toBe("portal.search");
    expect(change.outcome).toBe("improved");
  });

  test("the stored files give the stored verdict again, byte for byte", async () => {
    const { number } = await applied();
    const { measurement } = await measured({
      number,
      metric: "portal.search",
      before: slow,
      after: quick,
    });
    const again = await recomputeMeasurement(people.member, { id: measurement.id });
    expect(again.found).toBe("same");
    const stored = await db.measurement.findUniqueOrThrow({ where: { id: measurement.id } });
    expect(again.verdict).toBe(stored.verdict);
  });

  test("a verdict that another version of the engine made says so when it is computed again", async () => {
    const { number } = await applied();
    const { measurement } = await measured({ number, metric: "portal.search", before: slow, after: quick });
    const copied = async (change: (verdict: Verdict) => Verdict, engine: string) => {
      const {
        inputs,
        options,
        runs,
        id: _,
        ...row
      } = await db.measurement.findUniqueOrThrow({
        where: { id: measurement.id },
        include: { inputs: { omit: { id: true, measurementId: true } } },
      });
      const { id } = await db.measurement.create({
        data: {
          ...{ ...row, engine, options: options ?? {}, runs: runs ?? {} },
          verdict: JSON.stringify(change({ ...JSON.parse(row.verdict), engine })),
          inputs: { create: inputs },
        },
        select: { id: true },
      });
      return recomputeMeasurement(people.member, { id });
    };
    const agreed = await copied((verdict) => ({ ...verdict, seed: "earlier" }), "0");
    expect(agreed).toMatchObject({ found: "agrees", sentence: expect.stringContaining("the same result") });
    const other = await copied((verdict) => ({ ...verdict, sentence: "Nothing is known." }), "0");
    expect(other.found).toBe("other-engine");
    expect(other.sentence).toContain(`says of the same files: ${measurement.verdict?.sentence}`);
    const forged = await copied((verdict) => ({ ...verdict, outcome: "regressed" }), ENGINE);
    expect(forged).toMatchObject({ found: "differs", sentence: expect.stringContaining("Tell an admin") });
  });

  test("frozen evidence refuses to be changed or removed, even by hand", async () => {
    const { number } = await applied();
    const { measurement } = await measured({
      number,
      metric: "portal.search",
      before: slow,
      after: quick,
    });
    const { id } = measurement;
    await expect(db.measurement.update({ where: { id }, data: { outcome: "unchanged" } })).rejects.toThrow(
      /never changed/,
    );
    await expect(db.measurement.delete({ where: { id } })).rejects.toThrow();
    const fileId = measurement.inputs[0]?.fileId ?? "";
    await expect(db.fileChunk.deleteMany({ where: { fileId } })).rejects.toThrow(/never removed/);
  });

  test("bad input is refused whole and nothing is written", async () => {
    const { number } = await applied();
    const measure = (input: object) =>
      measureChange(people.lead, { number, metric: "portal.search", before: slow, after: quick, ...input });
    await expect(measure({ metric: "portal.unknown" })).rejects.toThrow(/no metric with the key/);
    await expect(measure({ before: { values: [] } })).rejects.toThrow(/at least one value/);
    await expect(measure({ before: { values: [1, Number.NaN] } })).rejects.toThrow(/finite/);
    await expect(measure({ before: ["0192d3a4-0000-7000-8000-000000000000"] })).rejects.toThrow(
      /not a file that you uploaded/,
    );
    expect((await getChange(people.lead, { number })).measurements).toEqual([]);
  });

  test("only leads and admins add evidence", async () => {
    const { number } = await applied();
    const input = { number, metric: "portal.search", before: slow, after: quick };
    for (const role of ["reviewer", "executive", "member"] as const) {
      await expect(measureChange(people[role], input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
  });
});
