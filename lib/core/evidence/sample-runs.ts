import { burstFactor, logQuantile } from "#lib/core/statistics/quantile-shift.ts";
import type { SampleRun, SamplesInput } from "#lib/core/statistics/samples-input.ts";
import type { Warning } from "#lib/core/statistics/verdict.ts";
import type { SideName, SideRun } from "./read-side.ts";

/** A value left out by hand: its place in its side, from 0 in the order of the files, and why. */
export type Filter = { side: SideName; index: number; reason: string };

/** The runs of one side for one quantity: its single values where these are runs, else one number per run. */
export function sampleRuns(runs: readonly SideRun[], quantity: string): SampleRun[] {
  return runs.flatMap((run) => {
    const values = run.each === "run" ? valuesOf(run, quantity) : null;
    if (values) return values.map((value, index) => repeat(run, value, index));
    const found = run.quantities.find((one) => one.name === quantity);
    return [
      {
        ...{ name: run.name, value: found?.value ?? null, startedAt: run.startedAt, n: found?.n ?? null },
        ...(found?.resolution !== undefined && found.kind !== "score" ? { step: found.resolution } : {}),
        ...(found?.bounds ? { bounds: found.bounds } : {}),
        ...errorOf(run, quantity),
      },
    ];
  });
}

/** With more requests than this a percentile's own error is smaller than any other. */
const mostLookedAt = 20_000;

// Percentiles of a run whose single requests are known.
function errorOf(run: SideRun, quantity: string): { logError?: number; burst?: number } {
  const percent = /^([a-z]+)\.p(\d+(?:\.\d+)?)$/.exec(quantity);
  const values = run.each === "request" && percent ? run.samples[percent[1] ?? ""] : undefined;
  if (!values || values.length > mostLookedAt || !values.every((value) => value > 0)) return {};
  const share = Number(percent?.[2]) / 100;
  const { error } = logQuantile(values, share);
  if (error === null) return {};
  const burst = burstFactor(values, share);
  return burst > 1 ? { logError: error, burst } : { logError: error };
}

function valuesOf(run: SideRun, quantity: string): number[] | null {
  const [family = ""] = quantity.split(".");
  return run.samples[quantity] ?? run.samples[family] ?? null;
}

function repeat(run: SideRun, value: number, index: number): SampleRun {
  return {
    name: `${run.name}, ${index}`,
    value,
    startedAt: run.startedAt,
    n: null,
    sitting: String(run.sitting),
  };
}

/** Values left out are counted and said, with the reasons given. */
export function withoutFiltered(
  side: SideName,
  runs: SampleRun[],
  filters: readonly Filter[] = [],
): { runs: SampleRun[]; warnings: Warning[] } {
  const own = filters.filter(
    (filter) => filter.side === side && filter.index >= 0 && filter.index < runs.length,
  );
  if (own.length === 0) return { runs, warnings: [] };
  const left = new Set(own.map((filter) => filter.index));
  const reasons = [...new Set(own.map((filter) => filter.reason.trim()))].join("; ");
  const values = left.size === 1 ? "1 value was" : `${left.size} values were`;
  const message = `${values} left out by hand on the ${side} side: ${reasons}.`;
  return { runs: runs.filter((_, index) => !left.has(index)), warnings: [{ code: "left-out", message }] };
}

/** One error rate a side, weighted by requests where every run tells how many it made. */
export function errorRates(before: readonly SideRun[], after: readonly SideRun[]): SamplesInput["errorRate"] {
  const [first, second] = [errorRate(before), errorRate(after)];
  return { before: first.rate, after: second.rate, beforeN: first.n, afterN: second.n };
}

function errorRate(runs: readonly SideRun[]): { rate: number | null; n: number | null } {
  const known = runs.flatMap((run) => {
    if (run.errorRate === null) return [];
    return [{ rate: run.errorRate, n: run.quantities.find((one) => one.name === "error-rate")?.n ?? null }];
  });
  if (known.length === 0 || known.length < runs.length) return { rate: null, n: null };
  const counts = known.map((one) => one.n).filter((n) => n !== null);
  const total = counts.reduce((sum, n) => sum + n, 0);
  if (counts.length < known.length || total === 0) {
    return { rate: known.reduce((sum, one) => sum + one.rate, 0) / known.length, n: null };
  }
  return { rate: known.reduce((sum, one) => sum + one.rate * (one.n ?? 0), 0) / total, n: total };
}
