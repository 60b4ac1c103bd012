import type { SeriesOptions } from "#lib/changes/series-verdict.ts";
import { type GainWatch, gainWatch, type WatchWindow } from "#lib/core/statistics/gain-watch.ts";
import { stepOf, stretchOf } from "#lib/core/statistics/series-grid.ts";
import type { SeriesPoint } from "#lib/core/statistics/series-input.ts";
import { seriesWindows } from "#lib/core/statistics/series-windows.ts";
import type { Better, MetricKind } from "#lib/core/statistics/verdict.ts";

/** So many days after the window after a change its gain is looked at again. */
const watchDays = [7, 30, 90] as const;

const day = 86_400_000;

export function watchTimes(windowEnd: number): { days: number; dueAt: Date }[] {
  return watchDays.map((days) => ({ days, dueAt: new Date(windowEnd + days * day) }));
}

export type GainCheck = {
  /** The frozen series, around the change. */
  frozen: SeriesPoint[];
  series: SeriesOptions;
  /** The latest points; as many days as the window after the change had. */
  now: SeriesPoint[];
  better: Better;
  kind: MetricKind;
  minimumEffect: number;
};

/** Whether a frozen gain still stands. Null where there is too little to tell. */
export function checkGain({ frozen, series, now, better, kind, minimumEffect }: GainCheck): GainWatch | null {
  const { before, after } = windowsOf(frozen, series);
  const step = stepOf(after);
  if (step === null) return null;
  const perDay = day / step;
  const season = Number.isInteger(perDay) && after.length >= 2 * perDay ? perDay : 1;
  const onGrid = (points: SeriesPoint[]): WatchWindow => {
    const known = points.filter(({ value }) => value !== null).sort((a, b) => a.at - b.at);
    const { first, values } = stretchOf(known, { step, origin: 0 });
    const phase = ((first % season) + season) % season;
    return { values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)), phase };
  };
  const level = meanOf(after);
  // The smallest difference that matters of a ratio is in points; here it is asked for in shares of the level.
  const share = kind === "ratio" && level > 0 ? minimumEffect / level : minimumEffect;
  return gainWatch(
    { before: onGrid(before), after: onGrid(after), now: onGrid(now) },
    { better, minimumEffect: share, season },
  );
}

/** How long the window after the change is, in milliseconds, and when it ends. */
export function afterWindow(
  frozen: SeriesPoint[],
  series: SeriesOptions,
): { length: number; end: number } | null {
  const { after } = windowsOf(frozen, series);
  const [first, last] = [after[0]?.at, after.at(-1)?.at];
  const step = stepOf(after);
  return first === undefined || last === undefined || step === null
    ? null
    : { length: last - first + step, end: last + step };
}

export function windowsOf(frozen: SeriesPoint[], series: SeriesOptions) {
  const { settle, ...times } = series;
  return seriesWindows(frozen, { ...times, ...(settle === null ? {} : { settle }) });
}

function meanOf(points: SeriesPoint[]): number {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
