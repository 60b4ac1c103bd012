import type { Chart, ChartTable } from "#lib/core/charts/chart.ts";
import { effectLineTable } from "#lib/core/charts/effect-line.ts";
import { historyTable } from "#lib/core/charts/history-chart.ts";
import { placeboTable } from "#lib/core/charts/placebo-chart.ts";
import { runsTable } from "#lib/core/charts/runs-chart.ts";
import { seriesTable } from "#lib/core/charts/series-chart.ts";
import { targetTrendTable } from "#lib/core/charts/target-trend.ts";
import { formatQuantity, formatQuantityRange, scaleOf } from "#lib/core/units.ts";

/** The data of a chart as rows of text: what a person reads instead of the drawing. */
export function tableOf(chart: Chart): ChartTable {
  switch (chart.kind) {
    case "runs":
      return runsTable(chart);
    case "series":
      return seriesTable(chart);
    case "history":
      return historyTable(chart);
    case "placebo":
      return placeboTable(chart);
    case "effect":
      return effectLineTable(chart);
    case "trend":
      return targetTrendTable(chart);
  }
}

/** The few numbers of a before/after chart: what stands under it where it cannot be drawn. */
export function keyNumbersOf(chart: Chart): ChartTable {
  if (chart.kind !== "runs" && chart.kind !== "series") return tableOf(chart);
  const sides = [
    { name: "Before", side: chart.before },
    { name: "After", side: chart.after },
  ];
  const center = (side: (typeof sides)[number]["side"]) =>
    side.median ?? ("values" in side ? (side.values[0] ?? null) : null);
  const scale = scaleOf(
    sides.map(({ side }) => center(side)),
    chart.unit,
  );
  const reported = chart.tone === "reported";
  return {
    columns: [
      { title: "Side", kind: "text" },
      { title: reported ? "Reported" : "Median", kind: "number" },
      { title: "Interval", kind: "number" },
    ],
    rows: sides.map(({ name, side }) => [
      name,
      formatQuantity(center(side), chart.unit, scale),
      side.low === null ? "none" : formatQuantityRange(side.low, side.high, chart.unit),
    ]),
  };
}
