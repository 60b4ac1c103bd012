/**
 * The marks of a chart as ECharts graphic elements, in pixels: what the axes and series of ECharts do not offer in our
 * chart grammar (windows, hatching, medians with bands, brackets, direct labels). An option holds no functions.
 */

import type { EChartsCoreOption } from "echarts/core";
import type { ChartStyle } from "#lib/core/charts/chart-style.ts";
import type { Axis, Tick } from "#lib/core/charts/ticks.ts";

/** An option without functions, and the height of its drawing. It can be sent to a browser as JSON. */
export type Drawing = { option: EChartsCoreOption; height: number };

/** One element of `option.graphic.elements`. `z` 0 and 1 lie under the data, 3 and 4 above it. */
export type Mark = { type: string; z: number; silent: true; [key: string]: unknown };

/** The plot in pixels: edges of the data area inside a drawing of `width` × `height`. */
export type Plot = {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
};

/** Where to draw and how: the plot, its two scales from value to pixel, and the style. */
export type Sheet = {
  plot: Plot;
  x: (value: number) => number;
  y: (value: number) => number;
  style: ChartStyle;
};

export const BAND_OPACITY = 0.3;
export const DOTS = [0.1, 4.4];
export const DASHES = [6, 4];

/** Pixel of a value on a horizontal axis that spans the plot. */
export function acrossPlot(plot: Plot, min: number, max: number): (value: number) => number {
  return (value) => round(plot.left + ((value - min) / (max - min || 1)) * (plot.right - plot.left));
}

/** Pixel of a value on a vertical axis; larger is higher. */
export function upPlot(plot: Plot, min: number, max: number): (value: number) => number {
  return (value) => round(plot.bottom - ((value - min) / (max - min || 1)) * (plot.bottom - plot.top));
}

export function area(box: Box, fill: string, z = 0, opacity = 1): Mark {
  const { x, y, width, height } = box;
  return { type: "rect", z, silent: true, shape: { x, y, width, height }, style: { fill, opacity } };
}
export type Box = { x: number; y: number; width: number; height: number };

export type Stroke = { stroke: string; width: number; dash?: number[] };

export function rule(ends: Ends, { stroke, width, dash }: Stroke, z = 1): Mark {
  const style = { stroke, lineWidth: width, fill: null, ...(dash ? dashStyle(dash) : {}) };
  const [x1, y1, x2, y2] = ends;
  return { type: "line", z, silent: true, shape: { x1, y1, x2, y2 }, style };
}
export type Ends = [x1: number, y1: number, x2: number, y2: number];

export function dot(x: number, y: number, r: number, style: Record<string, unknown>, z = 3): Mark {
  return { type: "circle", z, silent: true, shape: { cx: x, cy: y, r }, style };
}

export function shape(points: [number, number][], fill: string, z = 3): Mark {
  return { type: "polygon", z, silent: true, shape: { points }, style: { fill } };
}

export type LabelStyle = {
  colour: string;
  anchor?: "left" | "center" | "right";
  weight?: number;
  /** A rim in the paper's colour, so that the label can be read over lines. */
  halo?: string;
};

/** Text whose vertical middle is at `y`. */
export function label(text: string, x: number, y: number, style: ChartStyle, look: LabelStyle): Mark {
  return {
    type: "text",
    z: 4,
    silent: true,
    style: {
      text,
      x: round(x),
      y: round(y),
      fill: look.colour,
      align: look.anchor ?? "left",
      verticalAlign: "middle",
      fontFamily: style.family,
      fontSize: style.fontSize,
      fontWeight: look.weight ?? 400,
      ...(look.halo ? { stroke: look.halo, lineWidth: 4 } : {}),
    },
  };
}

/** Slanted lines that fill a box without a pattern, so that every renderer draws them alike. */
export function hatching(box: Box, stroke: string): Mark[] {
  const marks: Mark[] = [];
  const { x, y, width, height } = box;
  for (let offset = 4; offset < width + height; offset += 8) {
    const start = Math.max(0, offset - height);
    const end = Math.min(width, offset);
    if (end <= start) continue;
    marks.push(rule([x + start, y + offset - start, x + end, y + offset - end], { stroke, width: 1.25 }, 1));
  }
  return marks;
}

/** A level: the interval as a band never thinner than 3 px, and the median over it. */
export type LevelLook = { colour: string; dotted: boolean };

export function flatLevel(
  [x1, x2]: [number, number],
  y: number,
  band: [number, number] | null,
  look: LevelLook,
): Mark[] {
  const stroke: Stroke = { stroke: look.colour, width: 2.5, ...(look.dotted ? { dash: DOTS } : {}) };
  const line = rule([x1, y, x2, y], stroke, 3);
  if (!band) return [line];
  const [top, height] = thick(Math.min(...band), Math.max(...band));
  return [area({ x: x1, y: top, width: round(x2 - x1), height }, look.colour, 1, BAND_OPACITY), line];
}

export function uprightLevel(
  x: number,
  [y1, y2]: [number, number],
  band: [number, number] | null,
  look: LevelLook,
): Mark[] {
  const stroke: Stroke = { stroke: look.colour, width: 2.5, ...(look.dotted ? { dash: DOTS } : {}) };
  const line = rule([x, y1, x, y2], stroke, 3);
  if (!band) return [line];
  const [left, width] = thick(Math.min(...band), Math.max(...band));
  return [area({ x: left, y: y1, width, height: round(y2 - y1) }, look.colour, 1, BAND_OPACITY), line];
}

/** Horizontal grid lines with their values at the left and the unit above them. */
export function valueGrid({ plot, y, style }: Sheet, axis: Axis, unit: string): Mark[] {
  const { chartAxis, chartGrid, inkMuted } = style.colours;
  const lines = axis.ticks.flatMap((tick, index) => [
    rule([plot.left, y(tick.value), plot.right, y(tick.value)], {
      stroke: index === 0 ? chartAxis : chartGrid,
      width: 1,
    }),
    label(tick.label, plot.left - 8, y(tick.value), style, { colour: inkMuted, anchor: "right" }),
  ]);
  return [...lines, label(unit, plot.left - 8, 11, style, { colour: inkMuted, anchor: "right" })];
}

/** Ticks and labels under the plot. */
export function timeGrid({ plot, x, style }: Sheet, ticks: Tick[]): Mark[] {
  const { chartAxis, inkMuted } = style.colours;
  return ticks.flatMap((tick) => [
    rule([x(tick.value), plot.bottom, x(tick.value), plot.bottom + 4], { stroke: chartAxis, width: 1 }),
    label(tick.label, inside(tick.label, x(tick.value), plot, style), plot.bottom + 14, style, {
      colour: inkMuted,
      anchor: "center",
    }),
  ]);
}

/** The parts that every option has: axes without furniture, a grid that is exactly the plot, no animation. */
export function drawing(
  plot: Plot,
  x: Limits,
  y: Limits,
  series: Record<string, unknown>[],
  marks: Mark[],
): Drawing {
  const bare = { type: "value", show: false };
  const option = {
    animation: false,
    backgroundColor: "transparent",
    grid: {
      left: plot.left,
      right: plot.width - plot.right,
      top: plot.top,
      bottom: plot.height - plot.bottom,
      outerBoundsMode: "none",
    },
    xAxis: { ...bare, ...limits(x) },
    yAxis: { ...bare, ...limits(y) },
    series,
    graphic: { elements: marks },
  };
  return { option, height: plot.height };
}
type Limits = { min: number; max: number };

// With the interval given, ECharts does not look for round ticks of its own.
function limits({ min, max }: Limits) {
  return { min, max, interval: max - min };
}

/** One hollow circle per value, as a series, so that a person can point at it. */
export function hollowCircles(
  name: string,
  data: [number, number][],
  look: CircleLook,
): Record<string, unknown> {
  const itemStyle = { color: "none", borderColor: look.colour, borderWidth: look.width, opacity: 1 };
  return {
    type: "scatter",
    name,
    data,
    symbolSize: look.size,
    itemStyle,
    emphasis: { disabled: true },
    clip: false,
  };
}
type CircleLook = { size: number; colour: string; width: number };

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The centre of a text, moved so far that all of it lies in the drawing. */
export function inside(text: string, centre: number, plot: Plot, style: ChartStyle): number {
  const half = textWidth(text, style) / 2;
  return Math.min(Math.max(centre, half), plot.width - half);
}

/** About how wide a text is drawn, in pixels. Used to keep labels apart, never to cut them. */
export function textWidth(text: string, style: ChartStyle): number {
  return text.length * style.fontSize * 0.56;
}

function dashStyle(dash: number[]): Record<string, unknown> {
  return { lineDash: dash, ...(dash === DOTS ? { lineCap: "round" } : {}) };
}

function thick(from: number, to: number): [start: number, size: number] {
  const size = Math.max(3, to - from);
  return [round((from + to - size) / 2), round(size)];
}
