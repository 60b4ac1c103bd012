import type { EffectLine, PlaceboChart } from "#lib/core/charts/chart.ts";
import { effectLine, reachOf } from "#lib/core/charts/effect-line.ts";
import { type HistoryInput, historyChart } from "#lib/core/charts/history-chart.ts";
import { placeboChart } from "#lib/core/charts/placebo-chart.ts";
import { type RunsInput, runsChart } from "#lib/core/charts/runs-chart.ts";
import { type SeriesInput, seriesChart } from "#lib/core/charts/series-chart.ts";
import { targetTrend } from "#lib/core/charts/target-trend.ts";
import type { Effect, Verdict } from "#lib/core/statistics/verdict.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.parse("2026-07-18T22:00:00Z");

/** A verdict with sensible values; name only what the test is about. */
export function aVerdict(
  some: Partial<Omit<Verdict, "effect">> & { effect?: Partial<Effect> } = {},
): Verdict {
  const effect: Effect = {
    relative: -0.354,
    low: -0.381,
    high: -0.322,
    absolute: -146,
    absoluteLow: -158,
    absoluteHigh: -133,
    superiority: 0.97,
    ...some.effect,
  };
  return {
    metric: "latency.p95",
    unit: "ms",
    better: "lower",
    outcome: "improved",
    reason: null,
    grade: "samples",
    before: { n: 30, center: 412, low: 405.1, high: 419 },
    after: { n: 30, center: 266, low: 262, high: 273.2 },
    smallestDetectable: 0.021,
    minimumEffect: 0.02,
    confidence: 0.95,
    method: "hodges-lehmann",
    engine: "1",
    seed: "5f2a",
    environment: {},
    warnings: [],
    errorRate: { before: 0, after: 0 },
    placebo: null,
    sentence: "p95 response time fell by 35 % (32 to 38 %), measured in 30 runs before and 30 after.",
    ...some,
    effect,
  };
}

export const REPORTED = aVerdict({
  metric: "throughput",
  unit: "1/s",
  better: "higher",
  outcome: "inconclusive",
  reason: "summary-only",
  grade: "summary",
  before: { n: 1, center: 1000, low: null, high: null },
  after: { n: 1, center: 1300, low: null, high: null },
  effect: { relative: 0.3, low: null, high: null, absolute: 300, absoluteLow: null, absoluteHigh: null },
  sentence: "Throughput is reported 30 % higher, one number a side.",
});

export const UNDECIDED = aVerdict({
  outcome: "inconclusive",
  reason: "too-few",
  before: { n: 3, center: 402, low: 360, high: 440 },
  after: { n: 3, center: 386, low: 340, high: 430 },
  effect: { relative: -0.04, low: -0.13, high: 0.05, absolute: -16, absoluteLow: -52, absoluteHigh: 20 },
  warnings: [{ code: "few-runs", message: "Five interleaved runs a side could settle it." }],
  sentence: "p95 response time may have moved by −13 to +5 %: three runs a side are too few to tell.",
});

const origin = {
  system: "User portal",
  reference: "C-41",
  origin: "hyperfine, 60 runs on one machine",
  simulated: true,
};

export function aRunsChart(some: Partial<RunsInput> = {}) {
  return runsChart({
    ...origin,
    metric: { name: "Transaction search time", unit: "ms" },
    kind: "duration",
    verdict: aVerdict(),
    before: Array.from({ length: 30 }, (_, index) => 412 + ((index * 37) % 61) - 30),
    after: Array.from({ length: 30 }, (_, index) => 266 + ((index * 29) % 41) - 20),
    ...some,
  });
}

export function aSeriesChart(some: Partial<SeriesInput> = {}) {
  const change = START + 9 * DAY;
  return seriesChart({
    ...origin,
    metric: { name: "Statement response time", unit: "ms" },
    origin: "Prometheus portal-prod, frozen 6 Aug 2026",
    kind: "duration",
    verdict: aVerdict({ grade: "series" }),
    statistic: "95th percentile of each hour",
    timeZone: "Africa/Johannesburg",
    series: hours(18 * 24, (index) =>
      index >= 120 && index < 137 ? null : (index < 216 ? 412 : 266) + wave(index),
    ),
    before: { from: change - 7 * DAY, to: change },
    after: { from: change + 6 * HOUR, to: change + 6 * HOUR + 7 * DAY },
    changeAt: change,
    rollout: { from: change, to: change + 6 * HOUR },
    others: [
      { at: change - 7.2 * DAY, label: "C-40" },
      { at: change + 7.6 * DAY, label: "C-44" },
    ],
    ...some,
  });
}

export function aHistoryChart(some: Partial<HistoryInput> = {}) {
  const shift = START + 12 * DAY;
  return historyChart({
    ...origin,
    metric: { name: "Statement response time", unit: "ms" },
    kind: "duration",
    statistic: "median of each hour",
    timeZone: "UTC",
    series: hours(24 * 24, (index) => (index < 288 ? 1655 : 1190) + wave(index)),
    levels: [
      { from: START, to: shift, median: 1655, low: 1620, high: 1690 },
      { from: shift, to: START + 24 * DAY, median: 1190, low: 1170, high: 1210 },
    ],
    shifts: [{ at: shift, relative: -0.28, change: null, tone: "improved" }],
    target: 1000,
    isPast: false,
    warnLimit: null,
    alertLimit: 1500,
    alerts: [START + 3 * DAY],
    changes: [{ at: START + 4 * DAY, label: "C-31" }],
    ...some,
  });
}

export function aPlaceboChart(
  earlier = Array.from({ length: 57 }, (_, index) => ((index * 13) % 23) / 100 - 0.11),
  asLarge = 0,
): PlaceboChart {
  const chart = placeboChart({
    ...origin,
    metric: { name: "Statement response time", unit: "ms" },
    verdict: aVerdict({ placebo: { contrasts: earlier.length, asLarge } }),
    contrasts: earlier.map((relative, index) => ({ at: START + index * DAY, relative })),
    timeZone: "UTC",
  });
  if (!chart) throw new Error("The golden placebo chart needs a percentage.");
  return chart;
}

export function anEffectLine(verdict = aVerdict(), prediction: EffectLine["prediction"] = null): EffectLine {
  return effectLine({ verdict, prediction, reach: reachOf([verdict]), simulated: false });
}

export function aTargetTrend(values: (number | null)[] = [3.4, 3.2, null, 3.1, 2.2]) {
  const periods = values.map((value, index) => ({ label: `Q${index + 1} 2026`, value }));
  return targetTrend({
    name: "Course page load",
    unit: "s",
    better: "lower",
    target: 2.5,
    periods,
    simulated: false,
  });
}

/** One of each kind. */
export const GOLDEN_CHARTS = [
  aRunsChart(),
  aRunsChart({
    metric: { name: "Peak throughput", unit: "1/s" },
    kind: "rate",
    verdict: REPORTED,
    before: [1000],
    after: [1300],
  }),
  aRunsChart({ verdict: UNDECIDED, before: [402, 380, 430], after: [386, 350, 420] }),
  aSeriesChart(),
  aHistoryChart(),
  aPlaceboChart(),
  anEffectLine(),
  aTargetTrend(),
];

function hours(count: number, valueAt: (index: number) => number | null) {
  return Array.from({ length: count }, (_, index) => ({ at: START + index * HOUR, value: valueAt(index) }));
}

function wave(index: number): number {
  return Math.sin((index / 24) * 2 * Math.PI) * 25 + ((index * 7) % 11) * 2;
}
