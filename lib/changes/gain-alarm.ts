import { windowsOf } from "#lib/changes/gain-check.ts";
import type { SeriesOptions } from "#lib/changes/series-verdict.ts";
import { at, median } from "#lib/core/statistics/sequence.ts";
import { stepOf, stretchOf } from "#lib/core/statistics/series-grid.ts";
import type { SeriesPoint } from "#lib/core/statistics/series-input.ts";
import { shiftAlarm } from "#lib/core/statistics/shift-alarm.ts";
import type { Better } from "#lib/core/statistics/verdict.ts";

export type GainAlarm = {
  frozen: SeriesPoint[];
  series: SeriesOptions;
  /** The points since the window after the change. */
  later: SeriesPoint[];
  better: Better;
};

const day = 86_400_000;
const watchedDays = 90;

/**
 * Between the fixed checks: since when the level has been worse than in the window after the change, where that has
 * lasted a week (a day where that window is shorter than a week); null where it has not.
 */
export function gainAlarm({ frozen, series, later, better }: GainAlarm): Date | null {
  const { after } = windowsOf(frozen, series);
  const step = stepOf(after);
  if (step === null || after.length < 24) return null;
  const perDay = Number.isInteger(day / step) && after.length >= (2 * day) / step ? day / step : 1;
  const [past, now] = [knownOn(after, step), knownOn(later, step)];
  const profile = dailyProfile(past, perDay);
  const level = (points: GridPoint[]) => points.map(({ cell, value }) => value - at(profile, cell % perDay));
  const days = after.length * step >= 7 * day ? 7 : 1;
  const alarm = shiftAlarm(level(past), level(now), {
    better,
    horizon: Math.ceil((watchedDays * day) / step),
    season: Math.max(1, Math.round((days * day) / step)),
  });
  const since = alarm?.lastedAt == null ? undefined : now[alarm.since];
  return since ? new Date(since.cell * step) : null;
}

type GridPoint = { cell: number; value: number };

/** The known values in order of time, each with its place on a grid that begins in 1970. */
function knownOn(points: SeriesPoint[], step: number): GridPoint[] {
  const known = points.filter(({ value }) => value !== null).sort((a, b) => a.at - b.at);
  const { first, values } = stretchOf(known, { step, origin: 0 });
  return Array.from(values, (value, i) => ({ cell: first + i, value })).filter(
    ({ value }) => !Number.isNaN(value),
  );
}

/** The medians of the hours around their mean; zeros where there are no days. */
function dailyProfile(points: GridPoint[], perDay: number): number[] {
  if (perDay === 1) return [0];
  const byHour = Map.groupBy(points, ({ cell }) => cell % perDay);
  const medians = Array.from({ length: perDay }, (_, hour) => {
    const values = byHour.get(hour);
    return values ? median(values.map(({ value }) => value)) : Number.NaN;
  });
  const known = medians.filter((value) => !Number.isNaN(value));
  const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
  return medians.map((value) => (Number.isNaN(value) ? 0 : value - centre));
}
