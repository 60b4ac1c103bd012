import { shownOutcomeOf } from "#lib/changes/model.ts";
import type { ChangeListItem } from "#lib/changes/schema.ts";
import { verdict } from "./verdicts.ts";

type Short = Pick<ChangeListItem, "number" | "title" | "practiceName" | "systemName" | "status"> & {
  applied: string;
  verdict?: Parameters<typeof verdict>[0];
};

const short: Short[] = [
  {
    number: 54,
    title: "Alert when royalty queries take over two seconds",
    practiceName: "Monitoring configuration",
    systemName: "Royalty calculation",
    status: "applied",
    applied: "2026-09-29",
  },
  {
    number: 53,
    title: "Incremental backups at 02:00",
    practiceName: "Backup and recovery",
    systemName: "All systems",
    status: "measuring",
    applied: "2026-09-28",
  },
  {
    number: 52,
    title: "API limit from 600 to 300 requests a minute",
    practiceName: "Application configuration",
    systemName: "User portal",
    status: "measuring",
    applied: "2026-09-22",
    verdict: { relative: -0.04, low: -0.13, high: 0.05, outcome: "inconclusive", reason: "too-noisy" },
  },
  {
    number: 51,
    title: "Fix the memory leak in the statement worker",
    practiceName: "Bug fixes and performance patches",
    systemName: "Royalty calculation",
    status: "verified",
    applied: "2026-09-15",
    verdict: { relative: -0.44, low: -0.49, high: -0.39 },
  },
  {
    number: 50,
    title: "Page the activity log, 50 rows at a time",
    practiceName: "Query optimization",
    systemName: "User portal",
    status: "measuring",
    applied: "2026-09-10",
    verdict: { relative: -0.006, low: -0.018, high: 0.007, outcome: "unchanged" },
  },
  {
    number: 49,
    title: "Auto-scaling rules for enrolment days",
    practiceName: "Cloud scaling",
    systemName: "Course platform",
    status: "measuring",
    applied: "2026-09-08",
    verdict: {
      relative: 0.3,
      low: null,
      high: null,
      better: "higher",
      outcome: "inconclusive",
      reason: "summary-only",
      grade: "summary",
    },
  },
  {
    number: 47,
    title: "Health checks and automatic rerouting",
    practiceName: "Load balancing",
    systemName: "All systems",
    status: "measuring",
    applied: "2026-08-25",
    verdict: {
      unit: "ratio",
      before: 0.995,
      after: 0.999,
      relative: 0.004,
      better: "higher",
      outcome: "inconclusive",
      reason: "too-few",
      grade: "series",
    },
  },
  {
    number: 46,
    title: "Connection pool from 20 to 60",
    practiceName: "Connection pooling",
    systemName: "User portal",
    status: "rolled-back",
    applied: "2026-08-18",
    verdict: { relative: 0.09, low: 0.05, high: 0.13, outcome: "regressed" },
  },
  {
    number: 43,
    title: "Cache royalty rates in Redis",
    practiceName: "Server configuration",
    systemName: "Royalty calculation",
    status: "verified",
    applied: "2026-07-28",
    verdict: {},
  },
];

export const specimenChanges: ChangeListItem[] = short.map((item) => ({
  number: item.number,
  title: item.title,
  area: "database",
  practice: "practice",
  practiceName: item.practiceName,
  system: "system",
  systemName: item.systemName,
  status: item.status,
  outcome: shownOutcomeOf(item.verdict ? verdict(item.verdict) : null),
  appliedAt: `${item.applied}T08:30:00.000Z`,
  happenedAt: `${item.applied}T08:30:00.000Z`,
  createdAt: `${item.applied}T09:00:00.000Z`,
  owner: { name: "Thandi Mokoena", email: "thandi@saypro.example" },
  simulated: true,
  primary: item.verdict
    ? {
        metric: "statement.p95",
        metricName: "Royalty statement, p95",
        unit: item.verdict.unit ?? "ms",
        verdict: verdict(item.verdict),
      }
    : null,
}));
