/**
 * The Optimization Plan: eight sections, each made of what is recorded and of the text that people write for it.
 *
 * A plan holds everything its document says, for one reader and one period; it is a plain value. Drafts are no part of
 * it. What came of the work is said by verdicts alone, never by the text.
 */

import type { Area, Status } from "#lib/changes/model.ts";
import type { Stated as StatedWorth } from "#lib/changes/worth.ts";
import type { Chart } from "#lib/core/charts/chart.ts";
import type { Better, MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";
import type { TestRunKind } from "#lib/metrics/model.ts";
import type { Stated } from "#lib/reviews/schema.ts";
import type { ObjectiveKind } from "#lib/systems/model.ts";

export const sectionKeys = [
  "optimization-objectives",
  "software-configurations",
  "database-optimizations",
  "code-updates-and-refactoring",
  "infrastructure-enhancements",
  "performance-testing-and-results",
  "ongoing-monitoring-and-continuous-improvement",
  "conclusion",
] as const;
export type SectionKey = (typeof sectionKeys)[number];

export const sectionTitles: Record<SectionKey, string> = {
  "optimization-objectives": "Optimization objectives",
  "software-configurations": "Software configurations",
  "database-optimizations": "Database optimizations",
  "code-updates-and-refactoring": "Code updates and refactoring",
  "infrastructure-enhancements": "Infrastructure enhancements",
  "performance-testing-and-results": "Performance testing and results",
  "ongoing-monitoring-and-continuous-improvement": "Ongoing monitoring and continuous improvement",
  conclusion: "Conclusion",
};

/** Which section tells of an area's changes. */
export const areaSections: Record<Area, SectionKey> = {
  "software-configuration": "software-configurations",
  database: "database-optimizations",
  code: "code-updates-and-refactoring",
  infrastructure: "infrastructure-enhancements",
};

export type Plan = {
  title: string;
  organisation: string;
  /** `from` belongs to the period, `to` does not; both ISO 8601. */
  period: { label: string; from: string; to: string };
  timeZone: string;
  /** Where the portal is reached, so that the document can link to the evidence; null prints no links. */
  baseUrl: string | null;
  /** "Version 7", or null while there are no versions. */
  version: string | null;
  generatedAt: string;
  objectives: PlanObjective[];
  changes: PlanChange[];
  testRuns: PlanTestRun[];
  /** The signed review of the plan's quarter; absent where there is none, or the plan is of another period. */
  review?: PlanReview;
  /** What a person states of the plan's quarter; absent where nobody does, or the plan is of another period. */
  stated?: Stated;
  /** Markdown by section; a section without text is left to its records. */
  narrative: Partial<Record<SectionKey, string>>;
};

export type PlanReview = {
  version: number;
  signedBy: string[];
  sealedAt: string;
  sha256: string;
  /** How many records say something else today than when it was signed. */
  changedSince: number;
};

export type PlanObjective = { name: string; kind: ObjectiveKind; description: string; targets: PlanTarget[] };

export type PlanTarget = {
  metric: string;
  metricName: string;
  unit: string;
  better: Better;
  value: number;
  /** The latest measured level; null where nothing was measured. */
  now: number | null;
  dueAt: string | null;
  simulated: boolean;
};

export type PlanChange = {
  number: number;
  title: string;
  area: Area;
  practice: { key: string; name: string } | null;
  system: { key: string; name: string };
  status: Status;
  appliedAt: string | null;
  owner: string | null;
  /** Markdown. */
  description: string;
  /** Why it was rolled back or abandoned. */
  rolledBackReason: string | null;
  /** Why a reviewer marked it verified although no verdict said improved. */
  overrideReason: string | null;
  simulated: boolean;
  /** What it is stated to have cost and to save; absent where nothing is stated. */
  worth?: StatedWorth & {
    savingBasis: string | null;
    savingStatedBy: string | null;
    currency: string | null;
  };
  /** What the signed review decided about it; absent where there is none. */
  decision?: { decision: string; note: string; by: string };
  measurements: PlanMeasurement[];
};

export type PlanMeasurement = {
  metric: { key: string; name: string; unit: string; kind: MetricKind };
  verdict: Verdict;
  chart: Chart | null;
  /** What the metric did by itself at earlier times, in a sentence; null where its history is too short. */
  placebo: string | null;
  /** The changes of a roll-out that it judges as one, as C-1; empty or absent where it stands alone. */
  members?: string[];
  /** It decides what the change is shown as. At most one of a change. */
  primary: boolean;
  /** Why unlike environments were compared all the same. */
  overrideReason: string | null;
  simulated: boolean;
  createdAt: string;
};

export type PlanTestRun = {
  number: number;
  kind: TestRunKind;
  title: string;
  description: string;
  systemName: string;
  ranAt: string;
  simulated: boolean;
};

/** Whether anything the plan shows rests on simulated data. It is then said on the cover and on every page. */
export function isSimulated({ changes, testRuns, objectives }: Plan): boolean {
  return (
    changes.some((change) => change.simulated || change.measurements.some((each) => each.simulated)) ||
    testRuns.some((run) => run.simulated) ||
    objectives.some((objective) => objective.targets.some((target) => target.simulated))
  );
}

/** The latest measurement of each metric, the deciding one first. Earlier ones stay in the portal. */
export function latestMeasurements({ measurements }: Pick<PlanChange, "measurements">): PlanMeasurement[] {
  const newestFirst = measurements.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
  const deciding = newestFirst.find((each) => each.primary);
  const seen = new Set<string>();
  return [...(deciding ? [deciding] : []), ...newestFirst].filter(({ metric }) => {
    const fresh = !seen.has(metric.key);
    seen.add(metric.key);
    return fresh;
  });
}
