import type { ChartTable, HistoryChart, Level, Neighbour, Shift, Span } from "#lib/core/charts/chart.ts";
import { type ChartStyle, toneColour } from "#lib/core/charts/chart-style.ts";
import { type ChartOrigin, sourceLine, subtitleOf, textOf } from "#lib/core/charts/chart-words.ts";
import {
  acrossPlot,
  area,
  BAND_OPACITY,
  DASHES,
  DOTS,
  type Drawing,
  drawing,
  label,
  type Mark,
  type Plot,
  round,
  rule,
  type Sheet,
  shape,
  textWidth,
  timeGrid,
  upPlot,
  valueGrid,
} from "#lib/core/charts/drawing.ts";
import { neighbourLane } from "#lib/core/charts/neighbour-lane.ts";
import { hasTrueZero } from "#lib/core/charts/runs-chart.ts";
import { gapMarks, rawLine } from "#lib/core/charts/series-chart.ts";
import { extremesIn, pointsOf, type SeriesPoint } from "#lib/core/charts/series-points.ts";
import { timeTicks, valueAxis } from "#lib/core/charts/ticks.ts";
import type { MetricKind } from "#lib/core/statistics/verdict.ts";
import { formatDate, formatDateTime } from "#lib/core/time.ts";
import { formatPercent, formatQuantity, scaleOf, unitSymbol } from "#lib/core/units.ts";
import { countInWords, plural } from "#lib/core/words.ts";

export type HistoryInput = ChartOrigin & {
  kind: MetricKind;
  statistic: string;
  timeZone: string;
  series: SeriesPoint[];
  levels: (Level & Span)[];
  shifts: Shift[];
  target: number | null;
  warnLimit: number | null;
  alertLimit: number | null;
  alerts: number[];
  changes: Neighbour[];
  isPast: boolean;
};

/** The whole history of a metric: its levels, where they shifted, and what is recorded about it. */
export function historyChart(input: HistoryInput): HistoryChart {
  const { metric, timeZone, shifts, levels } = input;
  const { points, gaps } = pointsOf(input.series);
  const day = (at: number) => formatDate(new Date(at), timeZone);
  const first = points.at[0];
  const last = points.at.at(-1);
  const span =
    first === undefined || last === undefined ? "without data" : `from ${day(first)} to ${day(last)}`;
  const named = shifts.map((shift) => `${shiftText(shift)} on ${day(shift.at)}`).join("; ");
  const alt = `Line chart of ${metric.name} ${span}. ${shifts.length === 0 ? "No shift was found" : `Shifts: ${named}`}.`;
  const notes = shifts.length > 0 ? ["Shifts are found without knowing the changes"] : [];
  return {
    kind: "history",
    ...textOf(
      historyTitle(metric.name, shifts),
      subtitleOf(input, input.statistic, points.values),
      sourceLine(input, notes),
      alt,
      input.simulated,
    ),
    unit: metric.unit,
    fromZero: hasTrueZero(input.kind, points.values),
    timeZone,
    points,
    gaps,
    levels,
    shifts,
    target: input.target,
    warnLimit: input.warnLimit,
    alertLimit: input.alertLimit,
    alerts: input.alerts,
    changes: input.changes,
    isPast: input.isPast,
  };
}

export function historyOption(chart: HistoryChart, style: ChartStyle, width: number): Drawing {
  const narrow = width < 640;
  const lane = chart.changes.length > 0;
  const plotHeight = narrow ? 210 : 260;
  const plot: Plot = {
    width,
    height: 44 + plotHeight + (lane ? 66 : 24),
    left: narrow ? 44 : 52,
    right: width - (narrow ? 6 : 124),
    top: 44,
    bottom: 44 + plotHeight,
  };
  const { at, values } = chart.points;
  const bounds = chart.levels.flatMap((level) => [level.median, level.low, level.high]);
  const shown = [...values, ...bounds, chart.target, chart.warnLimit, chart.alertLimit].filter(
    (value) => value !== null,
  );
  const scale = scaleOf(shown, chart.unit);
  // The triangles of alerts stand above everything measured.
  const axis = valueAxis(shown, scale, chart.fromZero, 5, chart.alerts.length > 0 ? 0.18 : 0);
  const from = at[0] ?? 0;
  const to = at.at(-1) ?? 1;
  const sheet: Sheet = { plot, style, x: acrossPlot(plot, from, to), y: upPlot(plot, axis.min, axis.max) };
  const ticks = timeTicks(from, to, chart.timeZone, Math.floor((plot.right - plot.left) / 72));
  const marks = [
    ...valueGrid(sheet, axis, unitSymbol(scale)),
    ...timeGrid(sheet, ticks),
    ...chart.levels.flatMap((level) => levelBar(level, sheet)),
    ...limitMarks(chart, sheet, narrow),
    ...gapMarks(chart.gaps, sheet),
    ...shiftMarks(chart.shifts, sheet, narrow),
    ...alertMarks(chart.alerts, sheet),
    ...(lane ? neighbourLane("Changes", chart.changes, null, sheet) : []),
  ];
  return drawing(plot, { min: from, max: to }, axis, [rawLine(at, values, style)], marks);
}

/** One row per point, shifts and alerts named where they fall. */
export function historyTable(chart: HistoryChart): ChartTable {
  const scale = scaleOf(chart.points.values, chart.unit);
  const { at, values } = chart.points;
  const until = (index: number) => at[index + 1] ?? Number.POSITIVE_INFINITY;
  const eventsIn = (from: number, to: number) =>
    [
      ...chart.shifts.filter((shift) => shift.at >= from && shift.at < to).map(shiftText),
      ...chart.changes.filter((change) => change.at >= from && change.at < to).map((change) => change.label),
      ...chart.alerts.filter((alert) => alert >= from && alert < to).map(() => "Alert"),
    ].join("; ");
  return {
    columns: [
      { title: "Time", kind: "text" },
      { title: "Value", kind: "number" },
      { title: "What happened", kind: "text" },
    ],
    rows: at.map((time, index) => [
      formatDateTime(new Date(time), chart.timeZone),
      values[index] === null ? "no data" : formatQuantity(values[index] ?? null, chart.unit, scale),
      eventsIn(time, until(index)),
    ]),
  };
}

function historyTitle(name: string, shifts: Shift[]): string {
  if (shifts.length === 0) return `${name} did not shift`;
  const open = shifts.filter((shift) => shift.change === null).length;
  const times =
    shifts.length === 1 ? "once" : shifts.length === 2 ? "twice" : `${countInWords(shifts.length)} times`;
  if (open === 0) return `${name} shifted ${times}, each time with a recorded change`;
  return `${name} shifted ${times}, and ${countInWords(open)} ${plural(open, "shift has", "shifts have")} no recorded change`;
}

function shiftText(shift: Shift): string {
  return `${formatPercent(shift.relative, { signed: true })} ${shift.change ?? "Not recorded"}`;
}

function levelBar(level: Level & Span, { x, y, style }: Sheet): Mark[] {
  if (level.median === null) return [];
  const [left, right] = [x(level.from), x(level.to)];
  const line = rule(
    [left, y(level.median), right, y(level.median)],
    { stroke: style.colours.inkSoft, width: 2.25 },
    3,
  );
  if (level.low === null || level.high === null) return [line];
  const height = Math.max(3, y(level.low) - y(level.high));
  const top = round((y(level.low) + y(level.high) - height) / 2);
  return [
    area(
      { x: left, y: top, width: round(right - left), height: round(height) },
      style.colours.chartBefore,
      1,
      BAND_OPACITY,
    ),
    line,
  ];
}

type Limit = { at: number; name: string; colour: string; dashed: boolean };

// Target, alert limit and the present level are named at their lines; names that would meet are moved apart.
function limitMarks(chart: HistoryChart, sheet: Sheet, narrow: boolean): Mark[] {
  const { plot, y, style } = sheet;
  let free = Number.NEGATIVE_INFINITY;
  return limitsOf(chart, style, narrow).flatMap((limit) => {
    const stroke = { stroke: limit.colour, width: 1.25, dash: DASHES };
    const line = limit.dashed ? [rule([plot.left, y(limit.at), plot.right, y(limit.at)], stroke, 3)] : [];
    const look = { colour: limit.colour, weight: 600, halo: style.colours.paper };
    if (narrow)
      return [...line, label(limit.name, plot.left + 6, clearOf(chart, limit.at, sheet), style, look)];
    const at = Math.max(y(limit.at), free);
    free = at + style.fontSize + 3;
    return [...line, label(limit.name, plot.right + 8, at, style, look)];
  });
}

function limitsOf(chart: HistoryChart, style: ChartStyle, narrow: boolean): Limit[] {
  const { accent, chartThreshold, ink } = style.colours;
  const now = narrow ? null : (chart.levels.at(-1)?.median ?? null);
  const scale = scaleOf([chart.target, chart.warnLimit, chart.alertLimit, now], chart.unit);
  const limits = [
    {
      at: chart.alertLimit,
      word: chart.warnLimit === null ? "Alert at" : "Critical at",
      colour: chartThreshold,
      dashed: true,
    },
    { at: chart.warnLimit, word: "Warn at", colour: chartThreshold, dashed: true },
    { at: chart.target, word: "Target", colour: accent, dashed: true },
    { at: now, word: chart.isPast ? "Then" : "Now", colour: ink, dashed: false },
  ];
  return limits
    .flatMap(({ at, word, ...look }) =>
      at === null ? [] : [{ at, name: `${word} ${formatQuantity(at, chart.unit, scale)}`, ...look }],
    )
    .toSorted((a, b) => b.at - a.at);
}

// In a narrow drawing the name lies on the plot: on that side of its line where the data are not.
function clearOf(chart: HistoryChart, value: number, { plot, y }: Sheet): number {
  const [from = 0] = chart.points.at;
  const span = (chart.points.at.at(-1) ?? from) - from;
  const near = extremesIn(chart.points, { from, to: from + span * 0.4 });
  const above = near !== null && (near.low + near.high) / 2 < value;
  return Math.min(Math.max(y(value) + (above ? -9 : 10), plot.top + 8), plot.bottom - 8);
}

function shiftMarks(shifts: Shift[], { plot, x, style }: Sheet, narrow: boolean): Mark[] {
  let free = Number.NEGATIVE_INFINITY;
  return shifts
    .toSorted((a, b) => a.at - b.at)
    .flatMap((shift) => {
      const at = x(shift.at);
      const recorded = shift.change !== null;
      const colour = recorded ? toneColour(shift.tone, style.colours) : style.colours.inconclusive;
      const stroke = recorded ? { stroke: colour, width: 1.5 } : { stroke: colour, width: 2.2, dash: DOTS };
      const text = narrow ? formatPercent(shift.relative, { signed: true }) : shiftText(shift);
      const half = textWidth(text, style) / 2;
      const centre = Math.min(Math.max(at, half), plot.width - half);
      const named = centre - half > free;
      if (named) free = centre + half + 6;
      return [
        rule([at, 34, at, plot.bottom], stroke, 3),
        shape(
          [
            [at - 5, 30],
            [at + 5, 30],
            [at, 36],
          ],
          colour,
        ),
        ...(named ? [label(text, centre, 20, style, { colour, weight: 600, anchor: "center" })] : []),
      ];
    });
}

function alertMarks(alerts: number[], { plot, x, style }: Sheet): Mark[] {
  const top = plot.top + 22;
  const last = alerts.at(-1);
  if (last === undefined) return [];
  const triangles = alerts.map((alert) =>
    shape(
      [
        [x(alert), top],
        [x(alert) + 5, top + 9],
        [x(alert) - 5, top + 9],
      ],
      style.colours.danger,
    ),
  );
  const words = `${alerts.length} ${plural(alerts.length, "alert", "alerts")}`;
  return [
    ...triangles,
    label(words, x(last) - 8, top - 10, style, { colour: style.colours.danger, anchor: "right" }),
  ];
}
