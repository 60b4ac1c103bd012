import { compareSamples } from "#lib/core/statistics/compare-samples.ts";
import type { SampleRun, SamplesInput } from "#lib/core/statistics/samples-input.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

/** What groups of runs are runs of, unless a test says something else. */
export const latency = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

export function runs(values: (number | null)[], more: Partial<SampleRun> = {}): SampleRun[] {
  return values.map((value, i) => ({ name: `run-${i}`, value, startedAt: null, n: null, ...more }));
}

export function compareRuns(
  before: (number | null)[],
  after: (number | null)[],
  more: Partial<SamplesInput> = {},
): Verdict {
  return compareSamples({
    ...latency,
    before: runs(before),
    after: runs(after),
    order: "interleaved",
    ...more,
  });
}

export const codes = (verdict: Verdict) => verdict.warnings.map(({ code }) => code);
