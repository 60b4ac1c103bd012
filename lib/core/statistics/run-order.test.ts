import { describe, expect, it } from "vitest";
import { codes, latency, runs } from "#lib/testing/compared-runs.ts";
import { compareSamples } from "./compare-samples.ts";
import type { SampleRun } from "./samples-input.ts";

describe("the order of the runs", () => {
  const at = (minutes: number[], values: number[]): SampleRun[] =>
    values.map((value, i) => ({
      name: `${i}`,
      value,
      startedAt: new Date(Date.UTC(2026, 10, 12, 9, minutes[i] ?? 0)).toISOString(),
      n: null,
    }));
  const before = [100, 101, 99, 102, 98];
  const after = before.map((value) => value * 1.08);

  it("is interleaved where the sides take turns in time", () => {
    const verdict = compareSamples({
      ...latency,
      before: at([0, 3, 4, 7, 8], before),
      after: at([1, 2, 5, 6, 9], after),
    });
    expect(verdict).toMatchObject({ outcome: "regressed", warnings: [] });
  });

  it("is blocks where one side ends before the other begins, or nothing is known", () => {
    const apart = { before: at([0, 1, 2, 3, 4], before), after: at([5, 6, 7, 8, 9], after) };
    expect(codes(compareSamples({ ...latency, ...apart }))).toContain("one-session");
    expect(codes(compareSamples({ ...latency, before: runs(before), after: runs(after) }))).toContain(
      "one-session",
    );
  });

  it("is blocks where only one straggler comes late", () => {
    const late = { before: at([0, 1, 2, 3, 20], before), after: at([5, 6, 7, 8, 9], after) };
    expect(codes(compareSamples({ ...latency, ...late }))).toContain("one-session");
  });

  it("shows a drift inside a side", () => {
    const rising = {
      before: at([0, 1, 2, 3, 4], [100, 103, 107, 109, 114]),
      after: at([5, 6, 7, 8, 9], after),
    };
    expect(codes(compareSamples({ ...latency, ...rising }))).toContain("drift");
  });
});

describe("sittings that took turns", () => {
  const sittings = (values: number[][]) =>
    values.flatMap((own, i) => runs(own).map((run) => ({ ...run, sitting: String(i) })));
  const before = [
    [100, 101],
    [120, 121],
    [90, 91],
    [140, 139],
  ];
  const after = before.map((own) => own.map((value) => value * 0.9));

  it("are compared pair by pair: what differs between sittings is the same for both sides", () => {
    const input = { ...latency, before: sittings(before), after: sittings(after) };
    expect(compareSamples({ ...input, order: "interleaved" })).toMatchObject({ outcome: "improved" });
    expect(compareSamples({ ...input, order: "blocks" })).toMatchObject({ outcome: "inconclusive" });
  });

  it("tell what more of would help, sittings or runs", () => {
    const split = (values: number[][]) => {
      const verdict = compareSamples({ ...latency, before: sittings(values), after: sittings(values) });
      return verdict.warnings.find(({ code }) => code === "variance-split")?.message;
    };
    expect(split(before)).toContain("more sittings would help");
    const noisy = before.map(() => [80, 100, 120, 90, 110]);
    expect(split(noisy)).toContain("more runs in a sitting would help");
  });

  it("are not surer than the runs inside them allow", () => {
    const wild = after.map(([a = 0, b = 0]) => [a * 1.5, b / 1.5]);
    const input = {
      ...latency,
      before: sittings(before),
      after: sittings(wild),
      order: "interleaved",
    } as const;
    expect(compareSamples(input)).toMatchObject({ outcome: "inconclusive" });
  });
});
