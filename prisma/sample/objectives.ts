import type { ObjectiveKind } from "#lib/systems/model.ts";

export type SampleObjective = {
  key: string;
  kind: ObjectiveKind;
  name: string;
  description: string;
  /** `quarters`: the target is due when that many quarters after the running one have ended. */
  targets: { metric: string; value: number; quarters: number }[];
};

/** Section 1 of the source plan: its primary goal names these four. */
export const objectives: SampleObjective[] = [
  {
    key: "responsiveness",
    kind: "responsiveness",
    name: "Answer without a wait",
    description: "Statements, searches and course pages come before people look away.",
    targets: [
      { metric: "royalty.statement-p95", value: 1000, quarters: 1 },
      { metric: "royalty.query-time", value: 200, quarters: 0 },
      { metric: "portal.transaction-search", value: 300, quarters: 0 },
      { metric: "course.page-load", value: 2.5, quarters: 0 },
    ],
  },
  {
    key: "error-rate",
    kind: "error-rate",
    name: "Fail less often",
    description: "Jobs finish, systems are up, and a failing server is not noticed outside.",
    targets: [
      { metric: "royalty.timeouts", value: 0.005, quarters: 0 },
      { metric: "platform.availability", value: 0.999, quarters: 1 },
    ],
  },
  {
    key: "resource-utilisation",
    kind: "resource-utilisation",
    name: "Do more with what is there",
    description: "Less memory and fewer queries for the same work.",
    targets: [
      { metric: "royalty.worker-memory", value: 2, quarters: 0 },
      { metric: "portal.request-memory", value: 40, quarters: 1 },
      { metric: "portal.queries-per-page", value: 25, quarters: 0 },
    ],
  },
  {
    key: "scalability",
    kind: "scalability",
    name: "Hold growing traffic",
    description: "Enrolment days and month ends without slower answers.",
    targets: [
      { metric: "course.peak-load", value: 1300, quarters: 0 },
      { metric: "royalty.run-time", value: 30, quarters: 1 },
    ],
  },
];
