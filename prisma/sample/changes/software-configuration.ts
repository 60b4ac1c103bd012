import type { SampleChange } from "#prisma/sample/sample-change.ts";

const area = "software-configuration";

/** Section 2 of the source plan. */
export const softwareConfiguration: SampleChange[] = [
  {
    bullet:
      "Adjusted server memory allocation and CPU resources for improved processing power during peak usage.",
    title: "More memory and cores for the royalty servers at month end",
    area,
    practice: "server-configuration",
    system: "royalty-calculation",
    owner: "sipho",
    description:
      "Statements wait longest on the last two days of a month, when all of them are printed at once.\n\n- The heap of the calculation service doubles.\n- Each of its two servers gets four more cores.",
    rollbackPlan:
      "Set the old sizes in `royalty.env` and restart one server after the other. Takes 10 minutes.",
    settings: [
      { key: "royalty.heap.max", before: "4 GB", after: "8 GB" },
      { key: "royalty.cores", before: "4", after: "8" },
    ],
    prediction: { metric: "royalty.statement-p95", low: -0.15, high: -0.05 },
    when: { quarter: 0, share: 0.22 },
    plannedDays: 8,
    rolloutHours: 2,
    measurements: [
      {
        metric: "royalty.statement-p95",
        distribution: { kind: "runs", sittings: 1, runs: 2, spread: 0.02, session: 0.05, order: "blocks" },
        levels: { before: 1960, after: 1850 },
        afterDays: 6,
        expected: "inconclusive",
      },
    ],
  },
  {
    bullet:
      "Implemented caching mechanisms (e.g., Redis, Memcached) to reduce load on databases and improve response times.",
    title: "Cache royalty rates in Redis",
    area,
    practice: "server-configuration",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "Rates are read **40 times per statement** and change once a quarter. Each read went to the database.\n\nThe calculation service now asks Redis first and keeps a rate for 15 minutes. When rates are edited, their entries are removed at once.",
    rollbackPlan: "Set `royalty.rates.cache` to none and restart. Takes 4 minutes.",
    settings: [
      { key: "royalty.rates.cache", before: "none", after: "redis://rates" },
      { key: "royalty.rates.ttl", before: "none", after: "900 s" },
    ],
    links: [{ kind: "runbook", url: "https://runbooks.saypro.example/royalty/rates-cache" }],
    prediction: { metric: "royalty.statement-p95", low: -0.4, high: -0.2 },
    guardrails: ["royalty.timeouts", "royalty.worker-memory"],
    when: { quarter: 3, share: 0.3 },
    plannedDays: 11,
    rolloutHours: 4.5,
    measurements: [
      {
        metric: "royalty.statement-p95",
        distribution: "history",
        levels: { before: 1840, after: 1210 },
        afterDays: 8,
        expected: "improved",
      },
      {
        metric: "royalty.worker-memory",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.015,
          session: 0.01,
          order: "interleaved",
        },
        levels: { before: 3.4, after: 3.41 },
        afterDays: 9,
        expected: "unchanged",
      },
    ],
  },
  {
    bullet:
      "Configured auto-scaling rules to automatically adjust server capacity based on traffic spikes or resource demands.",
    title: "Auto-scaling rules for enrolment days",
    area,
    practice: "server-configuration",
    system: "course-platform",
    owner: "lerato",
    description:
      "On enrolment days traffic doubles within ten minutes. The rules now start a server when the queue grows, not only when the processor is busy.\n\nThere was time for one load test a side before enrolment opened.",
    rollbackPlan: "Remove the queue rule in the scaling policy; the processor rule stays.",
    settings: [
      { key: "scaling.rule", before: "cpu > 70 %", after: "cpu > 70 % or queue > 20" },
      { key: "scaling.cooldown", before: "300 s", after: "90 s" },
    ],
    prediction: { metric: "course.peak-load", low: 0.05, high: 0.15 },
    when: { quarter: 4, share: 0.25 },
    plannedDays: 14,
    rolloutHours: 1,
    measurements: [
      {
        metric: "course.peak-load",
        distribution: { kind: "single" },
        levels: { before: 1290, after: 1430 },
        afterDays: 2,
        expected: "reported",
      },
    ],
  },
  {
    bullet: "Optimized application-level caching to minimize redundant database queries.",
    title: "Keep menus and settings in the application's own cache",
    area,
    practice: "application-configuration",
    system: "user-portal",
    owner: "thandi",
    description:
      "Every page asked the database for the same menu, the same settings and the same list of courses. They change a few times a week.\n\nThe portal now reads them once and again when they are edited.",
    rollbackPlan: "Set `portal.cache.size` to 0. Takes effect at the next request.",
    settings: [
      { key: "portal.cache.size", before: "0", after: "2,000 entries" },
      { key: "portal.cache.ttl", before: "0 s", after: "300 s" },
    ],
    prediction: { metric: "portal.queries-per-page", low: -0.6, high: -0.4 },
    when: { quarter: 1, share: 0.14 },
    plannedDays: 12,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "portal.queries-per-page",
        distribution: {
          kind: "runs",
          sittings: 2,
          runs: 8,
          spread: 0.04,
          session: 0.01,
          order: "interleaved",
        },
        levels: { before: 46, after: 19.5 },
        afterDays: 4,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Increased timeout limits for long-running processes, such as royalty calculations, to ensure stability during peak traffic.",
    title: "Royalty job time limit from 30 to 120 seconds",
    area,
    practice: "application-configuration",
    system: "royalty-calculation",
    owner: "sipho",
    description:
      "Calculations for artists with many works need up to 80 seconds. They were ended at 30, begun again, and ended again.\n\nThe limit is now 120 seconds. A job that needs longer is still ended and reported.",
    rollbackPlan: "Set `royalty.job.timeout` back to 30 s. No restart needed.",
    settings: [{ key: "royalty.job.timeout", before: "30 s", after: "120 s" }],
    prediction: { metric: "royalty.timeouts", low: -0.9, high: -0.5 },
    guardrails: ["royalty.run-time"],
    when: { quarter: 3, share: 0.38 },
    plannedDays: 6,
    rolloutHours: 0.25,
    measurements: [
      {
        metric: "royalty.timeouts",
        distribution: { kind: "share", days: 28, trials: 2400, clustering: 0.35 },
        levels: { before: 0.021, after: 0.004 },
        afterDays: 29,
        expected: "improved",
      },
    ],
  },
  {
    bullet: "Updated API throttling limits to prevent system overloads and improve rate-limiting.",
    title: "API limit from 600 to 300 requests a minute",
    area,
    practice: "application-configuration",
    system: "user-portal",
    owner: "lerato",
    description:
      "A handful of clients send more than half of all requests. With a lower limit for each of them, pages should answer sooner for everyone else.\n\nClients that reach the limit are told when to come back.",
    rollbackPlan: "Set `api.limit.perMinute` to 600. Takes effect within a minute.",
    settings: [
      { key: "api.limit.perMinute", before: "600", after: "300" },
      { key: "api.limit.answer", before: "503", after: "429 with Retry-After" },
    ],
    prediction: { metric: "portal.response-p95", low: -0.12, high: -0.04 },
    when: { quarter: 4, share: 0.42 },
    plannedDays: 9,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "portal.response-p95",
        distribution: { kind: "runs", sittings: 2, runs: 6, spread: 0.16, session: 0.06, order: "blocks" },
        levels: { before: 402, after: 386 },
        afterDays: 7,
        expected: "inconclusive",
      },
    ],
  },
  {
    bullet:
      "Enhanced real-time monitoring dashboards to better track system health, error rates, and response times.",
    title: "One dashboard for health, errors and response times",
    area,
    practice: "monitoring-configuration",
    system: "all-systems",
    owner: "sipho",
    description:
      "Four dashboards in two tools became one page a system: is it up, how many requests fail, how long do they take.\n\nThe old dashboards stay readable until the end of the quarter.",
    rollbackPlan: "Nothing to undo: the old dashboards are untouched.",
    settings: [
      { key: "dashboards.perSystem", before: "4", after: "1" },
      { key: "dashboards.refresh", before: "60 s", after: "15 s" },
    ],
    when: { quarter: 0, share: 0.45 },
    plannedDays: -16,
    rolloutHours: 1,
  },
  {
    bullet:
      "Implemented alerts for critical performance metrics, such as server CPU usage or database query times, to quickly identify and address issues.",
    title: "Alert when royalty queries take over two seconds",
    area,
    practice: "monitoring-configuration",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "Slow queries were found when artists wrote in. Two alerts now tell the team first:\n\n1. the mean of the heaviest queries is above two seconds for five minutes;\n2. a royalty server's processor is above 85 % for ten minutes.",
    rollbackPlan: "Mute both rules in the alert manager.",
    settings: [
      { key: "alerts.royalty.query", before: "none", after: "mean > 2 s for 5 min" },
      { key: "alerts.royalty.cpu", before: "none", after: "> 85 % for 10 min" },
    ],
    when: { quarter: 4, share: 0.6 },
    plannedDays: 3,
    rolloutHours: 0.25,
  },
];
