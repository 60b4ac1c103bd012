import type { SampleChange } from "#prisma/sample/sample-change.ts";

const area = "code";

/** Section 4 of the source plan. */
export const code: SampleChange[] = [
  {
    bullet:
      "Refactored inefficient code that was contributing to slow execution times (e.g., looping through large datasets, redundant function calls).",
    title: "Calculate a statement in one pass over its lines",
    area,
    practice: "refactoring",
    system: "royalty-calculation",
    owner: "sipho",
    description:
      "A statement was summed in four loops: by work, by territory, by source, and once more for the total. The exchange rate was looked up in each.\n\nOne pass now fills all four sums and asks for each rate once.",
    rollbackPlan: "Deploy the version before; results are the same to the cent.",
    evidence: {
      repository: "saypro/royalty",
      commit: "5be41f0",
      pullRequest: "#412",
    },
    prediction: { metric: "royalty.statement-cpu", low: -0.4, high: -0.25 },
    when: { quarter: 1, share: 0.78 },
    plannedDays: 15,
    rolloutHours: 1,
    measurements: [
      {
        metric: "royalty.statement-cpu",
        distribution: {
          kind: "runs",
          sittings: 2,
          runs: 10,
          spread: 0.02,
          session: 0.02,
          order: "interleaved",
        },
        levels: { before: 740, after: 521 },
        afterDays: 2,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Improved the use of asynchronous processing for tasks such as background job processing (e.g., royalty calculations) to reduce UI blocking and improve responsiveness.",
    title: "Start royalty calculations in the background",
    area,
    practice: "refactoring",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "Whoever started a calculation waited in front of a blocked page. It now goes to a queue; the page shows how far it is and can be left.",
    rollbackPlan: "Set `royalty.queue` to off: calculations run inside the request again.",
    evidence: {
      repository: "saypro/royalty",
      commit: "c0917ad",
      pullRequest: "#447",
    },
    prediction: { metric: "royalty.submit-time", low: -0.95, high: -0.7 },
    guardrails: ["royalty.run-time"],
    when: { quarter: 2, share: 0.5 },
    plannedDays: 21,
    rolloutHours: 3,
    measurements: [
      {
        metric: "royalty.submit-time",
        distribution: { kind: "runs", sittings: 3, runs: 5, spread: 0.08, session: 0.05, order: "blocks" },
        levels: { before: 4.2, after: 0.62 },
        afterDays: 6,
        expected: "improved",
      },
    ],
  },
  {
    bullet: "Fixed code-level memory leaks that were consuming excessive resources, leading to slowdowns.",
    title: "Fix the memory leak in the statement worker",
    area,
    practice: "bug-fixes-and-performance-patches",
    system: "royalty-calculation",
    owner: "sipho",
    description:
      "Each printed statement kept its fonts in memory. After a day the worker held several gigabytes and was restarted by hand.\n\nFonts are now loaded once and shared.",
    rollbackPlan: "Deploy the version before and restart the worker every night, as until now.",
    evidence: {
      repository: "saypro/royalty",
      commit: "9d2e7b3",
      pullRequest: "#498",
    },
    prediction: { metric: "royalty.worker-memory", low: -0.5, high: -0.3 },
    when: { quarter: 4, share: 0.04 },
    plannedDays: 4,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "royalty.worker-memory",
        distribution: { kind: "runs", sittings: 4, runs: 3, spread: 0.03, session: 0.02, order: "blocks" },
        levels: { before: 3.4, after: 1.9 },
        afterDays: 9,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Patched security vulnerabilities to improve system stability and protect against potential exploitation.",
    title: "Patch the known vulnerabilities of the portal's framework",
    area,
    practice: "bug-fixes-and-performance-patches",
    system: "user-portal",
    owner: "lerato",
    description:
      "The scanner named six known vulnerabilities in the portal's web framework and two libraries. All three were brought to patched versions.\n\nThis was not done for speed; response time was measured to see that nothing was lost.",
    rollbackPlan: "Deploy the version before, behind the filter rules of the firewall.",
    evidence: {
      repository: "saypro/portal",
      commit: "e41c6f8",
      pullRequest: "#233",
    },
    guardrails: ["portal.response-p95"],
    when: { quarter: 2, share: 0.62 },
    plannedDays: 2,
    rolloutHours: 1,
    measurements: [
      {
        metric: "portal.response-p95",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 8,
          spread: 0.018,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 401, after: 402 },
        afterDays: 2,
        expected: "unchanged",
      },
    ],
    ending: {
      status: "verified",
      reason:
        "A security patch is not made for speed. The scanner no longer names any of the six, and response time did not change.",
      by: "nomsa",
      afterDays: 12,
    },
  },
  {
    bullet:
      "Optimized code for concurrent processing of large data sets, particularly in resource-intensive processes like royalty calculations or user data processing.",
    title: "Export user data in parallel batches",
    area,
    practice: "concurrency-and-multi-threading",
    system: "user-portal",
    owner: "lerato",
    description:
      "The export of a region read, formatted and wrote one user after the other. It now works on batches of 500 users, four at a time.\n\nThe export runs once a quarter, so only a few runs could be measured.",
    rollbackPlan: "Set `export.batches` to 1.",
    evidence: {
      repository: "saypro/portal",
      commit: "71aa0c2",
      pullRequest: "#261",
    },
    prediction: { metric: "portal.export-time", low: -0.6, high: -0.3 },
    when: { quarter: 2, share: 0.82 },
    plannedDays: 16,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "portal.export-time",
        distribution: { kind: "runs", sittings: 1, runs: 2, spread: 0.05, session: 0.06, order: "blocks" },
        levels: { before: 18.5, after: 16.6 },
        afterDays: 3,
        expected: "inconclusive",
      },
    ],
  },
  {
    bullet:
      "Added multi-threading capabilities to handle tasks in parallel and reduce wait times during heavy data processing operations.",
    title: "Calculate royalties with eight workers",
    area,
    practice: "concurrency-and-multi-threading",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "The nightly run used one of sixteen cores. Artists do not depend on each other, so eight workers now share them.\n\nEach circle in the chart is one complete run on the same night's data, one worker and eight workers in turns.",
    rollbackPlan: "Set `royalty.workers` to 1. Takes effect at the next run.",
    evidence: {
      repository: "saypro/royalty",
      commit: "ab3d519",
      pullRequest: "#481",
    },
    settings: [{ key: "royalty.workers", before: "1", after: "8" }],
    prediction: { metric: "royalty.run-time", low: -0.6, high: -0.4 },
    guardrails: ["royalty.worker-memory", "royalty.timeouts"],
    when: { quarter: 4, share: 0.16 },
    plannedDays: 17,
    rolloutHours: 2,
    measurements: [
      {
        metric: "royalty.run-time",
        distribution: {
          kind: "runs",
          sittings: 5,
          runs: 6,
          spread: 0.05,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 42, after: 26.9 },
        afterDays: 6,
        expected: "improved",
      },
    ],
  },
];
