import type { Chart } from "#lib/core/charts/chart.ts";
import type { ChartStyle } from "#lib/core/charts/chart-style.ts";
import type { Drawing } from "#lib/core/charts/drawing.ts";
import { historyOption } from "#lib/core/charts/history-chart.ts";
import { placeboOption } from "#lib/core/charts/placebo-chart.ts";
import { runsOption } from "#lib/core/charts/runs-chart.ts";
import { seriesOption } from "#lib/core/charts/series-chart.ts";

/** The charts that ECharts draws; the two small ones (effect line, target trend) are SVG as they are. */
export type Figure = Exclude<Chart, { kind: "effect" | "trend" }>;

export function isFigure(chart: Chart): chart is Figure {
  return chart.kind !== "effect" && chart.kind !== "trend";
}

/** The ECharts option of a drawing that is `width` pixels wide, and the height it needs. Narrow is drawn anew. */
export function optionOf(chart: Figure, style: ChartStyle, width: number): Drawing {
  switch (chart.kind) {
    case "runs":
      return runsOption(chart, style, width);
    case "series":
      return seriesOption(chart, style, width);
    case "history":
      return historyOption(chart, style, width);
    case "placebo":
      return placeboOption(chart, style, width);
  }
}
