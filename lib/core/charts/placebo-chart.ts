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
import { formatDate, formatDateTime } from "#lib/core/time.ts";
import { formatNumber, formatPercent, formatPercentRange, isRatio } from "#lib/core/units.ts";
import { countInWords, plural } from "#lib/core/words.ts";

const RADIUS = 3.2;
const PILE = 8;
/** A pile may be this high; the circles of a higher one overlap. */
const TALLEST = 128;

export type PlaceboInput = ChartOrigin & {
  verdict: Verdict;
  /** The same comparison at earlier times, as relative effects; times in milliseconds since 1970. */
  contrasts: { at: number; relative: number }[];
  timeZone: string;
};

const DAY = 86_400_000;

/**
 * Each ordinary day a circle, this change with its interval on the same axis. Null where there is no percentage to draw:
 * shares move in points.
 */
export function placeboChart(input: PlaceboInput): PlaceboChart | null {
  const { effect: size, placebo, unit } = input.verdict;
  const { relative, low, high } = size;
  const times = input.contrasts.length;
  if (!placebo || isRatio(unit) || relative === null || low === null || high === null || times === 0)
    return null;
  const daily = areDaily(input.contrasts.map(({ at }) => at));
  const each = namesOf(daily);
  const earlier = input.contrasts.map((contrast) => contrast.relative);
  const [smallest, largest] = [
    earlier.reduce((a, b) => Math.min(a, b)),
    earlier.reduce((a, b) => Math.max(a, b)),
  ];
  const title =
    placebo.asLarge === 0
      ? `Nothing like it happened ${daily ? "on an ordinary day" : "when nothing was changed"}`
      : `A change this large appeared on ${countInWords(placebo.asLarge)} of ${countInWords(times)} ordinary ${plural(times, each.one, each.many)}`;
  const effect = formatPercent(relative, { signed: true });
  const alt = `Dot plot. On ${times} ordinary ${each.many} the same difference lay between ${formatPercent(smallest, { signed: true })} and ${formatPercent(largest, { signed: true })}. This change is at ${effect}.`;
  const subtitle = `The same comparison made on ${formatNumber(times)} ${plural(times, each.one, each.many)} without a change to this system`;
  const name = (at: number) => (daily ? formatDate : formatDateTime)(new Date(at), input.timeZone);
  return {
    kind: "placebo",
    ...textOf(title, subtitle, sourceLine(input), alt, input.simulated),
    tone: toneOf(input.verdict),
    label: `This change, ${effect}`,
    contrasts: input.contrasts.map((contrast) => ({ at: name(contrast.at), relative: contrast.relative })),
    daily,
    effect: { relative, low, high },
  };
}

/** Whether times, in order, lie a day or more apart: otherwise they are no days. */
export function areDaily(times: number[]): boolean {
  return times.every((time, index) => index === 0 || time - (times[index - 1] ?? time) >= DAY);
}

function namesOf(daily: boolean): { one: string; many: string } {
  return daily ? { one: "day", many: "days" } : { one: "stretch", many: "stretches" };
}

export function placeboOption(chart: PlaceboChart, style: ChartStyle, width: number): Drawing {
  const { relative, low, high } = chart.effect;
  const axis = valueAxis(
    [...chart.contrasts.map((contrast) => contrast.relative), low, high, 0],
    { factor: 100, suffix: "" },
    false,
    width < 480 ? 4 : 7,
  );
  const span: Plot = { width, height: 0, left: 24, right: width - 24, top: 0, bottom: 0 };
  const x = acrossPlot(span, axis.min, axis.max);
  const piles = pileUp(
    chart.contrasts.map((contrast) => contrast.relative),
    x,
  );
  const highest = Math.max(1, ...piles.map((pile) => pile.level + 1));
  const step = Math.min(PILE, TALLEST / highest);
  const bottom = Math.max(64, 28 + highest * step);
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
    daysName(chart, piles, step, sheet),
  ];
  const circles = piles.map(({ value, level }): [number, number] => [value, level * step + 5]);
  const look = { size: RADIUS * 2, colour: style.colours.chartSeries, width: 1.3 };
  return drawing(
    plot,
    axis,
    { min: 0, max: bottom },
    [hollowCircles(`Ordinary ${namesOf(chart.daily).many}`, circles, look)],
    marks,
  );
}

/** This change first, then one row per ordinary day, named by its date. */
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
      ...chart.contrasts.map((contrast) => [contrast.at, formatPercent(contrast.relative, { signed: true })]),
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

function daysName(chart: PlaceboChart, piles: Pile[], step: number, { plot, x, style }: Sheet): Mark {
  const tallest = piles.reduce((a, b) => (b.level > a.level ? b : a), { value: 0, level: 0 });
  const { one, many } = namesOf(chart.daily);
  const text = `${formatNumber(chart.contrasts.length)} ordinary ${plural(chart.contrasts.length, one, many)}`;
  return label(text, x(tallest.value), plot.bottom - 18 - tallest.level * step, style, {
    colour: style.colours.ink,
    weight: 500,
    anchor: "center",
  });
}
