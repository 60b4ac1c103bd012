import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

export const metricKinds = [
  "duration",
  "rate",
  "ratio",
  "size",
  "count",
  "score",
] as const satisfies MetricKind[];
export const betters = ["lower", "higher"] as const satisfies Better[];

export const metricKindNames: Record<MetricKind, string> = {
  duration: "Duration",
  rate: "Rate",
  ratio: "Ratio",
  size: "Size",
  count: "Count",
  score: "Score",
};

export const testRunKinds = ["load", "stress", "soak", "spike", "benchmark"] as const;
export const testRunKindNames: Record<(typeof testRunKinds)[number], string> = {
  load: "Load",
  stress: "Stress",
  soak: "Soak",
  spike: "Spike",
  benchmark: "Benchmark",
};
export type TestRunKind = (typeof testRunKinds)[number];

/** The smallest difference that matters where the metric says nothing: 2 %, for ratios 0.05 points. */
export function minimumEffectOf(metric: { kind: MetricKind; minimumEffect: number | null }): number {
  return metric.minimumEffect ?? (metric.kind === "ratio" ? 0.0005 : 0.02);
}

/** The names that result files use for what they measured. */
export const knownQuantities = [
  "latency.mean",
  "latency.p50",
  "latency.p75",
  "latency.p90",
  "latency.p95",
  "latency.p97.5",
  "latency.p99",
  "latency.max",
  "throughput",
  "goodput",
  "error-rate",
  "transfer",
  "response-size",
  "time.mean",
  "time.p50",
  "query.mean",
  "query.calls",
  "performance-score",
  "largest-contentful-paint",
  "availability",
  "outages",
  "value",
];

/** The kind of a quantity of result files, by its unit; a name without one counts as a score. */
export function kindOfQuantity(quantity: string, unit: string): MetricKind {
  if (unit === "ratio" || quantity === "error-rate" || quantity === "availability") return "ratio";
  if (["ns", "us", "µs", "ms", "s", "min", "h"].includes(unit)) return "duration";
  if (unit.endsWith("/s")) return "rate";
  if (/^(k|M|G|Ki|Mi|Gi)?(B|bytes)$/.test(unit)) return "size";
  return unit === "" || unit === "score" ? "score" : "count";
}
