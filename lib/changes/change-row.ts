import { type FetchRow, fetchFields, measurementOfFetch } from "#lib/changes/fetch-row.ts";
import type { VerdictOptions } from "#lib/changes/measured-verdict.ts";
import {
  type Area,
  predictionResult,
  recordedLateDays,
  type ShownOutcome,
  type Status,
} from "#lib/changes/model.ts";
import type { Change, ChangeListItem, Measurement } from "#lib/changes/schema.ts";
import type { Stated } from "#lib/changes/worth.ts";
import type { Grade, MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";
import type { Prisma } from "#lib/server/generated/prisma/client.ts";

/** Which columns a list needs. Kept beside the function that reads them. */
export const listItemFields = {
  number: true,
  title: true,
  area: true,
  status: true,
  outcome: true,
  appliedAt: true,
  happenedAt: true,
  createdAt: true,
  simulated: true,
  practice: { select: { key: true, name: true } },
  system: { select: { key: true, name: true } },
  team: true,
  owner: { select: { name: true, email: true } },
  primaryMeasurement: {
    select: { id: true, verdict: true, metric: { select: { key: true, name: true, unit: true } } },
  },
} as const;

// "before" sorts after "after", hence descending.
const beforeThenAfter: Prisma.MeasurementInputOrderByWithRelationInput[] = [
  { side: "desc" },
  { position: "asc" },
];

export const measurementFields = {
  id: true,
  grade: true,
  verdict: true,
  runs: true,
  options: true,
  overrideReason: true,
  simulated: true,
  createdAt: true,
  metric: { select: { key: true, name: true, kind: true } },
  recordedBy: { select: { name: true } },
  inputs: {
    orderBy: beforeThenAfter,
    select: { side: true, name: true, bytes: true, sha256: true, format: true, fileId: true },
  },
} as const;

/** What `statedOf` reads. */
export const statedFields = {
  effortDays: true,
  spentOnce: true,
  runningCostPerYear: true,
  savingPerYear: true,
  savingBasis: true,
} as const satisfies Prisma.ChangeSelect;

export const changeFields = {
  ...listItemFields,
  description: true,
  statusReason: true,
  overridden: true,
  startedAt: true,
  rolloutStart: true,
  rolloutEnd: true,
  settleSeconds: true,
  rollbackPlan: true,
  updatedAt: true,
  version: true,
  settings: true,
  evidence: true,
  links: true,
  predictedLow: true,
  predictedHigh: true,
  predictedAt: true,
  ...statedFields,
  savingStatedBy: { select: { name: true } },
  savingStatedAt: true,
  currency: true,
  planChangedAfterResults: true,
  predictedMetric: { select: { key: true, name: true } },
  recordedBy: { select: { name: true, email: true } },
  webhooks: { take: 1, select: { webhook: { select: { name: true } } } },
  guardrails: { orderBy: { position: "asc" }, select: { metric: { select: { key: true, name: true } } } },
  measurements: { orderBy: { createdAt: "desc" }, select: measurementFields },
  fetches: { orderBy: { createdAt: "desc" }, select: fetchFields },
  watchChecks: {
    orderBy: { dueAt: "asc" },
    select: {
      measurementId: true,
      days: true,
      dueAt: true,
      state: true,
      kept: true,
      low: true,
      high: true,
      problem: true,
      checkedAt: true,
    },
  },
} as const;

type Named = { key: string; name: string };
type Person = { name: string; email: string } | null;

type ListItemRow = {
  number: number;
  title: string;
  area: string;
  status: string;
  outcome: string;
  appliedAt: Date | null;
  happenedAt: Date;
  createdAt: Date;
  simulated: boolean;
  practice: Named | null;
  system: Named;
  team: string | null;
  owner: Person;
  primaryMeasurement: { id: string; verdict: string; metric: Named & { unit: string } } | null;
};

export type MeasurementRow = {
  id: string;
  grade: string;
  verdict: string;
  runs: unknown;
  options: unknown;
  overrideReason: string | null;
  simulated: boolean;
  createdAt: Date;
  metric: Named & { kind: string };
  recordedBy: { name: string } | null;
  inputs: { side: string; name: string; bytes: number; sha256: string; format: string; fileId: string }[];
};

type ChangeRow = ListItemRow &
  StatedRow & {
    description: string;
    statusReason: string | null;
    overridden: boolean;
    startedAt: Date | null;
    rolloutStart: Date | null;
    rolloutEnd: Date | null;
    settleSeconds: number;
    rollbackPlan: string;
    updatedAt: Date;
    version: number;
    settings: unknown;
    evidence: unknown;
    links: unknown;
    predictedLow: number | null;
    predictedHigh: number | null;
    predictedAt: Date | null;
    savingStatedBy: { name: string } | null;
    savingStatedAt: Date | null;
    currency: string | null;
    planChangedAfterResults: boolean;
    predictedMetric: Named | null;
    recordedBy: Person;
    webhooks: { webhook: { name: string } }[];
    guardrails: { metric: Named }[];
    measurements: MeasurementRow[];
    fetches: FetchRow[];
    watchChecks: {
      measurementId: string;
      days: number;
      dueAt: Date;
      state: string;
      kept: number | null;
      low: number | null;
      high: number | null;
      problem: string | null;
      checkedAt: Date | null;
    }[];
  };

export function listItemOf(row: ListItemRow): ChangeListItem {
  return {
    number: row.number,
    title: row.title,
    area: row.area as Area,
    practice: row.practice?.key ?? null,
    practiceName: row.practice?.name ?? null,
    system: row.system.key,
    systemName: row.system.name,
    team: row.team,
    status: row.status as Status,
    outcome: row.outcome as ShownOutcome,
    appliedAt: row.appliedAt?.toISOString() ?? null,
    happenedAt: row.happenedAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    owner: row.owner,
    simulated: row.simulated,
    primary: row.primaryMeasurement && {
      metric: row.primaryMeasurement.metric.key,
      metricName: row.primaryMeasurement.metric.name,
      unit: row.primaryMeasurement.metric.unit,
      verdict: storedVerdict(row.primaryMeasurement.verdict),
    },
  };
}

export function changeOf(row: ChangeRow): Change {
  const item = listItemOf(row);
  return {
    ...item,
    description: row.description,
    statusReason: row.statusReason,
    overridden: row.overridden,
    startedAt: row.startedAt?.toISOString() ?? null,
    rolloutStart: row.rolloutStart?.toISOString() ?? null,
    rolloutEnd: row.rolloutEnd?.toISOString() ?? null,
    settleSeconds: row.settleSeconds,
    rollbackPlan: row.rollbackPlan,
    recordedBy: row.recordedBy,
    origin: row.webhooks[0]?.webhook.name ?? null,
    recordedLateDays: recordedLateDays(row.appliedAt, row.createdAt),
    updatedAt: row.updatedAt.toISOString(),
    version: row.version,
    settings: row.settings as Change["settings"],
    evidence: row.evidence as Change["evidence"],
    links: row.links as Change["links"],
    prediction: predictionOf(row, item),
    ...statedOf(row),
    savingStatedBy: row.savingStatedBy?.name ?? null,
    savingStatedAt: row.savingStatedAt?.toISOString() ?? null,
    currency: row.currency,
    planChangedAfterResults: row.planChangedAfterResults,
    guardrails: row.guardrails.map(({ metric }) => ({ metric: metric.key, metricName: metric.name })),
    measurements: [
      ...row.fetches.map(measurementOfFetch),
      ...row.measurements.map((measurement) =>
        measurementOf(measurement, measurement.id === row.primaryMeasurement?.id),
      ),
    ],
    watch: row.watchChecks
      .filter(({ measurementId }) => measurementId === row.primaryMeasurement?.id)
      .map(({ measurementId: _, ...check }) => ({
        ...check,
        state: check.state as Change["watch"][number]["state"],
        dueAt: check.dueAt.toISOString(),
        checkedAt: check.checkedAt?.toISOString() ?? null,
      })),
  };
}

type Decimal = { toFixed: (places: number) => string } | null;
type StatedRow = Record<"effortDays" | "spentOnce" | "runningCostPerYear" | "savingPerYear", Decimal> & {
  savingBasis: string | null;
};

/** What a change states of its cost and benefit, exactly as the database holds it. */
export function statedOf(row: StatedRow): Stated & { savingBasis: string | null } {
  return {
    effortDays: row.effortDays?.toFixed(2) ?? null,
    spentOnce: row.spentOnce?.toFixed(2) ?? null,
    runningCostPerYear: row.runningCostPerYear?.toFixed(2) ?? null,
    savingPerYear: row.savingPerYear?.toFixed(2) ?? null,
    savingBasis: row.savingBasis,
  };
}

export function measurementOf(row: MeasurementRow, primary: boolean): Measurement {
  const runs = row.runs as Measurement["runs"];
  return {
    id: row.id,
    metric: row.metric.key,
    metricName: row.metric.name,
    metricKind: row.metric.kind as MetricKind,
    grade: row.grade as Grade,
    verdict: storedVerdict(row.verdict),
    runs,
    primary,
    inputs: row.inputs.map((input) => ({ ...input, side: input.side as "before" | "after" | "series" })),
    overrideReason: row.overrideReason,
    recordedBy: row.recordedBy?.name ?? null,
    simulated: row.simulated,
    createdAt: row.createdAt.toISOString(),
    frozen: true,
    windows: windowsOf((row.options as VerdictOptions).series, runs),
    fetch: null,
  };
}

/** The points of a series are named by their times. */
function windowsOf(series: VerdictOptions["series"], runs: Measurement["runs"]): Measurement["windows"] {
  if (!series) return null;
  const iso = (at: number) => new Date(at).toISOString();
  const span = (side: "before" | "after", fallback: number) => ({
    from: runs[side][0]?.name ?? iso(fallback),
    to: runs[side].at(-1)?.name ?? iso(fallback),
  });
  const settled = series.end + (series.settle ?? 0);
  return {
    changeAt: iso(series.start),
    rollout: settled > series.start ? { from: iso(series.start), to: iso(settled) } : null,
    before: span("before", series.start),
    after: span("after", settled),
    others: series.otherChanges.map(({ at, name }) => ({ at: iso(at), name })),
    sharedWith: (series.sharedWith ?? []).map(({ at, name }) => ({ at: iso(at), name })),
  };
}

/** Only the engine writes verdicts, and triggers keep them as written. */
function storedVerdict(text: string): Verdict {
  return JSON.parse(text) as Verdict;
}

function predictionOf(row: ChangeRow, item: ChangeListItem): Change["prediction"] {
  const { predictedMetric, predictedLow, predictedHigh, predictedAt } = row;
  if (!predictedMetric || predictedLow === null || predictedHigh === null || !predictedAt) return null;
  const decided = item.primary?.metric === predictedMetric.key ? item.primary.verdict : null;
  return {
    metric: predictedMetric.key,
    metricName: predictedMetric.name,
    low: predictedLow,
    high: predictedHigh,
    statedAt: predictedAt.toISOString(),
    result: decided && predictionResult({ low: predictedLow, high: predictedHigh }, decided),
  };
}
