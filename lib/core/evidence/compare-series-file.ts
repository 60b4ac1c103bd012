/** One file with a series around a change in, its verdict out: what `portal verdict --series` prints. */

import { AppError } from "#lib/core/errors.ts";
import type { Quantity, Run } from "#lib/core/formats/parsed.ts";
import { unnamed } from "#lib/core/formats/reading/columns.ts";
import { quoted } from "#lib/core/formats/reading/faults.ts";
import { parseFile } from "#lib/core/formats/registry.ts";
import { compareSeries, type SeriesInput, type SeriesPoint } from "#lib/core/statistics/compare-series.ts";
import { FEWEST_POINTS, WEEK } from "#lib/core/statistics/series-input.ts";
import { seriesWindows } from "#lib/core/statistics/series-windows.ts";
import type { Better, Verdict, Warning } from "#lib/core/statistics/verdict.ts";
import { meaningOf } from "./compare-series-sides.ts";
import type { NamedFile } from "./named-file.ts";
import { chosenSeries, noSeries } from "./series-of-file.ts";
import { pointsOf } from "./series-quantities.ts";

export type CompareSeriesFileInput = {
  file: NamedFile;
  /** When the change began; in milliseconds since 1970. */
  at: number;
  /** When its roll-out was finished. Where no window is left after it: up to when the window after goes. */
  until?: number;
  /** How long it takes to settle; absent: one sampling interval. */
  settle?: number;
  better?: Better;
  metric?: string;
  format?: string;
  select?: Record<string, string>;
  minimumEffect?: number;
  season?: SeriesInput["season"];
  /** The same metric where the change was not made. */
  controls?: NamedFile[];
  /** How much work there was. */
  load?: NamedFile;
};

/** Ratios move in outages, a few in a month: they need longer windows than what varies from minute to minute. */
const longestOfRatios = 26 * WEEK;

/** Throws INVALID naming the file and what is wrong with it, or where nothing tells which direction is better. */
export function compareSeriesFile(input: CompareSeriesFileInput): Verdict {
  const { file, metric, format, select } = input;
  const parsed = file.parsed ?? parseFile(file.text, file.name, { format, select, metric });
  const run = parsed.runs.find((one) => one.each === "point");
  if (!run) throw noSeries(file.name);
  const quantity = chosen(run, metric, file.name);
  const points = pointsOf([{ ...run, sitting: 0 }], quantity.name);
  if (!points) throw noSeries(file.name);
  refuseOutside(input.at, points, file.name);
  const better = input.better ?? quantity.better;
  if (!better) {
    throw new AppError(
      "INVALID",
      `Is lower or higher better? The name ${quoted(quantity.name)} does not tell. State it (better: lower or higher).`,
    );
  }
  const name = quantity.name === unnamed ? (metric ?? quantity.name) : quantity.name;
  const meaning = meaningOf({ ...quantity, name, better }, points);
  const windows = windowsOf(input, points, meaning.kind);
  const verdict = compareSeries({
    ...meaning,
    ...windows,
    minimumEffect: input.minimumEffect,
    season: input.season,
    controls: input.controls?.map((control) => companion(control, input)),
    load: input.load && companion(input.load, input),
    seedParts: [file, ...(input.controls ?? []), ...(input.load ? [input.load] : [])].map(
      ({ sha256 }) => sha256,
    ),
  });
  return { ...verdict, warnings: [...verdict.warnings, ...missing(parsed.warnings, points)] };
}

function refuseOutside(at: number, points: SeriesPoint[], fileName: string): void {
  const [from, to] = [points[0]?.at ?? at, points.at(-1)?.at ?? at];
  if (at >= from && at <= to) return;
  const [first, last, asked] = [from, to, at].map((time) => new Date(time).toISOString());
  throw new AppError(
    "INVALID",
    `${fileName} goes from ${first} to ${last}; ${asked} lies outside, so that one side has nothing.`,
  );
}

// Values that the file says are missing are gaps of the windows, which the verdict tells of itself.
function missing(warnings: Warning[], points: SeriesPoint[]): Warning[] {
  return points.length > 0 ? warnings.filter(({ code }) => code !== "missing-values") : warnings;
}

function windowsOf(input: CompareSeriesFileInput, points: SeriesPoint[], kind: SeriesInput["kind"]) {
  const longest = kind === "ratio" ? longestOfRatios : undefined;
  const { at, until, settle } = input;
  const later = points.filter((point) => until !== undefined && point.at > until).length;
  const between = points.filter((point) => point.at > at && point.at <= (until ?? at)).length;
  const asEnd = until !== undefined && later < FEWEST_POINTS && between >= FEWEST_POINTS;
  const { before, after, history } = seriesWindows(points, {
    start: at,
    end: asEnd ? at : (until ?? at),
    ...(asEnd ? { until } : {}),
    settle,
    longest,
  });
  return { before, after, history };
}

function chosen(run: Run, metric: string | undefined, file: string): Quantity {
  const known = run.quantities.filter(({ name }) => pointsOf([{ ...run, sitting: 0 }], name) !== null);
  const name = chosenSeries(
    known.map((one) => one.name),
    metric,
    file,
  );
  const found = known.find((one) => one.name === name);
  if (!found) throw noSeries(file);
  return found;
}

function companion(file: NamedFile, { format, select }: CompareSeriesFileInput) {
  const parsed = file.parsed ?? parseFile(file.text, file.name, { format, select });
  const run = parsed.runs.find((one) => one.each === "point");
  const points = run && pointsOf([{ ...run, sitting: 0 }], chosen(run, undefined, file.name).name);
  if (!points) throw noSeries(file.name);
  return { name: file.name.replace(/\.[a-z0-9]+$/i, ""), points };
}
