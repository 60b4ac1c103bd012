/**
 * The verdict: what the evidence for one metric of one change supports.
 *
 * Its shape is the contract that outside programs rely on; missing is `null`, never absent. `relative` is signed by
 * the number itself (-0.2 is a fall) whatever is better, and `null` where before is zero. `n` counts runs or points,
 * never requests. Ratios carry their interval in `absoluteLow`/`absoluteHigh` (points). Numbers are rounded to twelve
 * significant digits, so that the same inputs give the same bytes.
 */

export type Better = "lower" | "higher";
export type MetricKind = "duration" | "rate" | "ratio" | "size" | "count" | "score";
export type Grade = "samples" | "series" | "summary";
export type Outcome = "improved" | "regressed" | "unchanged" | "inconclusive";

/** Why a verdict is inconclusive. */
export type Reason =
  | "too-few"
  | "too-noisy"
  | "not-comparable"
  | "confounded"
  | "moved-elsewhere"
  | "errors-rose"
  | "resolution-limited"
  | "missing-data"
  | "summary-only";

export type SideEstimate = { n: number; center: number | null; low: number | null; high: number | null };

export type Effect = {
  relative: number | null;
  low: number | null;
  high: number | null;
  absolute: number | null;
  absoluteLow: number | null;
  absoluteHigh: number | null;
  superiority: number | null;
};

export type Warning = { code: string; message: string };

export type Verdict = {
  metric: string;
  unit: string;
  better: Better;
  outcome: Outcome;
  reason: Reason | null;
  grade: Grade;
  before: SideEstimate;
  after: SideEstimate;
  effect: Effect;
  smallestDetectable: number | null;
  minimumEffect: number;
  confidence: number;
  method: string;
  engine: string;
  seed: string;
  environment: Record<string, string | number | boolean | null>;
  warnings: Warning[];
  errorRate: { before: number | null; after: number | null };
  placebo: { contrasts: number; asLarge: number } | null;
  sentence: string;
};

/** How a verdict is shown: "reported" is a summary pair, which never counts as proven. */
export type Standing = "proven" | "reported" | "inconclusive";

export function standingOf(verdict: Pick<Verdict, "outcome" | "reason">): Standing {
  if (verdict.reason === "summary-only") return "reported";
  return verdict.outcome === "inconclusive" ? "inconclusive" : "proven";
}
