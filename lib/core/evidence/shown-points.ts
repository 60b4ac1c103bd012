import type { SampleRun } from "#lib/core/statistics/samples-input.ts";
import type { SeriesPoint } from "#lib/core/statistics/series-input.ts";

const mostShown = 750;

/** For drawing and reading: at most 750 points of a stretch, evenly taken. The files hold all of them. */
export function shownPoints(points: readonly SeriesPoint[]): SampleRun[] {
  const every = Math.max(1, Math.ceil(points.length / mostShown));
  return points.filter((_, index) => index % every === 0).map(pointAsRun);
}

/** A point by its time. */
export function pointAsRun({ at, value }: SeriesPoint): SampleRun {
  const time = new Date(at).toISOString();
  return { name: time, value, startedAt: time, n: null };
}
