import { expect, test } from "vitest";
import { leadingQuantity, runSides } from "#lib/metrics/run-sides.ts";

const file = { id: "x", name: "x", bytes: 1, sha256: "x" };
const run = (number: number, ranAt: string, own: typeof file | null = file) => ({ number, ranAt, file: own });

test("of two runs the earlier is before, however they were named", () => {
  const runs = [run(2, "2026-11-02T00:00:00Z"), run(1, "2026-11-01T00:00:00Z")];
  expect([...runSides(runs, {})]).toEqual([
    [1, "before"],
    [2, "after"],
  ]);
});

test("what the address says stands; more than two, and runs without files, are placed by nobody", () => {
  const runs = [run(1, "2026-11-01T00:00:00Z"), run(2, "2026-11-02T00:00:00Z")];
  expect([...runSides(runs, { "side-1": "after", "side-2": "up" })]).toEqual([
    [1, "after"],
    [2, "neither"],
  ]);
  const three = [...runs, run(3, "2026-11-03T00:00:00Z")];
  expect([...runSides(three, {}).values()]).toEqual(["neither", "neither", "neither"]);
  expect([...runSides([runs[0] ?? run(1, ""), run(2, "2026-11-02T00:00:00Z", null)], {}).values()]).toEqual([
    "neither",
    "neither",
  ]);
});

test("the quantity told first is the one asked for, where there is one", () => {
  const names = ["throughput", "latency.mean", "latency.p95"];
  expect(leadingQuantity(names, "throughput")).toBe("throughput");
  expect(leadingQuantity(names, "time.mean")).toBe("latency.p95");
  expect(leadingQuantity(["time.mean"], undefined)).toBe("time.mean");
});
