import type { MeasuredVerdict, VerdictOptions } from "#lib/changes/measured-verdict.ts";
import type { NamedFile } from "#lib/core/evidence/named-file.ts";
import { seriesOfFile } from "#lib/core/evidence/series-of-file.ts";
import { shownPoints } from "#lib/core/evidence/shown-points.ts";
import { assessSeries, type SeriesPoint } from "#lib/core/statistics/compare-series.ts";
import { seriesWindows } from "#lib/core/statistics/series-windows.ts";

/** What cuts the windows of a series: times in milliseconds since 1970. Stored with the measurement. */
export type SeriesOptions = {
  start: number;
  end: number;
  /** Null: one sampling interval. */
  settle: number | null;
  /** Up to when the window after may go. */
  until: number;
  /** The longest window. */
  longest: number;
  otherChanges: { at: number; name: string }[];
  /** Changes so near that they are looked at as one with this one. */
  sharedWith?: { at: number; name: string }[];
};

/**
 * The verdict of the one series in a file, around a change. The same file and options give the same bytes, on any
 * machine and at any time.
 */
export function seriesVerdict(
  file: NamedFile,
  options: VerdictOptions,
  series: SeriesOptions,
): MeasuredVerdict {
  const points = seriesOfFile(file, {});
  const { before, after, history } = seriesWindows(points, {
    start: series.start,
    end: series.end,
    ...(series.settle === null ? {} : { settle: series.settle }),
    until: series.until,
    longest: series.longest,
    otherChanges: series.otherChanges,
  });
  const { verdict, earlier } = assessSeries({
    metric: options.quantity ?? options.metric,
    unit: options.unit,
    better: options.better,
    kind: options.kind,
    minimumEffect: options.minimumEffect,
    before,
    after,
    history,
    otherChanges: series.otherChanges,
    label: options.label,
    seedParts: [file.sha256],
  });
  return {
    verdict,
    runs: {
      before: shownPoints(before),
      after: shownPoints(after),
      between: shownPoints(betweenOf(points, before, after)),
      earlier: earlier.map(({ at, relative }) => ({ name: new Date(at).toISOString(), value: relative })),
    },
    formats: { before: ["prometheus"], after: [] },
  };
}

/** What was measured between the windows belongs to neither, and is drawn all the same: it is no gap. */
function betweenOf(points: SeriesPoint[], before: SeriesPoint[], after: SeriesPoint[]): SeriesPoint[] {
  const [from, to] = [before.at(-1)?.at, after[0]?.at];
  if (from === undefined || to === undefined) return [];
  return points.filter(({ at }) => at > from && at < to);
}
