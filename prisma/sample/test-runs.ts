import type { TestRunKind } from "#lib/metrics/model.ts";
import type { PersonKey } from "#prisma/sample/people.ts";
import type { Moment } from "#prisma/sample/sample-change.ts";

export type SampleTestRun = {
  /** The sentence of the source plan's testing approach that this run carries out, word for word. */
  bullet: string;
  kind: TestRunKind;
  title: string;
  system: string;
  description: string;
  by: PersonKey;
  when: Moment;
};

const loadTesting =
  "Conducted load testing to simulate peak traffic conditions and evaluate the system’s scalability.";
const stressTesting =
  "Ran stress tests to ensure that system infrastructure and applications could withstand extreme conditions without significant performance degradation.";
const benchmarking = "Used benchmarking to compare system performance before and after optimizations.";

/** Section 6 of the source plan: the testing approach. What the runs showed stands in the changes' verdicts. */
export const testRuns: SampleTestRun[] = [
  {
    bullet: benchmarking,
    kind: "benchmark",
    title: "Ten heaviest royalty queries, old and new indexes in turns",
    system: "royalty-calculation",
    description: "24 runs a side in four sittings, on a copy of the database.",
    by: "thandi",
    when: { quarter: 1, share: 0.35 },
  },
  {
    bullet: loadTesting,
    kind: "load",
    title: "Enrolment day on the course platform, fixed and scaling servers in turns",
    system: "course-platform",
    description: "The traffic of last year's enrolment day, grown until answers took longer than 400 ms.",
    by: "lerato",
    when: { quarter: 2, share: 0.17 },
  },
  {
    bullet: stressTesting,
    kind: "stress",
    title: "Portal with one of three servers taken away",
    system: "all-systems",
    description: "Twice the usual traffic for an hour; after 20 minutes one server is stopped.",
    by: "lerato",
    when: { quarter: 2, share: 0.55 },
  },
  {
    bullet: loadTesting,
    kind: "load",
    title: "Course pages with and without the CDN in turns",
    system: "course-platform",
    description: "32 page loads a side in four sittings, from a phone on a mobile network.",
    by: "thandi",
    when: { quarter: 3, share: 0.52 },
  },
  {
    bullet: benchmarking,
    kind: "benchmark",
    title: "Nightly royalty run with one and with eight workers",
    system: "royalty-calculation",
    description: "30 complete runs a side on the data of one night.",
    by: "thandi",
    when: { quarter: 3, share: 0.76 },
  },
  {
    bullet: stressTesting,
    kind: "stress",
    title: "Month end twice over on the royalty servers",
    system: "royalty-calculation",
    description: "All statements of a month end printed twice within two hours.",
    by: "sipho",
    when: { quarter: 4, share: 0.3 },
  },
  {
    bullet: loadTesting,
    kind: "load",
    title: "Portal under the lower API limit",
    system: "user-portal",
    description: "Twelve load tests of ten minutes, six before the lower limit and six after.",
    by: "lerato",
    when: { quarter: 4, share: 0.55 },
  },
];
