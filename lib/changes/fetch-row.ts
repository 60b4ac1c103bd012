import type { Measurement } from "#lib/changes/schema.ts";
import type { MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";

/** Which columns a measurement under way needs. Kept beside the function that reads them. */
export const fetchFields = {
  id: true,
  state: true,
  problem: true,
  failures: true,
  triedAt: true,
  nextAt: true,
  fullAt: true,
  interim: true,
  createdAt: true,
  metric: { select: { key: true, name: true, kind: true } },
  requestedBy: { select: { name: true } },
  change: { select: { simulated: true } },
} as const;

export type FetchRow = {
  id: string;
  state: string;
  problem: string | null;
  failures: number;
  triedAt: Date | null;
  nextAt: Date | null;
  fullAt: Date | null;
  interim: string | null;
  createdAt: Date;
  metric: { key: string; name: string; kind: string };
  requestedBy: { name: string } | null;
  change: { simulated: boolean };
};

type FetchState = "waiting" | "filling" | "failing" | "failed";

/** A measurement that is not frozen yet: what it says so far, and how the fetching goes. */
export function measurementOfFetch(row: FetchRow): Measurement {
  return {
    id: row.id,
    metric: row.metric.key,
    metricName: row.metric.name,
    metricKind: row.metric.kind as MetricKind,
    grade: "series",
    verdict: row.interim === null ? null : (JSON.parse(row.interim) as Verdict),
    runs: { before: [], after: [] },
    primary: false,
    inputs: [],
    overrideReason: null,
    recordedBy: row.requestedBy?.name ?? null,
    simulated: row.change.simulated,
    createdAt: row.createdAt.toISOString(),
    frozen: false,
    windows: null,
    fetch: {
      state: row.state as FetchState,
      problem: row.problem,
      failures: row.failures,
      triedAt: row.triedAt?.toISOString() ?? null,
      nextAt: row.nextAt?.toISOString() ?? null,
      fullAt: row.fullAt?.toISOString() ?? null,
    },
  };
}
