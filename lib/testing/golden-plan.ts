import { runsChart } from "#lib/core/charts/runs-chart.ts";
import type { Effect, Verdict } from "#lib/core/statistics/verdict.ts";
import type { Plan, PlanChange, PlanMeasurement } from "#lib/plan/model.ts";
import { aVerdict } from "#lib/testing/golden-charts.ts";

type Levels = { unit?: string; before: number; after: number; relative: number; low: number; high: number };

/** A measurement whose verdict is what `outcome` says; the chart is drawn from made-up runs around its levels. */
export function aMeasurement(
  name: string,
  outcome: Verdict["outcome"] | "reported",
  levels: Levels,
  some: Partial<PlanMeasurement> = {},
): PlanMeasurement {
  const { unit = "ms", before, after, relative, low, high } = levels;
  const reported = outcome === "reported";
  const bound = (value: number) => (reported ? null : value);
  const effect: Effect = {
    relative,
    low: bound(low),
    high: bound(high),
    absolute: after - before,
    absoluteLow: bound(before * low),
    absoluteHigh: bound(before * high),
    superiority: null,
  };
  const side = (center: number) => ({
    n: reported ? 1 : 12,
    center,
    low: bound(center * 0.98),
    high: bound(center * 1.02),
  });
  const verdict = aVerdict({
    metric: name,
    unit,
    outcome: reported ? "inconclusive" : outcome,
    reason: reported ? "summary-only" : outcome === "inconclusive" ? "too-few" : null,
    grade: reported ? "summary" : "samples",
    before: side(before),
    after: side(after),
    effect,
    sentence: `${name} sentence of the engine (${outcome}).`,
  });
  const metric = {
    key: name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-"),
    name,
    unit,
    kind: "duration" as const,
  };
  const around = (center: number) =>
    Array.from({ length: reported ? 1 : 12 }, (_, run) => center * (1 + ((run * 5) % 12) / 300 - 0.02));
  const chart = runsChart({
    metric,
    system: "User portal",
    reference: null,
    origin: "hyperfine, 24 runs",
    simulated: true,
    kind: "duration",
    verdict,
    before: around(before),
    after: around(after),
  });
  return {
    metric,
    verdict,
    chart,
    placebo: null,
    primary: true,
    overrideReason: null,
    simulated: true,
    createdAt: "2026-08-01T10:00:00.000Z",
    ...some,
  };
}

export function aChange(number: number, title: string, some: Partial<PlanChange> = {}): PlanChange {
  return {
    number,
    title,
    area: "database",
    practice: { key: "indexing", name: "Indexing" },
    system: { key: "user-portal", name: "User portal" },
    status: "verified",
    appliedAt: `2026-07-${String((number % 28) + 1).padStart(2, "0")}T10:00:00.000Z`,
    owner: "Thandi Mokoena",
    description: "Users search their history by account and date.",
    rolledBackReason: null,
    overrideReason: null,
    simulated: true,
    measurements: [],
    ...some,
  };
}

/** A quarter with every kind of ending. */
export function aPlan(some: Partial<Plan> = {}): Plan {
  return {
    title: "Optimization Plan",
    organisation: "SayPro",
    period: { label: "Third quarter 2026", from: "2026-06-30T22:00:00.000Z", to: "2026-09-30T22:00:00.000Z" },
    timeZone: "Africa/Johannesburg",
    baseUrl: "https://portal.example.org/",
    version: null,
    generatedAt: "2026-10-06T07:12:00.000Z",
    objectives: [
      {
        name: "Answer without a wait",
        kind: "responsiveness",
        description: "Statements come before people look away.",
        targets: [
          {
            metric: "search",
            metricName: "Transaction search",
            unit: "ms",
            better: "lower",
            value: 300,
            now: 266,
            dueAt: null,
            simulated: true,
          },
          {
            metric: "statement",
            metricName: "Statement response time",
            unit: "ms",
            better: "lower",
            value: 1000,
            now: 1115,
            dueAt: "2026-12-31T22:00:00.000Z",
            simulated: true,
          },
          {
            metric: "uptime",
            metricName: "Uptime",
            unit: "ratio",
            better: "higher",
            value: 0.999,
            now: 0.995,
            dueAt: null,
            simulated: true,
          },
          {
            metric: "peak",
            metricName: "Peak requests",
            unit: "1/s",
            better: "higher",
            value: 1300,
            now: null,
            dueAt: null,
            simulated: false,
          },
        ],
      },
    ],
    changes: CHANGES,
    testRuns: [
      {
        number: 1,
        kind: "load",
        title: "Enrolment day",
        description: "Grown until answers took 400 ms.",
        systemName: "Course platform",
        ranAt: "2026-08-20T10:00:00.000Z",
        simulated: true,
      },
      {
        number: 2,
        kind: "benchmark",
        title: "Ten heaviest queries",
        description: "",
        systemName: "Royalty calculation",
        ranAt: "2026-07-20T10:00:00.000Z",
        simulated: true,
      },
      {
        number: 3,
        kind: "load",
        title: "Portal under the lower limit",
        description: "",
        systemName: "User portal",
        ranAt: "2026-09-02T10:00:00.000Z",
        simulated: true,
      },
    ],
    narrative: {
      "optimization-objectives": "Our primary goal is **responsiveness**.",
      "database-optimizations": "We enhance database efficiency.\n\n### How we try\n\nOn a copy first.",
      conclusion: "The work so far went to the bottlenecks.",
    },
    ...some,
  };
}

const faster = { before: 412, after: 266, relative: -0.354, low: -0.381, high: -0.322 };
const slower = { before: 310, after: 338, relative: 0.09, low: 0.05, high: 0.13 };
const same = { before: 48.2e6, after: 47.9e6, unit: "bytes", relative: -0.006, low: -0.018, high: 0.007 };
const unclear = { before: 402, after: 386, relative: -0.04, low: -0.13, high: 0.05 };
const claimed = { before: 1000, after: 1300, unit: "1/s", relative: 0.3, low: 0, high: 0 };

const CHANGES: PlanChange[] = [
  aChange(41, "Composite index on transaction history", {
    measurements: [
      aMeasurement("Transaction search", "improved", faster),
      aMeasurement(
        "Insert time",
        "unchanged",
        { before: 6.2, after: 6.18, relative: -0.003, low: -0.012, high: 0.006 },
        { primary: false },
      ),
    ],
  }),
  aChange(43, "Cache royalty rates in Redis", {
    area: "software-configuration",
    practice: { key: "server-configuration", name: "Server configuration" },
    measurements: [
      aMeasurement("Statement response time", "improved", {
        before: 1840,
        after: 1210,
        relative: -0.342,
        low: -0.37,
        high: -0.31,
      }),
    ],
  }),
  aChange(46, "Connection pool from 20 to 60", {
    practice: { key: "connection-pooling", name: "Connection pooling" },
    status: "rolled-back",
    rolledBackReason: "A larger pool queued inside the database.",
    measurements: [aMeasurement("Sign-in time", "regressed", slower)],
  }),
  aChange(49, "Scale the course servers with traffic", {
    area: "infrastructure",
    practice: { key: "cloud-scaling", name: "Cloud scaling" },
    status: "measuring",
    measurements: [aMeasurement("Peak requests", "reported", claimed)],
  }),
  aChange(50, "Page the activity log, 50 rows at a time", {
    practice: { key: "query-optimization", name: "Query optimization" },
    overrideReason: "Kept for the smaller pages.",
    measurements: [aMeasurement("Memory per request", "unchanged", same)],
  }),
  aChange(51, "Patch the statement worker", {
    area: "code",
    practice: null,
    status: "applied",
    owner: null,
    description: "",
  }),
  aChange(52, "Lower API limit", {
    area: "software-configuration",
    practice: { key: "application-configuration", name: "Application configuration" },
    status: "measuring",
    measurements: [aMeasurement("Response time", "inconclusive", unclear)],
  }),
  aChange(53, "Retry queue in memory", {
    area: "code",
    practice: { key: "refactoring", name: "Refactoring" },
    status: "rolled-back",
    rolledBackReason: "Lost messages at restart.",
    measurements: [aMeasurement("Queue time", "improved", faster)],
  }),
  aChange(60, "Read replica for royalty reports", { status: "planned", appliedAt: null }),
  aChange(61, "Secret draft of a canary", { status: "draft", appliedAt: null, description: "canary-7f3a" }),
];
