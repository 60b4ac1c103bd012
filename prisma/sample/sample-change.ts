import type { Area } from "#lib/changes/model.ts";
import type { Distribution, Levels } from "#prisma/sample/distributions.ts";
import type { PersonKey } from "#prisma/sample/people.ts";

/**
 * When a change was applied: a quarter of the sample's five (0 is the oldest, 4 the one that is running) and the share
 * of that quarter that had passed.
 */
export type Moment = { quarter: 0 | 1 | 2 | 3 | 4; share: number };

export type SampleMeasurement = {
  metric: string;
  /** `history`: no files, but the metric's own samples around the change, which metric-history.ts tells. */
  distribution: Distribution | "history";
  levels: Levels;
  /** Days from the end of the roll-out until the verdict was asked for. */
  afterDays: number;
  /** What the verdict is expected to say; the loader never uses it, a test compares. */
  expected: "improved" | "regressed" | "unchanged" | "inconclusive" | "reported";
};

/** What became of a change besides its verdict. */
type Ending =
  | { status: "rolled-back" | "abandoned"; reason: string; by: PersonKey; afterDays: number }
  | { status: "verified"; reason: string; by: PersonKey; afterDays: number }
  | { status: "measuring"; by: PersonKey; afterDays: number };

export type SampleChange = {
  /** The sentence of the source plan that this change stands for, word for word; null for later work. */
  bullet: string | null;
  title: string;
  area: Area;
  practice: string;
  system: string;
  owner: PersonKey;
  /** Markdown: why, and what was done. Never what came of it: that is the verdict's to say. */
  description: string;
  rollbackPlan: string;
  settings?: { key: string; before: string; after: string }[];
  evidence?: Record<string, string>;
  links?: { kind: string; url: string }[];
  prediction?: { metric: string; low: number; high: number };
  guardrails?: string[];
  /** What it took and is said to save, stated when it was rolled out. */
  worth?: {
    effortDays: number;
    spentOnce?: number;
    runningCostPerYear?: number;
    savingPerYear?: number;
    savingBasis?: string;
  };
  /** `applied` unless it never came so far. */
  reached?: "draft" | "planned" | "in-progress";
  when: Moment;
  /** Days before it was applied that it was written down; negative: written down that many days late. */
  plannedDays: number;
  rolloutHours: number;
  measurements?: SampleMeasurement[];
  ending?: Ending;
};
