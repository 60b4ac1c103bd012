import { expect, test } from "vitest";
import type { TestRun } from "#lib/metrics/schema.ts";
import { sideBySide } from "./side-by-side.ts";

function run(number: number, values: Record<string, number>, environment = {}, unit = "ms"): TestRun {
  const quantities = Object.entries(values).map(([name, value]) => {
    return { name, unit, better: "lower" as const, value, n: null };
  });
  const result = { format: "x", tool: "x", version: null, runs: 1, errorRate: null, warnings: [] };
  return {
    number,
    kind: "load",
    title: `Run ${number}`,
    description: "",
    system: "shop",
    systemName: "Shop",
    ranAt: "2026-11-01T00:00:00.000Z",
    simulated: false,
    recordedBy: null,
    file: null,
    result: { ...result, quantities, environment },
  };
}

test("each run stands beside the first; what a run does not have is missing, not zero", () => {
  const { rows } = sideBySide([run(1, { p95: 200, mean: 100 }), run(2, { p95: 150 }), run(3, { p95: 0 })]);
  expect(rows).toEqual([
    { name: "p95", unit: "ms", better: "lower", values: [200, 150, 0], differences: [null, -0.25, -1] },
    { name: "mean", unit: "ms", better: "lower", values: [100, null, null], differences: [null, null, null] },
  ]);
});

test("another unit is another quantity, and a zero to begin with gives no percentage", () => {
  const { rows } = sideBySide([run(1, { a: 0 }), run(2, { a: 5 }), run(3, { a: 5 }, {}, "s")]);
  expect(rows[0]).toMatchObject({ values: [0, 5, null], differences: [null, null, null] });
});

test("conditions that differ are named with what each run tells", () => {
  const { unlike } = sideBySide([run(1, { a: 1 }, { clients: 8 }), run(2, { a: 1 }, { clients: 16 })]);
  expect(unlike).toEqual([{ key: "clients", values: ["8", "16"] }]);
});
