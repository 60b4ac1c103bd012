import { OverviewPage } from "#components/changes/overview-page.tsx";
import { summaryOf, targetStandings } from "#lib/changes/overview.ts";
import type { Objective } from "#lib/systems/schema.ts";
import { specimenChanges } from "../../changes.ts";

const objective: Objective = {
  key: "fast",
  kind: "responsiveness",
  name: "Fast statements",
  description: "",
  archived: false,
  targets: [
    {
      metric: "statement.p95",
      metricName: "Royalty statement, p95",
      unit: "ms",
      better: "lower",
      value: 1000,
      dueAt: null,
    },
    {
      metric: "errors",
      metricName: "Failed requests",
      unit: "ratio",
      better: "lower",
      value: 0.005,
      dueAt: null,
    },
    {
      metric: "none",
      metricName: "Course page load, p75",
      unit: "s",
      better: "lower",
      value: 2.5,
      dueAt: null,
    },
  ],
};
const quarters = ["Q3 2025", "Q4 2025", "Q1 2026", "Q2 2026", "Q3 2026"].map((label) => ({
  key: `${label.slice(3)}-${label.slice(0, 2)}`,
  label,
}));
const values = [
  ...[1840, 1790, 1850, 1810, 1115].map((value, index) => ({ metric: "statement.p95", value, index })),
  ...[0.009, 0.008, 0.008, 0.007, 0.004].map((value, index) => ({ metric: "errors", value, index })),
].map(({ metric, value, index }) => ({
  metric,
  value,
  quarter: quarters[index]?.key ?? "",
  at: `202${index}-01-01T00:00:00.000Z`,
}));

export default function Overview() {
  return (
    <OverviewPage
      overview={{
        ...summaryOf(specimenChanges, [objective]),
        quarter: { key: "2026-Q3", label: "Third quarter 2026" },
        quarters: quarters.toReversed().slice(0, 4),
        targets: targetStandings([objective], values, quarters),
        next: specimenChanges.slice(0, 2).map((change) => ({ ...change, status: "planned" as const })),
      }}
      period="1 Jul to 30 Sep 2026"
      simulated
      zone="Africa/Johannesburg"
      now={new Date("2026-10-06T07:12:00Z")}
    />
  );
}
