/**
 * The one door from a chart to a drawing: SVG text, the same bytes for the same chart, theme and width.
 *
 * ECharts draws without a browser. What it adds for its own interaction (classes, hover styles, clip paths, running
 * ids) is taken off, so that the drawing is inert in a page, in a PDF and in a text document.
 */

import { LineChart, ScatterChart } from "echarts/charts";
import { GraphicComponent, GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { Chart } from "#lib/core/charts/chart.ts";
import { isFigure, optionOf } from "#lib/core/charts/chart-option.ts";
import { type ChartStyle, styleOf, type Theme } from "#lib/core/charts/chart-style.ts";
import { effectLineSvg } from "#lib/core/charts/effect-line.ts";
import { drawingRoot } from "#lib/core/charts/svg.ts";
import { targetTrendSvg } from "#lib/core/charts/target-trend.ts";

// Of Inter. Word processors do not know the attribute that would say the same.
const MIDDLE_TO_BASELINE = 0.364;

use([LineChart, ScatterChart, GridComponent, GraphicComponent, SVGRenderer]);

/** `widthPx` from about 90 for the small ones and 280 for figures. Fonts are those of the theme, by name. */
export function renderSvg(chart: Chart, theme: Theme, widthPx: number): string {
  const style = styleOf(theme);
  if (isFigure(chart)) {
    const svg = drawWithEcharts(chart, style, widthPx);
    return theme === "print" ? withHalosApart(svg) : svg;
  }
  return chart.kind === "effect"
    ? effectLineSvg(chart, style, widthPx)
    : targetTrendSvg(chart, style, widthPx);
}

function drawWithEcharts(chart: Parameters<typeof optionOf>[0], style: ChartStyle, width: number): string {
  const { option, height } = optionOf(chart, style, width);
  const canvas = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    canvas.setOption(option);
    return drawingRoot(width, height, chart.alt, tidy(canvas.renderToSVGString({ useViewBox: true })));
  } finally {
    // An instance that is not disposed keeps its timers and the process with them.
    canvas.dispose();
  }
}

function tidy(svg: string): string {
  const inner = svg.slice(svg.indexOf(">") + 1, svg.lastIndexOf("</svg>"));
  return inner
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, "")
    .replace(/<defs[^>]*>[\s\S]*?<\/defs>/g, "")
    .replace(/ (?:ecmeta_\w+|class|pointer-events|clip-path|xml:space)="[^"]*"/g, "")
    .replace(/ style="([^"]*)"/g, (_all, css: string) => attributesOf(css))
    .replace(/<text dominant-baseline="central"([^>]*) y="([\d.-]+)"/g, (_all, rest: string, y: string) => {
      const size = Number(/font-size="([\d.]+)"/.exec(rest)?.[1] ?? 12);
      return `<text${rest} y="${Number(y) + size * MIDDLE_TO_BASELINE}"`;
    })
    .replace(/<g>|<\/g>/g, "")
    .replace(/<rect width="\d+" height="\d+" x="0" y="0" fill="(?:none|transparent)"><\/rect>/, "")
    .replace(/-?\d+\.\d{3,}/g, (number) => String(Math.round(Number(number) * 100) / 100))
    .replace(/><\/(?:path|rect|circle|polyline|polygon|line)>/g, "/>")
    .replace(/\n/g, "");
}

// PDF renderers paint outline and letter one by one, so the outline of a letter would cover the one before it. On
// paper the halo is a text of its own, under the words.
function withHalosApart(svg: string): string {
  return svg.replace(
    /<text([^>]*?) fill="([^"]*)" stroke="([^"]*)" stroke-width="(\d+)" paint-order="stroke" stroke-miterlimit="2">([^<]*)<\/text>/g,
    (_all, place, fill, halo, width, words) =>
      `<text${place} fill="${halo}" stroke="${halo}" stroke-width="${width}" stroke-linejoin="round">${words}</text>` +
      `<text${place} fill="${fill}">${words}</text>`,
  );
}

// Presentation attributes instead of inline styles: pages may forbid inline styles.
function attributesOf(css: string): string {
  return css
    .split(";")
    .filter(Boolean)
    .map((rule) => {
      const [name = "", value = ""] = rule.split(/:(.*)/s);
      return ` ${name.trim()}="${value.trim().replace(/(\d)px$/, "$1")}"`;
    })
    .join("");
}
