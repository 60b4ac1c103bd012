import type { Points, Span } from "#lib/core/charts/chart.ts";

/** More points than this cannot be told apart on a page. */
const MOST_POINTS = 1500;

/** A point as sources give it: `at` in milliseconds since 1970, `value` null where nothing was measured. */
export type SeriesPoint = { at: number; value: number | null };

/** The line of a chart: in time order, cut where data are missing, and thinned to what can be seen. */
export function pointsOf(series: SeriesPoint[]): { points: Points; gaps: Span[]; missing: number } {
  const sorted = series.toSorted((a, b) => a.at - b.at);
  const gaps = gapsOf(sorted);
  const line = thin(withBreaks(sorted, gaps));
  return {
    points: { at: line.map((point) => point.at), values: line.map((point) => point.value) },
    gaps,
    missing: sorted.filter((point) => point.value === null).length,
  };
}

/** The usual distance between two points, in milliseconds; null with fewer than two. */
function stepOf(series: SeriesPoint[]): number | null {
  const steps = series.slice(1).map((point, index) => point.at - (series[index]?.at ?? point.at));
  const sorted = steps.filter((step) => step > 0).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** Lowest and highest measured value in a span of time. */
export function extremesIn({ at, values }: Points, span: Span): { low: number; high: number } | null {
  let found: { low: number; high: number } | null = null;
  for (const [index, value] of values.entries()) {
    const time = at[index] ?? Number.NaN;
    if (value === null || !(time >= span.from && time <= span.to)) continue;
    found = found
      ? { low: Math.min(found.low, value), high: Math.max(found.high, value) }
      : { low: value, high: value };
  }
  return found;
}

function gapsOf(sorted: SeriesPoint[]): Span[] {
  const measured = sorted.filter((point) => point.value !== null);
  const step = stepOf(sorted) ?? 0;
  return measured.slice(1).flatMap((point, index) => {
    const from = measured[index]?.at ?? point.at;
    return point.at - from > step * 1.5 ? [{ from, to: point.at }] : [];
  });
}

function withBreaks(sorted: SeriesPoint[], gaps: Span[]): SeriesPoint[] {
  const measured = sorted.filter((point) => point.value !== null);
  const breaks = gaps.map((gap) => ({ at: (gap.from + gap.to) / 2, value: null }));
  return [...measured, ...breaks].toSorted((a, b) => a.at - b.at);
}

// Of each bucket the first, lowest, highest and last point stay, so that no spike is lost and no gap is closed.
function thin(line: SeriesPoint[]): SeriesPoint[] {
  if (line.length <= MOST_POINTS) return line;
  const size = Math.ceil(line.length / (MOST_POINTS / 4));
  const kept: SeriesPoint[] = [];
  for (let start = 0; start < line.length; start += size) {
    const bucket = line.slice(start, start + size);
    const values = bucket.flatMap((point) => (point.value === null ? [] : [point.value]));
    const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const first = bucket.findIndex((point) => point.value === low);
    const top = bucket.findIndex((point) => point.value === high);
    kept.push(
      ...bucket.filter(
        (point, index) =>
          index === 0 ||
          index === bucket.length - 1 ||
          index === first ||
          index === top ||
          point.value === null,
      ),
    );
  }
  return kept;
}
