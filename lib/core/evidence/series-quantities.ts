import { quantileOfSorted } from "#lib/core/statistics/quantiles.ts";
import { mean, sorted } from "#lib/core/statistics/sequence.ts";
import type { SeriesPoint } from "#lib/core/statistics/series-input.ts";
import type { SideRun } from "./read-side.ts";

/** Values that have to lie beyond a percentile in every slice. */
const beyond = 10;
const shortestSlice = 20;

/**
 * The points of one quantity over all files of a side, in order of time; null where the files hold none. Percentiles of
 * single probes are taken slice by slice: one after another they depend on each other, and one number says nothing.
 */
export function pointsOf(runs: readonly SideRun[], quantity: string): SeriesPoint[] | null {
  const own = merged(runs, quantity);
  if (own.length > 0) return own;
  const [family = "", statistic = ""] = quantity.split(/\.(.*)/s);
  const single = merged(runs, family).filter(({ value }) => value !== null);
  if (single.length === 0) return null;
  if (statistic === "mean") return slices(single, shortestSlice, mean);
  const percent = /^p(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percent === undefined) return null;
  const share = Number(percent) / 100;
  const size = Math.max(shortestSlice, Math.ceil(beyond / Math.max(1e-3, Math.min(share, 1 - share))));
  return slices(single, size, (values) => quantileOfSorted(sorted(values), share));
}

function merged(runs: readonly SideRun[], name: string): SeriesPoint[] {
  return runs.flatMap((run) => run.series[name] ?? []).sort((one, other) => one.at - other.at);
}

function slices(points: SeriesPoint[], size: number, of: (values: number[]) => number): SeriesPoint[] {
  return Array.from({ length: Math.floor(points.length / size) }, (_, slice) => {
    const inside = points.slice(slice * size, (slice + 1) * size);
    return {
      at: inside[size >> 1]?.at ?? Number.NaN,
      value: of(inside.map(({ value }) => value ?? Number.NaN)),
    };
  });
}

/** Two values for one time in different files: these are different series, not one. */
export function holdsSeveralSeries(runs: readonly SideRun[]): boolean {
  const seen = new Map<string, number | null>();
  for (const run of runs) {
    const own = Object.entries(run.series).flatMap(([name, points]) =>
      points.map(({ at, value }) => ({ key: `${at} ${name}`, value })),
    );
    if (own.some(({ key, value }) => seen.has(key) && seen.get(key) !== value)) return true;
    if (runs.length > 1) for (const { key, value } of own) seen.set(key, value);
  }
  return false;
}
