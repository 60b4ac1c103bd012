import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { batchOf, readSamples, type SampleBatch } from "./sample-batch.ts";

const at = "2026-11-02T10:00:00Z";
const ids = new Map([
  ["a", "0a"],
  ["b", "0b"],
]);

function rowsOf(batch: SampleBatch) {
  return batch.series.flatMap((one) => one.readings);
}

describe("pushed samples", () => {
  test.each([
    ["text", "malformed"],
    [null, "malformed"],
    [{ at, value: 1 }, "malformed"],
    [{ metric: "a", at: "yesterday", value: 1 }, "invalid-time"],
    [{ metric: "a", at: 1_790_000_000, value: 1 }, "invalid-time"],
    [{ metric: "a", at: "2026-02-30T00:00:00Z", value: 1 }, "invalid-time"],
    [{ metric: "a", at: "2026-11-02T10:00:00", value: 1 }, "invalid-time"],
    [{ metric: "a", at: "2101-01-01T00:00:00Z", value: 1 }, "invalid-time"],
    [{ metric: "a", at, value: null }, "invalid-value"],
    [{ metric: "a", at, value: "1" }, "invalid-value"],
    [{ metric: "a", at }, "invalid-value"],
  ])("%j is rejected as %s, and only it", (sample, reason) => {
    const { readings, rejected } = readSamples([{ metric: "a", at, value: 1 }, sample]);
    expect(readings).toHaveLength(1);
    expect(rejected).toEqual([{ index: 1, reason }]);
  });

  test("a time with an offset is the same moment in UTC, and the last day of a month stays", () => {
    const { readings } = readSamples([
      { metric: "a", at: "2026-11-02T11:30:00+01:30", value: 1 },
      { metric: "a", at: "2026-11-30T23:59:59.999Z", value: 1 },
      { metric: "a", at: "2024-02-29T23:30:00-02:00", value: 1 },
    ]);
    expect(readings.map((reading) => new Date(reading.at).toISOString())).toEqual([
      "2026-11-02T10:00:00.000Z",
      "2026-11-30T23:59:59.999Z",
      "2024-03-01T01:30:00.000Z",
    ]);
  });

  test("within a call the same again is a duplicate, another value a conflict, an unknown metric rejected", () => {
    const { readings } = readSamples([
      { metric: "b", at, value: 1 },
      { metric: "a", at, value: 2 },
      { metric: "b", at, value: 1 },
      { metric: "b", at, value: 3 },
      { metric: "c", at, value: 3 },
    ]);
    const batch = batchOf(readings, ids, null);
    expect(rowsOf(batch).map(({ metric, value }) => [metric, value])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(batch.duplicates).toBe(1);
    expect(batch.rejected).toEqual([
      { index: 4, reason: "unknown-metric" },
      { index: 3, reason: "conflict" },
    ]);
  });

  test("what is older than the samples that are kept is rejected", () => {
    const { readings } = readSamples([{ metric: "a", at, value: 1 }]);
    expect(batchOf(readings, ids, Date.parse(at) + 1).rejected).toEqual([
      { index: 0, reason: "older-than-kept" },
    ]);
    expect(batchOf(readings, ids, Date.parse(at)).series).toHaveLength(1);
  });

  test("every sample is counted once, and the first of each metric and time is the one that stays", () => {
    const sample = fc.record({
      metric: fc.constantFrom("a", "b", "c"),
      at: fc.integer({ min: 0, max: 5 }).map((minute) => `2026-11-02T10:0${minute}:00Z`),
      value: fc.constantFrom(1, 2),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(sample, fc.constant("text"))), (samples) => {
        const read = readSamples(samples);
        const batch = batchOf(read.readings, ids, null);
        const rejected = [...read.rejected, ...batch.rejected].map(({ index }) => index);
        expect(rowsOf(batch).length + batch.duplicates + rejected.length).toBe(samples.length);
        expect(new Set(rejected).size).toBe(rejected.length);
        for (const row of rowsOf(batch)) {
          const same = read.readings.filter((one) => one.metric === row.metric && one.at === row.at);
          expect(row.index).toBe(same[0]?.index);
        }
      }),
    );
  });
});
