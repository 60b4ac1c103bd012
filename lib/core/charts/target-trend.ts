import type { ChartTable, TargetTrend } from "#lib/core/charts/chart.ts";
import type { ChartStyle } from "#lib/core/charts/chart-style.ts";
import { textOf } from "#lib/core/charts/chart-words.ts";
import { drawingRoot, element } from "#lib/core/charts/svg.ts";
import { isMet } from "#lib/core/target-distance.ts";
import { formatQuantities, formatQuantity, scaleOf } from "#lib/core/units.ts";

const HEIGHT = 40;
const EDGE = 6;

export type TargetTrendInput = {
  name: string;
  unit: string;
  better: "lower" | "higher";
  target: number;
  /** Oldest first; null where nothing was measured. */
  periods: { label: string; value: number | null }[];
  simulated: boolean;
};

/** A metric over the last periods against its target: a line small enough for a table row. */
export function targetTrend(input: TargetTrendInput): TargetTrend {
  const values = input.periods.map((period) => period.value);
  const now = values.at(-1) ?? null;
  const met = isMet(now, input.target, input.better);
  const [shown, target] = formatQuantities([now, input.target], input.unit);
  const alt = `${input.name} over ${values.length} periods, now ${shown}, target ${target}: ${met ? "met" : "not met"}`;
  return {
    kind: "trend",
    ...textOf(input.name, "", input.simulated ? "Simulated." : "", alt, input.simulated),
    unit: input.unit,
    labels: input.periods.map((period) => period.label),
    values,
    target: input.target,
    met,
  };
}

export function targetTrendSvg(trend: TargetTrend, style: ChartStyle, width: number): string {
  const known = [...trend.values, trend.target].filter((value) => value !== null);
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const y = (value: number) => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const x = (index: number) => EDGE + (index / Math.max(1, trend.values.length - 1)) * (width - 2 * EDGE);
  const target = element("line", {
    x1: 0,
    x2: width,
    y1: y(trend.target),
    y2: y(trend.target),
    stroke: style.colours.accent,
    "stroke-width": 1.25,
    "stroke-dasharray": "4 3",
  });
  const line = element("path", {
    d: pathOf(trend.values, x, y),
    fill: "none",
    stroke: style.colours.chartSeries,
    "stroke-width": 1.5,
  });
  const last = trend.values.length - 1;
  const now = trend.values[last] ?? null;
  const fill = trend.met ? style.colours.improved : style.colours.inkSoft;
  const end = now === null ? "" : element("circle", { cx: x(last), cy: y(now), r: 3.6, fill });
  return drawingRoot(width, HEIGHT, trend.alt, target + line + end);
}

export function targetTrendTable(trend: TargetTrend): ChartTable {
  const scale = scaleOf([...trend.values, trend.target], trend.unit);
  return {
    columns: [
      { title: "Period", kind: "text" },
      { title: "Value", kind: "number" },
    ],
    rows: [
      ...trend.values.map((value, index) => [
        trend.labels[index] ?? "",
        formatQuantity(value, trend.unit, scale),
      ]),
      ["Target", formatQuantity(trend.target, trend.unit, scale)],
    ],
  };
}

// A missing period breaks the line: it is never drawn as zero and never bridged.
function pathOf(
  values: (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let pen = "M";
  const steps = values.map((value, index) => {
    if (value === null) {
      pen = "M";
      return "";
    }
    const step = `${pen}${Math.round(x(index) * 100) / 100} ${Math.round(y(value) * 100) / 100}`;
    pen = "L";
    return step;
  });
  return steps.join("") || "M0 0";
}
