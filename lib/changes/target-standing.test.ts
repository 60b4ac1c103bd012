import { expect, test } from "vitest";
import { distanceOf, isTargetMet, targetStandings } from "#lib/changes/target-standing.ts";
import type { Objective } from "#lib/systems/schema.ts";

const objective: Objective = {
  key: "fast",
  kind: "responsiveness",
  name: "Fast statements",
  description: "",
  archived: false,
  targets: [
    { metric: "p95", metricName: "Statement, p95", unit: "ms", better: "lower", value: 1000, dueAt: null },
  ],
};
const quarters = ["2026-Q1", "2026-Q2", "2026-Q3"].map((key) => ({ key, label: key }));
const standingOf = (...values: [quarter: string, at: string, value: number][]) => {
  const [standing] = targetStandings(
    [objective],
    values.map(([quarter, at, value]) => ({ metric: "p95", quarter, at, value })),
    quarters,
  );
  if (!standing) throw new Error("There is a target.");
  return standing;
};

test("takes the latest value of each quarter and leaves gaps where nothing was measured", () => {
  const standing = standingOf(
    ["2026-Q1", "2026-02-01T00:00:00.000Z", 1800],
    ["2026-Q1", "2026-01-01T00:00:00.000Z", 1900],
  );
  expect(standing.periods.map((period) => period.value)).toEqual([1800, null, 1800]);
});

test("says how far there is to go, or that nobody knows", () => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  const far = standingOf(["2026-Q3", "2026-08-01T00:00:00.000Z", 1115]);
  expect([plain(distanceOf(far)), isTargetMet(far)]).toEqual(["115 ms to go", false]);
  const met = standingOf(["2026-Q3", "2026-08-01T00:00:00.000Z", 1000]);
  expect([distanceOf(met), isTargetMet(met)]).toEqual(["Met", true]);
  expect([distanceOf(standingOf()), isTargetMet(standingOf())]).toEqual(["Not measured", false]);
});
