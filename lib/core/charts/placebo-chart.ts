import type { ChartTable, PlaceboChart } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { type ChartStyle, toneColour } from "#lib/core/charts/chart-style.ts";
import { type ChartOrigin, sourceLine, textOf } from "#lib/core/charts/chart-words.ts";
import {
  acrossPlot,
  DOTS,
  type Drawing,
  dot,
  drawing,
  hollowCircles,
  inside,
  label,
  type Mark,
  type Plot,
  rule,
  type Sheet,
} from "#lib/core/charts/drawing.ts";
import { valueAxis } from "#lib/core/charts/ticks.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatNumber, formatPercent, formatPercentRange } from "#lib/core/units.ts";
import { countInWords, plural } from "#lib/core/words.ts";

const RADIUS = 3.2;
const PILE = 8;

export type PlaceboInput = ChartOrigin & {
  verdict: Verdict;
  /** The same comparison on ordinary days, as relative effects. */
  contrasts: number[];
};

/** Each ordinary day a circle, this change with its interval on the same axis. Null where there is no percentage to draw. */
export function placeboChart(input: PlaceboInput): PlaceboChart | null {
  const { relative, low, high } = input.verdict.effect;
  const days = input.contrasts.length;
  if (relative === null || low === null || high === null || days === 0) return null;
  const asLarge = input.contrasts.filter((contrast) => Math.abs(contrast) >= Math.abs(relative)).length;
  const smallest = input.contrasts.reduce((a, b) => Math.min(a, b));
  const largest = input.contrasts.reduce((a, b) => Math.max(a, b));
  const title =
    asLarge === 0
      ? "Nothing like it happened on an ordinary day"
      : `A change this large appeared on ${countInWords(asLarge)} of ${countInWords(days)} ordinary ${plural(days, "day", "days")}`;
  const effect = formatPercent(relative, { signed: true });
  const alt = `Dot plot. On ${days} ordinary days the same difference lay between ${formatPercent(smallest, { signed: true })} and ${formatPercent(largest, { signed: true })}. This change is at ${effect}.`;
  const subtitle = `The same comparison made on ${formatNumber(days)} ${plural(days, "day", "days")} without a change to this system`;
  return {
    kind: "placebo",
    ...textOf(title, subtitle, sourceLine(input), alt, input.simulated),
    tone: toneOf(input.verdict),
    label: `This change, ${effect}`,
    contrasts: input.contrasts,
    effect: { relative, low, high },
  };
}

export function placeboOption(chart: PlaceboChart, style: ChartStyle, width: number): Drawing {
  const { relative, low, high } = chart.effect;
  const axis = valueAxis(
    [...chart.contrasts, low, high, 0],
    { factor: 100, suffix: "" },
    false,
    width < 480 ? 4 : 7,
  );
  const span: Plot = { width, height: 0, left: 24, right: width - 24, top: 0, bottom: 0 };
  const x = acrossPlot(span, axis.min, axis.max);
  const piles = pileUp(chart.contrasts, x);
  const highest = Math.max(1, ...piles.map((pile) => pile.level + 1));
  const bottom = Math.max(64, 28 + highest * PILE);
  const plot: Plot = { ...span, height: bottom + 26, top: 0, bottom };
  const sheet: Sheet = { plot, style, x, y: (value) => value };
  const colour = toneColour(chart.tone, style.colours);
  const dotted = chart.tone === "inconclusive" ? { dash: DOTS } : {};
  const ticks = axis.ticks.flatMap((tick) => [
    rule([x(tick.value), bottom, x(tick.value), bottom + 4], { stroke: style.colours.chartAxis, width: 1 }),
    label(formatPercent(tick.value, { signed: true }), x(tick.value), bottom + 16, style, {
      colour: style.colours.inkMuted,
      anchor: "center",
    }),
  ]);
  const marks: Mark[] = [
    rule([0, bottom, width, bottom], { stroke: style.colours.chartAxis, width: 1 }),
    ...ticks,
    rule([x(low), bottom - 12, x(high), bottom - 12], { stroke: colour, width: 2.5, ...dotted }, 4),
    dot(x(relative), bottom - 12, 5.5, { fill: colour }, 4),
    ownName(chart, sheet, colour),
    daysName(chart, piles, sheet),
  ];
  const circles = piles.map(({ value, level }): [number, number] => [value, level * PILE + 5]);
  const look = { size: RADIUS * 2, colour: style.colours.chartSeries, width: 1.3 };
  return drawing(plot, axis, { min: 0, max: bottom }, [hollowCircles("Ordinary days", circles, look)], marks);
}

/** This change first, then one row per ordinary day. */
export function placeboTable(chart: PlaceboChart): ChartTable {
  const { relative, low, high } = chart.effect;
  return {
    columns: [
      { title: "What", kind: "text" },
      { title: "Difference", kind: "number" },
    ],
    rows: [
      [
        "This change",
        `${formatPercent(relative, { signed: true })} (${formatPercentRange(low, high, { signed: true })})`,
      ],
      ...chart.contrasts.map((contrast, index) => [
        `Ordinary day ${index + 1}`,
        formatPercent(contrast, { signed: true }),
      ]),
    ],
  };
}

type Pile = { value: number; level: number };

// Circles that would touch are piled up, so that the pile's height is the count.
function pileUp(contrasts: number[], x: (value: number) => number): Pile[] {
  const heights = new Map<number, number>();
  const binWidth = RADIUS * 2 + 1.6;
  const perPixel = 1 / (x(1) - x(0));
  return contrasts
    .toSorted((a, b) => a - b)
    .map((value) => {
      const bin = Math.round(x(value) / binWidth);
      const level = heights.get(bin) ?? 0;
      heights.set(bin, level + 1);
      return { value: (bin * binWidth - x(0)) * perPixel, level };
    });
}

function ownName(chart: PlaceboChart, { plot, x, style }: Sheet, colour: string): Mark {
  const middle = x((chart.effect.low + chart.effect.high) / 2);
  const centre = inside(chart.label, middle, plot, style);
  return label(chart.label, centre, plot.bottom - 34, style, {
    colour,
    weight: 600,
    anchor: "center",
    halo: style.colours.paper,
  });
}

function daysName(chart: PlaceboChart, piles: Pile[], { plot, x, style }: Sheet): Mark {
  const tallest = piles.reduce((a, b) => (b.level > a.level ? b : a), { value: 0, level: 0 });
  const text = `${formatNumber(chart.contrasts.length)} ordinary ${plural(chart.contrasts.length, "day", "days")}`;
  return label(text, x(tallest.value), plot.bottom - 18 - tallest.level * PILE, style, {
    colour: style.colours.ink,
    weight: 500,
    anchor: "center",
  });
}
