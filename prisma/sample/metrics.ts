import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

export type SampleMetric = {
  key: string;
  name: string;
  system: string;
  unit: string;
  better: Better;
  kind: MetricKind;
  minimumEffect?: number;
  /** Past which value it is an alert, held for so many seconds. */
  thresholds?: { warn: number; critical: number; hold: number };
  description: string;
};

/** The four key results of the source plan, each by the metric that can show it. */
export const keyResults = {
  queryTime: "royalty.query-time",
  pageLoad: "course.page-load",
  uptime: "platform.availability",
  traffic: "course.peak-load",
} as const;

export const metrics: SampleMetric[] = [
  ...duration("royalty-calculation", "ms", {
    "royalty.query-time": ["Royalty query time", "Mean time of the ten heaviest queries of a statement."],
    "royalty.statement-cpu": ["Processor time per statement", "Of one statement with 12,000 lines."],
    "royalty.insert-time": ["Transaction insert time", "Writing one transaction with its index entries."],
  }),
  // The one metric whose history the sample tells: it stays below both.
  ...duration("royalty-calculation", "ms", {
    "royalty.statement-p95": ["Statement response time, p95", "From the click to the finished statement."],
  }).map((metric) => ({ ...metric, thresholds: { warn: 3_000, critical: 5_000, hold: 21_600 } })),
  ...duration("royalty-calculation", "s", {
    "royalty.archive-query": ["Archive query time", "One year of one artist's transactions."],
    "royalty.submit-time": ["Wait after starting a calculation", "Until the page can be used again."],
  }),
  ...duration("royalty-calculation", "min", {
    "royalty.run-time": ["Nightly royalty run", "From the first artist to the last."],
  }),
  {
    key: "royalty.timeouts",
    name: "Royalty jobs that time out",
    system: "royalty-calculation",
    unit: "ratio",
    better: "lower",
    kind: "ratio",
    minimumEffect: 0.005,
    description: "Share of a day's calculation jobs that were ended by the time limit.",
  },
  {
    key: "royalty.worker-memory",
    name: "Statement worker memory",
    system: "royalty-calculation",
    unit: "GB",
    better: "lower",
    kind: "size",
    description: "Resident memory of the statement worker 24 hours after its start.",
  },
  ...duration("user-portal", "ms", {
    "portal.transaction-search": ["Transaction search", "By account and date, 95th percentile."],
    "portal.sign-in": ["Sign-in time", "From the password to the first page, median."],
    "portal.response-p95": ["Portal response time, p95", "All pages, 95th percentile of a load test."],
    "portal.connect-time": ["Wait for a database connection", "Mean of a load test."],
    "portal.regional-report": ["Regional report query", "Users of one region with their last activity."],
  }),
  ...duration("user-portal", "min", {
    "portal.export-time": ["User data export", "All records of one region."],
  }),
  {
    key: "portal.queries-per-page",
    name: "Queries per page",
    system: "user-portal",
    unit: "count",
    better: "lower",
    kind: "count",
    description: "Database queries that one page of the portal asks for, mean over a scripted visit.",
  },
  {
    key: "portal.request-memory",
    name: "Memory per activity request",
    system: "user-portal",
    unit: "MB",
    better: "lower",
    kind: "size",
    description: "Memory that one request for the activity log holds at its peak.",
  },
  ...duration("course-platform", "s", {
    "course.page-load": [
      "Course page load time",
      "Until the largest part of the page is drawn, 75th percentile.",
    ],
  }),
  ...duration("course-platform", "ms", {
    "course.enrolment-query": ["Enrolment list query", "The learners of one course with their progress."],
    "course.asset-download": ["Download time of common files", "Measured from phones in three provinces."],
  }),
  {
    key: "course.peak-load",
    name: "Peak requests held",
    system: "course-platform",
    unit: "1/s",
    better: "higher",
    kind: "rate",
    description: "Requests a second that a load test reaches while 95 % are answered within 400 ms.",
  },
  {
    key: "course.storage-throughput",
    name: "Storage throughput",
    system: "course-platform",
    unit: "MB/s",
    better: "higher",
    kind: "rate",
    description: "Reading course materials and completion data together.",
  },
  {
    key: "platform.availability",
    name: "Uptime",
    system: "all-systems",
    unit: "ratio",
    better: "higher",
    kind: "ratio",
    minimumEffect: 0.0005,
    description: "Share of one-minute checks of all systems that were answered, a day at a time.",
  },
];

function duration(system: string, unit: string, named: Record<string, [string, string]>): SampleMetric[] {
  return Object.entries(named).map(([key, [name, description]]) => ({
    key,
    name,
    system,
    unit,
    better: "lower",
    kind: "duration",
    description,
  }));
}
