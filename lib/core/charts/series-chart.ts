import type { ChartTable, Level, Neighbour, SeriesChart, Span } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { type ChartStyle, toneColour, windowColour } from "#lib/core/charts/chart-style.ts";
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
  area,
  type Drawing,
  drawing,
  flatLevel,
  hatching,
  label,
  type Mark,
  type Plot,
  rule,
  type Sheet,
  textWidth,
  timeGrid,
  upPlot,
  valueGrid,
} from "#lib/core/charts/drawing.ts";
import { neighbourLane } from "#lib/core/charts/neighbour-lane.ts";
import { hasTrueZero } from "#lib/core/charts/runs-chart.ts";
import { extremesIn, pointsOf, type SeriesPoint } from "#lib/core/charts/series-points.ts";
import { timeTicks, valueAxis } from "#lib/core/charts/ticks.ts";
import type { MetricKind, Verdict } from "#lib/core/statistics/verdict.ts";
import { formatDate, formatDateTime } from "#lib/core/time.ts";
import { formatQuantities, formatQuantity, scaleOf, unitSymbol } from "#lib/core/units.ts";

const HOUR = 3_600_000;

export type SeriesInput = ChartOrigin & {
  kind: MetricKind;
  verdict: Verdict;
  /** What one point is: "95th percentile of each hour". */
  statistic: string;
  timeZone: string;
  series: SeriesPoint[];
  before: Span;
  after: Span;
  changeAt: number;
  /** Roll-out and settling. */
  rollout: Span | null;
  others: Neighbour[];
};

/** A series around a change: two windows, their medians and intervals, and what else happened. */
export function seriesChart(input: SeriesInput): SeriesChart {
  const { verdict, metric, before, after, timeZone } = input;
  const { points, gaps } = pointsOf(input.series);
  const unit = verdict.unit;
  const values = [...points.values, verdict.before.center, verdict.after.center];
  const [was, is] = formatQuantities([verdict.before.center, verdict.after.center], unit);
  const day = (at: number) => formatDate(new Date(at), timeZone);
  const alt = `Line chart of ${metric.name} from ${day(points.at[0] ?? before.from)} to ${day(points.at.at(-1) ?? after.to)}. The median is ${was} before the change and ${is} after it.`;
  const notes = [
    ...(input.rollout ? ["Hatched: roll-out and settling, in neither window"] : []),
    ...doubtNotes(verdict),
  ];
  return {
    kind: "series",
    ...textOf(
      findingTitle(metric.name, verdict),
      subtitleOf(input, input.statistic, values),
      sourceLine(input, notes),
      alt,
      input.simulated,
    ),
    unit,
    tone: toneOf(verdict),
    fromZero: hasTrueZero(input.kind, values),
    timeZone,
    points,
    gaps,
    before: { ...before, ...levelOf(verdict.before) },
    after: { ...after, ...levelOf(verdict.after) },
    change: { at: input.changeAt, label: input.reference ?? "This change" },
    rollout: input.rollout,
    others: input.others,
  };
}

export function seriesOption(chart: SeriesChart, style: ChartStyle, width: number): Drawing {
  const lane = chart.others.length > 0;
  const plotHeight = width < 480 ? 190 : width < 680 ? 180 : 230;
  const plot: Plot = {
    width,
    height: 30 + plotHeight + (lane ? 66 : 24),
    left: width < 480 ? 44 : 52,
    right: width - 8,
    top: 30,
    bottom: 30 + plotHeight,
  };
  const { at, values } = chart.points;
  const levels = [chart.before, chart.after].flatMap((level) => [level.median, level.low, level.high]);
  const shown = [...values, ...levels].filter((value) => value !== null);
  const scale = scaleOf(shown, chart.unit);
  const axis = valueAxis(shown, scale, chart.fromZero, 4);
  const from = Math.min(at[0] ?? chart.before.from, chart.before.from);
  const to = Math.max(at.at(-1) ?? chart.after.to, chart.after.to);
  const sheet: Sheet = { plot, style, x: acrossPlot(plot, from, to), y: upPlot(plot, axis.min, axis.max) };
  const line = sheet.x(chart.change.at);
  const ticks = timeTicks(from, to, chart.timeZone, Math.floor((plot.right - plot.left) / 72));
  const marks = [
    ...windows(chart, sheet),
    ...valueGrid(sheet, axis, unitSymbol(scale)),
    ...timeGrid(sheet, ticks),
    ...levelMarks(chart, sheet),
    ...gapMarks(chart.gaps, sheet),
    rule([line, plot.top - 8, line, plot.bottom], { stroke: style.colours.ink, width: 1.5 }, 3),
    ...(lane ? neighbourLane("Other", [...chart.others, chart.change], chart.change, sheet) : []),
  ];
  return drawing(plot, { min: from, max: to }, axis, [rawLine(at, values, style)], marks);
}

/** One row per point: when, which window, how much. */
export function seriesTable(chart: SeriesChart): ChartTable {
  const scale = scaleOf(chart.points.values, chart.unit);
  const windowOf = (at: number) =>
    inside(at, chart.before) ? "Before" : inside(at, chart.after) ? "After" : "Neither";
  return {
    columns: [
      { title: "Time", kind: "text" },
      { title: "Window", kind: "text" },
      { title: "Value", kind: "number" },
    ],
    rows: chart.points.at.map((at, index) => [
      formatDateTime(new Date(at), chart.timeZone),
      windowOf(at),
      chart.points.values[index] === null
        ? "no data"
        : formatQuantity(chart.points.values[index] ?? null, chart.unit, scale),
    ]),
  };
}

/** The measured points as a thin line that stops where data are missing. */
export function rawLine(at: number[], values: (number | null)[], style: ChartStyle): Record<string, unknown> {
  return {
    type: "line",
    data: at.map((time, index) => [time, values[index] ?? null]),
    showSymbol: false,
    connectNulls: false,
    lineStyle: { color: style.colours.chartSeries, width: 1.1, join: "round", opacity: 0.85 },
    emphasis: { disabled: true },
    clip: false,
  };
}

/** A bracket on the floor where data are missing; the widest one says so. */
export function gapMarks(gaps: Span[], { plot, x, style }: Sheet): Mark[] {
  const floor = plot.bottom - 16;
  const stroke = { stroke: style.colours.chartAxis, width: 1 };
  const widest = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0];
  return gaps.flatMap((gap) => {
    const [left, right] = [x(gap.from), x(gap.to)];
    if (right - left < 2) return [];
    const middle = Math.min(Math.max((left + right) / 2, plot.left + 24), plot.right - 24);
    const words = label("no data", middle, floor - 13, style, {
      colour: style.colours.inkMuted,
      anchor: "center",
      halo: style.colours.paper,
    });
    return [
      rule([left, floor - 3, left, floor + 3], stroke),
      rule([right, floor - 3, right, floor + 3], stroke),
      rule([left, floor, right, floor], stroke),
      ...(gap === widest ? [words] : []),
    ];
  });
}

function windows(chart: SeriesChart, sheet: Sheet): Mark[] {
  const { plot, x, style } = sheet;
  const box = (span: Span, least = 0) => {
    const left = x(span.from);
    return {
      x: left,
      y: plot.top,
      width: Math.max(least, x(span.to) - left),
      height: plot.bottom - plot.top,
    };
  };
  const after = toneColour(chart.tone, style.colours);
  return [
    area(box(chart.before), style.colours.chartWindow),
    area(box(chart.after), windowColour(chart.tone, style.colours)),
    ...(chart.rollout ? hatching(box(chart.rollout, 3), style.colours.chartHatch) : []),
    windowName("Before", chart.before, sheet, style.colours.inkSoft),
    windowName("After", chart.after, sheet, after),
  ];
}

// "Before" reads away from the change and "After" from it on, also where the windows are narrow.
function windowName(name: "Before" | "After", span: Span, { plot, x, style }: Sheet, colour: string): Mark {
  const [left, right] = [x(span.from), x(span.to)];
  const long = `${name}, ${spanWords(span)}`;
  const text = right - left > textWidth(long, style) + 8 ? long : name;
  const fits = right - left > textWidth(text, style) + 8;
  if (fits || name === "After") return label(text, left + 6, 16, style, { colour, weight: 600 });
  return label(text, Math.max(right - 6, plot.left + textWidth(text, style)), 16, style, {
    colour,
    weight: 600,
    anchor: "right",
  });
}

function levelMarks(chart: SeriesChart, sheet: Sheet): Mark[] {
  const { x, y, style } = sheet;
  const dotted = chart.tone === "inconclusive";
  const higher = (chart.before.median ?? 0) >= (chart.after.median ?? 0) ? "before" : "after";
  const scale = scaleOf([chart.before.median, chart.after.median], chart.unit);
  return (["before", "after"] as const).flatMap((side) => {
    const level = chart[side];
    if (level.median === null) return [];
    const band: [number, number] | null =
      level.low === null || level.high === null ? null : [y(level.low), y(level.high)];
    const colour = side === "before" ? style.colours.chartBefore : toneColour(chart.tone, style.colours);
    const text = formatQuantity(level.median, chart.unit, scale);
    return [
      ...flatLevel([x(level.from), x(level.to)], y(level.median), band, { colour, dotted }),
      levelName(chart, side, text, higher === side, sheet),
    ];
  });
}

// The value stands clear of the line: above the highest point beside it, or below the lowest.
function levelName(
  chart: SeriesChart,
  side: "before" | "after",
  text: string,
  above: boolean,
  { plot, x, y, style }: Sheet,
): Mark {
  const level = chart[side];
  const width = textWidth(text, style) + 12;
  const perPixel = (level.to - level.from) / Math.max(1, x(level.to) - x(level.from));
  const span =
    side === "before"
      ? { from: level.from, to: level.from + width * perPixel }
      : { from: level.to - width * perPixel, to: level.to };
  const near = extremesIn(chart.points, span) ?? { low: level.median ?? 0, high: level.median ?? 0 };
  const wanted = above
    ? y(Math.max(near.high, level.high ?? near.high)) - 12
    : y(Math.min(near.low, level.low ?? near.low)) + 14;
  const at = Math.min(Math.max(wanted, plot.top + 9), plot.bottom - 9);
  const colour = side === "before" ? style.colours.inkSoft : toneColour(chart.tone, style.colours);
  const anchor = side === "before" ? "left" : "right";
  const edge = side === "before" ? x(level.from) + 6 : x(level.to) - 6;
  return label(text, edge, at, style, { colour, weight: 600, anchor, halo: style.colours.paper });
}

function levelOf({ center, low, high }: Verdict["before"]): Level {
  return { median: center, low, high };
}

function inside(at: number, span: Span): boolean {
  return at >= span.from && at < span.to;
}

function spanWords({ from, to }: Span): string {
  const hours = Math.round((to - from) / HOUR);
  const [count, word] =
    hours >= 48
      ? [Math.round(hours / 24), "day"]
      : hours >= 1
        ? [hours, "hour"]
        : [Math.round((to - from) / 60_000), "minute"];
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}
