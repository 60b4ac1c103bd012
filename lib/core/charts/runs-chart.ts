import type { ChartTable, RunsChart, RunsSide } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { type ChartStyle, toneColour } from "#lib/core/charts/chart-style.ts";
import {
  type ChartOrigin,
  doubtNotes,
  findingTitle,
  sourceLine,
  subtitleOf,
  textOf,
} from "#lib/core/charts/chart-words.ts";
import {
  acrossPlot,
  type Drawing,
  drawing,
  hollowCircles,
  inside,
  label,
  type Mark,
  type Plot,
  round,
  rule,
  type Sheet,
  textWidth,
  uprightLevel,
} from "#lib/core/charts/drawing.ts";
import { type Axis, valueAxis } from "#lib/core/charts/ticks.ts";
import type { MetricKind, SideEstimate, Verdict } from "#lib/core/statistics/verdict.ts";
import { formatNumber, formatQuantities, formatQuantity, scaleOf } from "#lib/core/units.ts";
import { plural } from "#lib/core/words.ts";

/** More circles than this cannot be told apart; the quantiles of the rest stand for them. */
const MOST_CIRCLES = 400;
/**
 * Centres of the two strips, half of a strip, how far above it its name stands, and the floor. A wide drawing is also
 * low, so that pages hold more; the lowest has name and value in one line, where they stand clear of each other.
 */
const ROOMY = { before: 68, after: 178, half: 26, name: 24, floor: 220 };
const LOW = { before: 57, after: 145, half: 22, name: 24, floor: 178 };
const LOWEST = { before: 42, after: 106, half: 21, name: 11, floor: 136 };
type Rows = typeof ROOMY;

export type RunsInput = ChartOrigin & {
  kind: MetricKind;
  verdict: Verdict;
  /** One value per run, in the metric's unit. */
  before: number[];
  after: number[];
};

/** Two strips of runs, or two hollow circles where one number a side was reported. */
export function runsChart(input: RunsInput): RunsChart {
  const { verdict, metric } = input;
  const tone = toneOf(verdict);
  const before = sideOf(input.before, verdict.before, tone === "reported");
  const after = sideOf(input.after, verdict.after, tone === "reported");
  const values = [...before.values, ...after.values];
  const statistic = tone === "reported" ? "one number a side" : "each circle is one run";
  const notes = [...thinned(before, after), ...doubtNotes(verdict)];
  const [was, is] = formatQuantities([verdict.before.center, verdict.after.center], metric.unit);
  const alt =
    tone === "reported"
      ? `Two numbers without an interval. Before: ${was}; after: ${is}.`
      : `Two strips of runs, ${before.n} before and ${after.n} after. Before, the median is ${was}; after, ${is}.`;
  return {
    kind: "runs",
    ...textOf(
      findingTitle(metric.name, verdict),
      subtitleOf(input, statistic, values),
      sourceLine(input, notes),
      alt,
      input.simulated,
    ),
    unit: metric.unit,
    tone,
    fromZero: hasTrueZero(input.kind, values),
    before,
    after,
  };
}

/** Durations, sizes, counts and rates start at zero; a share does where it is small. */
export function hasTrueZero(kind: MetricKind, values: (number | null)[]): boolean {
  if (kind === "score") return false;
  return kind !== "ratio" || values.every((value) => value === null || value <= 0.5);
}

export function runsOption(chart: RunsChart, style: ChartStyle, width: number): Drawing {
  const all = [chart.before, chart.after].flatMap((side) => [
    ...side.values,
    ...[side.low, side.high].filter((bound) => bound !== null),
  ]);
  const scale = scaleOf(all, chart.unit);
  const axis = valueAxis(all, scale, chart.fromZero, width < 480 ? 3 : 5);
  const sheetOf = (rows: Rows): Sheet => {
    const plot = plotOf(rows, width);
    return { plot, style, x: acrossPlot(plot, axis.min, axis.max), y: (value) => value };
  };
  const rows = width < 600 ? ROOMY : clearOfNames(chart, sheetOf(LOWEST)) ? LOWEST : LOW;
  const sheet = sheetOf(rows);
  const { plot } = sheet;
  const reported = chart.tone === "reported";
  const look = reported
    ? { size: 10, colour: style.colours.ink, width: 1.5 }
    : { size: 6, colour: style.colours.chartSeries, width: 1.2 };
  const strips = stripsOf(chart, style, rows);
  const circles = strips.map(({ name, side, y }) => {
    const height = (index: number) => plot.bottom - y - (reported ? 0 : jitter(index));
    return hollowCircles(
      name,
      side.values.map((value, index) => [value, round(height(index))]),
      look,
    );
  });
  const marks = [
    ...horizontalAxis(sheet, axis, scale.suffix),
    ...strips.flatMap((strip) => stripMarks(chart, strip, sheet)),
  ];
  return drawing(plot, axis, { min: 0, max: plot.bottom - plot.top }, circles, marks);
}

/** One row per run. */
export function runsTable(chart: RunsChart): ChartTable {
  const scale = scaleOf([...chart.before.values, ...chart.after.values], chart.unit);
  const rowsOf = (name: string, side: RunsSide) =>
    side.values.map((value, index) => [name, String(index + 1), formatQuantity(value, chart.unit, scale)]);
  return {
    columns: [
      { title: "Side", kind: "text" },
      { title: chart.tone === "reported" ? "Number" : "Run", kind: "number" },
      { title: "Value", kind: "number" },
    ],
    rows: [...rowsOf("Before", chart.before), ...rowsOf("After", chart.after)],
  };
}

// The last value carries the unit.
function horizontalAxis({ plot, x, style }: Sheet, axis: Axis, suffix: string): Mark[] {
  const { chartAxis, chartGrid, inkMuted } = style.colours;
  const marks = axis.ticks.flatMap(({ value, label: text }, index) => {
    const last = index === axis.ticks.length - 1;
    const anchor = last ? "right" : x(value) < 20 ? "left" : "center";
    return [
      rule([x(value), plot.top, x(value), plot.bottom], { stroke: chartGrid, width: 1 }, 0),
      label(
        last ? text + suffix : text,
        last ? x(value) + 8 : x(value) - (anchor === "left" ? 3 : 0),
        plot.bottom + 14,
        style,
        { colour: inkMuted, anchor },
      ),
    ];
  });
  return [...marks, rule([plot.left, plot.bottom, plot.right, plot.bottom], { stroke: chartAxis, width: 1 })];
}

function sideOf(values: number[], estimate: SideEstimate, reported: boolean): RunsSide {
  const { n, center, low, high } = estimate;
  if (reported) return { n, values: center === null ? [] : [center], median: null, low: null, high: null };
  return { n: values.length || n, values: thin(values), median: center, low, high };
}

// Evenly spaced order statistics keep the smallest, the largest and the shape.
function thin(values: number[]): number[] {
  if (values.length <= MOST_CIRCLES) return values;
  const sorted = values.toSorted((a, b) => a - b);
  const pick = (index: number) => Math.round((index * (sorted.length - 1)) / (MOST_CIRCLES - 1));
  return Array.from({ length: MOST_CIRCLES }, (_, index) => sorted[pick(index)] ?? 0);
}

function thinned(before: RunsSide, after: RunsSide): string[] {
  const drawn = before.values.length + after.values.length;
  const all = before.n + after.n;
  const some = before.values.length === MOST_CIRCLES || after.values.length === MOST_CIRCLES;
  return some && drawn < all
    ? [`${formatNumber(drawn)} of ${formatNumber(all)} values are drawn, evenly over the whole range`]
    : [];
}

// The golden ratio spreads the circles evenly, and the same run always lies at the same height.
function jitter(index: number): number {
  return (((index + 1) * 0.618_033_988_75) % 1) * 34 - 17;
}

type Strip = { name: string; side: RunsSide; y: number; rows: Rows; colour: string; text: string };

function stripsOf(chart: RunsChart, style: ChartStyle, rows: Rows): Strip[] {
  const { chartBefore, inkSoft } = style.colours;
  const tone = toneColour(chart.tone, style.colours);
  return [
    { name: "Before", side: chart.before, y: rows.before, rows, colour: chartBefore, text: inkSoft },
    { name: "After", side: chart.after, y: rows.after, rows, colour: tone, text: tone },
  ];
}

function plotOf({ floor }: Rows, width: number): Plot {
  return { width, height: floor + 30, left: 8, right: width - 16, top: 0, bottom: floor };
}

function nameOf(chart: RunsChart, { name, side }: Strip): string {
  if (chart.tone === "reported") return `${name}, one number`;
  return `${name}, ${formatNumber(side.n)} ${plural(side.n, "run", "runs")}`;
}

/** What is written at a strip's median, or at its one number, and where. */
function shownValue(chart: RunsChart, side: RunsSide, { plot, x, style }: Sheet) {
  const shown = chart.tone === "reported" ? (side.values[0] ?? null) : side.median;
  if (shown === null) return null;
  const scale = scaleOf(
    [chart.before, chart.after].map((each) => each.median ?? each.values[0] ?? null),
    chart.unit,
  );
  const words = formatQuantity(shown, chart.unit, scale);
  return { at: x(shown), words, centre: inside(words, x(shown), plot, style) };
}

function clearOfNames(chart: RunsChart, sheet: Sheet): boolean {
  const { plot, style } = sheet;
  return stripsOf(chart, style, LOWEST).every((strip) => {
    const value = shownValue(chart, strip.side, sheet);
    const nameEnds = plot.left + textWidth(nameOf(chart, strip), style);
    return value === null || value.centre - textWidth(value.words, style) / 2 > nameEnds + 12;
  });
}

function stripMarks(chart: RunsChart, strip: Strip, sheet: Sheet): Mark[] {
  const { side, y, colour, text } = strip;
  const { half, name } = strip.rows;
  const { plot, x, style } = sheet;
  const reported = chart.tone === "reported";
  const halo = style.colours.paper;
  const title = label(nameOf(chart, strip), plot.left, y - half - name, style, {
    colour: text,
    weight: 600,
    halo,
  });
  const shown = shownValue(chart, side, sheet);
  if (shown === null) return [title];
  const value = label(shown.words, shown.centre, y - (reported ? 18 : half + 11), style, {
    colour: text,
    anchor: "center",
    weight: 600,
    halo,
  });
  if (reported) return [title, value];
  const band: [number, number] | null =
    side.low === null || side.high === null ? null : [x(side.low), x(side.high)];
  return [
    title,
    value,
    ...uprightLevel(shown.at, [y - half, y + half], band, { colour, dotted: chart.tone === "inconclusive" }),
  ];
}
