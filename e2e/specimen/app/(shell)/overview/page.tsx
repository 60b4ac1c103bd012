import { OverviewPage } from "#components/plan/overview-page.tsx";
import { countsOf, groupsOf, headlineOf, type Result } from "#lib/changes/overview.ts";
import { provenGain } from "#lib/changes/proven-gain.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { targetStandings } from "#lib/changes/target-standing.ts";
import { betterByObjective } from "#lib/plan/overview-parts.ts";
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

const groups = groupsOf(
  specimenChanges.map((change) => ({
    change,
    number: change.number,
    status: change.status,
    outcome: change.outcome,
    metric: change.primary?.metric ?? null,
    resultKey: null,
    gain: change.primary && provenGain(change.primary.verdict),
  })),
);
const counts = countsOf(groups);
const resultOf = ({ lead }: Result<{ change: ChangeListItem }>) => ({ change: lead.change, sharedWith: [] });
const partOf = (results: Result<{ change: ChangeListItem }>[]) => ({
  count: results.length,
  results: results.map(resultOf),
});
const better = betterByObjective(
  groups.better,
  new Map(objective.targets.map(({ metric }) => [metric, objective.kind])),
);

export default function Overview() {
  return (
    <OverviewPage
      overview={{
        quarter: {
          key: "2026-Q3",
          label: "Third quarter 2026",
          from: "2026-06-30T22:00:00.000Z",
          to: "2026-09-30T22:00:00.000Z",
          running: false,
        },
        quarters: quarters.toReversed().slice(0, 4),
        headline: headlineOf(counts),
        counts,
        better: better.map((group) => ({ ...group, results: group.results.map(resultOf) })),
        worse: partOf(groups.worse),
        withdrawn: partOf(groups.withdrawn),
        inconclusive: partOf(groups.inconclusive),
        reported: partOf(groups.reported),
        gains: groups.better.slice(0, 3).map(resultOf),
        risks: groups.worse.map(resultOf).slice(0, 3),
        voices: [],
        targets: targetStandings([objective], values, quarters),
        next: specimenChanges.slice(0, 2).map((change) => ({
          reference: `C-${change.number}`,
          href: `/changes/${change.number}`,
          title: change.title,
          about: change.systemName,
          standing: "Planned",
          owner: change.owner?.name ?? null,
        })),
        asks: [
          {
            sentence: "Ask about the change that made things worse.",
            note: null,
            href: "/changes?outcome=regressed",
          },
        ],
        simulated: true,
      }}
      period="1 Jul to 30 Sep 2026"
      zone="Africa/Johannesburg"
      now={new Date("2026-10-06T07:12:00Z")}
    />
  );
}
