/**
 * Colours and type of the drawings, by theme.
 *
 * The values are those of the design tokens (app/tokens.css); a test compares them. `screen` names the tokens instead,
 * so that one drawing in a page serves light and dark. `print` is light with the text size of a printed page.
 */

import type { Tone } from "#lib/core/charts/chart.ts";

export type Theme = "screen" | "light" | "dark" | "print";

export type Palette = typeof LIGHT;
export type ChartStyle = { colours: Palette; family: string; fontSize: number };

export function styleOf(theme: Theme): ChartStyle {
  if (theme === "screen") return { colours: TOKENS, family: "var(--family-sans)", fontSize: 12 };
  return {
    colours: theme === "dark" ? DARK : LIGHT,
    family: "Inter, system-ui, sans-serif",
    fontSize: theme === "print" ? 10.5 : 12,
  };
}

/** The colour of an outcome. Reported has none of its own: it counts for nothing, so it is ink. */
export function toneColour(tone: Tone, colours: Palette): string {
  return tone === "reported" ? colours.ink : colours[tone];
}

/** The ground of the after window: the outcome's wash, neutral where nothing was shown. */
export function windowColour(tone: Tone, colours: Palette): string {
  if (tone === "improved") return colours.chartWindowAfter;
  if (tone === "regressed") return colours.regressedWash;
  return tone === "unchanged" ? colours.unchangedWash : colours.chartWindow;
}

/** `chartWindowAfter` is the token `--chart-window-after`. */
export function tokenName(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

const LIGHT = {
  paper: "#ffffff",
  ink: "#1a1b1d",
  inkSoft: "#44474c",
  inkMuted: "#60646a",
  accent: "#1c4fa8",
  improved: "#00766e",
  regressed: "#b0400f",
  regressedWash: "#fbebe3",
  unchanged: "#3f4449",
  unchangedWash: "#ebecec",
  inconclusive: "#6e3fb6",
  onOutcome: "#ffffff",
  danger: "#b0210f",
  chartSeries: "#5b6068",
  chartBefore: "#60646a",
  chartWindow: "#f3f3f1",
  chartWindowAfter: "#eaf3f2",
  chartHatch: "#b9bcc0",
  chartGrid: "#ebebe8",
  chartAxis: "#bcbeba",
  chartNegligible: "#ececea",
  chartThreshold: "#b0400f",
};

const DARK: Palette = {
  paper: "#141517",
  ink: "#ecedee",
  inkSoft: "#c2c5c9",
  inkMuted: "#9ba0a7",
  accent: "#8ab4f8",
  improved: "#3fb9a6",
  regressed: "#f0803a",
  regressedWash: "#37210f",
  unchanged: "#d3d8de",
  unchangedWash: "#2a2d31",
  inconclusive: "#b08af2",
  onOutcome: "#111214",
  danger: "#ff8a78",
  chartSeries: "#9aa0a8",
  chartBefore: "#a3a8af",
  chartWindow: "#1d1f22",
  chartWindowAfter: "#17292a",
  chartHatch: "#565b62",
  chartGrid: "#232529",
  chartAxis: "#4a4e54",
  chartNegligible: "#24272a",
  chartThreshold: "#f0803a",
};

const TOKENS = Object.fromEntries(
  Object.keys(LIGHT).map((name) => [name, `var(${tokenName(name)})`]),
) as Palette;
