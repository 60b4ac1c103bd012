import { expect, test } from "vitest";
import { distanceOf, isTargetMet, targetStandings } from "#lib/changes/target-standing.ts";
import type { Objective } from "#lib/systems/schema.ts";

const target = { metricName: "Statement, p95", unit: "ms", better: "lower", dueAt: null } as const;
const objective: Objective = {
  key: "fast",
  kind: "responsiveness",
  name: "Fast statements",
  description: "",
  archived: false,
  targets: [{ ...target, metric: "p95", value: 1000 }],
};
const quarters = ["Q1 2026", "Q2 2026", "Q3 2026"].map((label) => ({ label }));
const standingOf = (...values: (number | null)[]) => {
  const [standing] = targetStandings([objective], new Map([["p95", values]]), quarters);
  if (!standing) throw new Error("There is a target.");
  return standing;
};

test("stands by what was read in each quarter, with gaps where nothing was measured", () => {
  expect(standingOf(1800, null, 1200).periods).toEqual([
    { label: "Q1 2026", value: 1800 },
    { label: "Q2 2026", value: null },
    { label: "Q3 2026", value: 1200 },
  ]);
});

test("says how far there is to go, or that nobody knows", () => {
  const plain = (text: string) => text.replaceAll("\u00a0", " ");
  const far = standingOf(null, null, 1115);
  expect([plain(distanceOf(far)), isTargetMet(far)]).toEqual(["115 ms to go", false]);
  const met = standingOf(null, null, 1000);
  expect([distanceOf(met), isTargetMet(met)]).toEqual(["Met", true]);
  expect([distanceOf(standingOf()), isTargetMet(standingOf())]).toEqual(["Not measured", false]);
});

test("puts what is not reached first", () => {
  const two = { ...objective, targets: [...objective.targets, { ...target, metric: "p50", value: 300 }] };
  const readings = new Map([
    ["p95", [null, null, 900]],
    ["p50", [null, null, 400]],
  ]);
  expect(targetStandings([two], readings, quarters).map((standing) => standing.target.metric)).toEqual([
    "p50",
    "p95",
  ]);
});
