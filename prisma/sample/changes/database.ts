import type { SampleChange } from "#prisma/sample/sample-change.ts";

const area = "database";

/** Section 3 of the source plan. */
export const database: SampleChange[] = [
  {
    bullet:
      "Reindexed slow-running database tables to optimize query performance, especially for frequently accessed datasets (e.g., royalty calculations, user data).",
    title: "Rebuild the indexes of the royalty and user tables",
    area,
    practice: "indexing",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "After three years of updates the indexes of `royalty_line` and `app_user` were four times the size of a fresh copy.\n\nThey were rebuilt one after the other while the system ran. Measured on a copy of the database, old and new indexes in turns.",
    rollbackPlan: "The old indexes stay under their old names for a week; rename them back.",
    evidence: {
      statement: "REINDEX TABLE CONCURRENTLY royalty_line;\nREINDEX TABLE CONCURRENTLY app_user;",
      queryId: "7261940118332540",
    },
    prediction: { metric: "royalty.query-time", low: -0.35, high: -0.15 },
    guardrails: ["royalty.insert-time"],
    when: { quarter: 1, share: 0.3 },
    plannedDays: 10,
    rolloutHours: 6,
    measurements: [
      {
        metric: "royalty.query-time",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.03,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 318, after: 190.8 },
        afterDays: 5,
        expected: "improved",
      },
      {
        metric: "royalty.insert-time",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.02,
          session: 0.02,
          order: "interleaved",
        },
        levels: { before: 6.2, after: 6.18 },
        afterDays: 5,
        expected: "unchanged",
      },
    ],
  },
  {
    bullet:
      "Created composite indexes to speed up complex queries that involve multiple columns (e.g., searching user transaction history).",
    title: "Composite index on transaction history",
    area,
    practice: "indexing",
    system: "user-portal",
    owner: "thandi",
    description:
      "Users search their transaction history by account and date. A composite index on both columns replaces a scan of the whole table.",
    rollbackPlan: "`DROP INDEX CONCURRENTLY transaction_account_date;` Takes seconds.",
    evidence: {
      statement:
        "CREATE INDEX CONCURRENTLY transaction_account_date\n  ON transaction (account_id, booked_at DESC);",
      queryId: "1904417355028861",
    },
    prediction: { metric: "portal.transaction-search", low: -0.5, high: -0.25 },
    worth: { effortDays: 2.5, savingPerYear: 96_000, savingBasis: "Two replicas at R 4 000 a month fewer" },
    when: { quarter: 3, share: 0.14 },
    plannedDays: 9,
    rolloutHours: 1,
    measurements: [
      {
        metric: "portal.transaction-search",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.06,
          session: 0.04,
          order: "interleaved",
        },
        levels: { before: 412, after: 268 },
        afterDays: 7,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Refined SQL queries to reduce the number of operations, such as minimizing nested queries or joins.",
    title: "Fewer nested queries in the royalty statement",
    area,
    practice: "query-optimization",
    system: "royalty-calculation",
    owner: "sipho",
    description:
      "The statement asked for the rate of each line in a nested query. One window over the lines of a statement gives the same rows.",
    rollbackPlan: "Set `royalty.statement.query` to `nested`; both forms are kept for one quarter.",
    evidence: {
      statement:
        "SELECT line.*, last_value(rate.share) OVER (PARTITION BY line.work_id ORDER BY rate.valid_from)\nFROM royalty_line AS line JOIN rate USING (work_id);",
      queryId: "5580023916473308",
    },
    prediction: { metric: "royalty.query-time", low: -0.25, high: -0.1 },
    when: { quarter: 2, share: 0.2 },
    plannedDays: 13,
    rolloutHours: 1,
    measurements: [
      {
        metric: "royalty.query-time",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 8,
          spread: 0.03,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 191, after: 176 },
        afterDays: 4,
        expected: "improved",
      },
    ],
  },
  {
    bullet: "Rewrote slow queries to use more efficient JOINs or subqueries for data retrieval.",
    title: "One join for the enrolment list",
    area,
    practice: "query-optimization",
    system: "course-platform",
    owner: "lerato",
    description:
      "The list of a course's learners ran one query for the learners and one for each learner's progress. One join with a grouped subquery brings both.",
    rollbackPlan: "Revert the deployment; the tables are unchanged.",
    evidence: {
      statement:
        "SELECT learner.*, progress.done\nFROM enrolment JOIN learner USING (learner_id)\nLEFT JOIN (SELECT learner_id, count(*) AS done FROM completion GROUP BY learner_id) AS progress USING (learner_id)\nWHERE enrolment.course_id = $1;",
      queryId: "3390771264418052",
    },
    prediction: { metric: "course.enrolment-query", low: -0.5, high: -0.3 },
    when: { quarter: 2, share: 0.34 },
    plannedDays: 7,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "course.enrolment-query",
        distribution: {
          kind: "runs",
          sittings: 3,
          runs: 7,
          spread: 0.05,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 640, after: 403 },
        afterDays: 6,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Implemented pagination for large data sets (e.g., user activity logs), reducing the memory load during data fetching.",
    title: "Page the activity log, 50 rows at a time",
    area,
    practice: "query-optimization",
    system: "user-portal",
    owner: "thandi",
    description:
      "Activity logs were fetched whole and cut in the browser. They are now fetched 50 rows at a time, by key.",
    rollbackPlan: "Set `activity.page.size` to 0, which fetches all rows again.",
    evidence: {
      statement:
        "SELECT * FROM activity\nWHERE user_id = $1 AND (happened_at, id) < ($2, $3)\nORDER BY happened_at DESC, id DESC LIMIT 50;",
    },
    settings: [{ key: "activity.page.size", before: "0", after: "50" }],
    prediction: { metric: "portal.request-memory", low: -0.5, high: -0.2 },
    when: { quarter: 4, share: 0.08 },
    plannedDays: 10,
    rolloutHours: 1,
    measurements: [
      {
        metric: "portal.request-memory",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 8,
          spread: 0.02,
          session: 0.02,
          order: "interleaved",
        },
        levels: { before: 48.2, after: 47.9 },
        afterDays: 5,
        expected: "unchanged",
      },
    ],
  },
  {
    bullet:
      "Partitioned large database tables based on logical criteria (e.g., by transaction date or user region) to distribute the data more efficiently.",
    title: "Partition the user tables by region",
    area,
    practice: "partitioning",
    system: "user-portal",
    owner: "sipho",
    description:
      "Reports are asked for by region and read the users of all nine. The user and activity tables are now one partition a region.",
    rollbackPlan:
      "The old tables are kept and written to for two weeks; switch the view `app_user` back to them.",
    evidence: {
      statement:
        "CREATE TABLE app_user_by_region (LIKE app_user) PARTITION BY LIST (region);\nCREATE TABLE app_user_gauteng PARTITION OF app_user_by_region FOR VALUES IN ('gauteng');",
      queryId: "8127745500917634",
    },
    prediction: { metric: "portal.regional-report", low: -0.4, high: -0.2 },
    when: { quarter: 1, share: 0.62 },
    plannedDays: 18,
    rolloutHours: 9,
    measurements: [
      {
        metric: "portal.regional-report",
        distribution: {
          kind: "runs",
          sittings: 3,
          runs: 6,
          spread: 0.05,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 910, after: 655 },
        afterDays: 9,
        expected: "improved",
      },
    ],
  },
  {
    bullet: "Split large transaction logs into separate partitions, making them faster to query and archive.",
    title: "Partition the transaction log by month",
    area,
    practice: "partitioning",
    system: "royalty-calculation",
    owner: "thandi",
    description:
      "The transaction log grows by 40 million rows a month and is asked about one year at a time. Each month is now a partition; months older than seven years are detached and archived.",
    rollbackPlan: "Attach the unpartitioned copy again; it is written to for two weeks. Takes an hour.",
    evidence: {
      statement:
        "CREATE TABLE transaction_log_by_month (LIKE transaction_log) PARTITION BY RANGE (booked_at);",
      queryId: "4402819376650129",
    },
    prediction: { metric: "royalty.archive-query", low: -0.3, high: -0.1 },
    guardrails: ["royalty.insert-time"],
    worth: { effortDays: 8 },
    when: { quarter: 3, share: 0.22 },
    plannedDays: 20,
    rolloutHours: 10,
    measurements: [
      {
        metric: "royalty.archive-query",
        distribution: {
          kind: "runs",
          sittings: 3,
          runs: 6,
          spread: 0.07,
          session: 0.05,
          order: "interleaved",
        },
        levels: { before: 5.9, after: 4.6 },
        afterDays: 8,
        expected: "improved",
      },
      {
        metric: "royalty.insert-time",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.02,
          session: 0.02,
          order: "interleaved",
        },
        levels: { before: 6.18, after: 6.6 },
        afterDays: 8,
        expected: "regressed",
      },
    ],
  },
  {
    bullet:
      "Enabled connection pooling to minimize the overhead of opening and closing database connections for frequent queries.",
    title: "Connection pool in front of the portal's database",
    area,
    practice: "connection-pooling",
    system: "user-portal",
    owner: "sipho",
    description:
      "The portal opened a connection for each request. A pool of 20 now stands between the portal and its database.",
    rollbackPlan: "Point `portal.database.url` at the database itself again and restart.",
    evidence: { statement: "SELECT count(*) FROM pg_stat_activity WHERE usename = 'portal';" },
    settings: [
      { key: "portal.database.url", before: "postgres://portal-db", after: "postgres://portal-pool" },
      { key: "pool.size", before: "none", after: "20" },
    ],
    prediction: { metric: "portal.connect-time", low: -0.9, high: -0.6 },
    when: { quarter: 0, share: 0.66 },
    plannedDays: 9,
    rolloutHours: 1,
    measurements: [
      {
        metric: "portal.connect-time",
        distribution: { kind: "runs", sittings: 3, runs: 4, spread: 0.09, session: 0.06, order: "blocks" },
        levels: { before: 38, after: 6.4 },
        afterDays: 7,
        expected: "improved",
      },
    ],
  },
  {
    bullet:
      "Fine-tuned connection pool sizes to balance resource usage and handle concurrent requests efficiently.",
    title: "Connection pool from 20 to 60",
    area,
    practice: "connection-pooling",
    system: "user-portal",
    owner: "sipho",
    description:
      "At 08:00 requests waited for one of the pool's 20 connections. With 60, nobody should have to wait.",
    rollbackPlan: "Set `pool.size` to 20 and reload the pool. Takes a minute.",
    evidence: { statement: "SHOW POOLS;" },
    settings: [{ key: "pool.size", before: "20", after: "60" }],
    prediction: { metric: "portal.sign-in", low: -0.15, high: -0.05 },
    guardrails: ["portal.response-p95"],
    when: { quarter: 4, share: 0.34 },
    plannedDays: 7,
    rolloutHours: 0.5,
    measurements: [
      {
        metric: "portal.sign-in",
        distribution: {
          kind: "runs",
          sittings: 4,
          runs: 6,
          spread: 0.04,
          session: 0.03,
          order: "interleaved",
        },
        levels: { before: 310, after: 338 },
        afterDays: 4,
        expected: "regressed",
      },
    ],
    ending: {
      status: "rolled-back",
      reason: "Lock waits doubled: sixty connections made the queue for the same rows longer.",
      by: "thandi",
      afterDays: 5,
    },
  },
  {
    bullet:
      "Optimized backup processes for minimal impact on system performance, including incremental backups and off-peak scheduling.",
    title: "Incremental backups at 02:00",
    area,
    practice: "backup-and-recovery",
    system: "all-systems",
    owner: "lerato",
    description:
      "A full backup ran at 18:00, when people still work. Now a full backup runs on Sunday at 02:00 and an incremental one on all other nights.\n\nA restore from an incremental backup was tried before the switch.",
    rollbackPlan: "Turn the old schedule on again in the backup server. Full backups are kept for 90 days.",
    evidence: { statement: "SELECT pg_switch_wal();" },
    settings: [
      { key: "backup.kind", before: "full, nightly", after: "full on Sunday, else incremental" },
      { key: "backup.start", before: "18:00", after: "02:00" },
    ],
    when: { quarter: 4, share: 0.7 },
    plannedDays: 12,
    rolloutHours: 2,
    ending: { status: "measuring", by: "lerato", afterDays: 1 },
  },
];
