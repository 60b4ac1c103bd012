import type { ChartTable, EffectLine, Reach } from "#lib/core/charts/chart.ts";
import { toneOf } from "#lib/core/charts/chart.ts";
import { type ChartStyle, toneColour } from "#lib/core/charts/chart-style.ts";
import { textOf } from "#lib/core/charts/chart-words.ts";
import { drawingRoot, element } from "#lib/core/charts/svg.ts";
import { effectText } from "#lib/core/effect-text.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { formatPercentRange, isRatio } from "#lib/core/units.ts";

const HEIGHT = 28;
const MIDDLE = 14;
const EDGE = 8;

export type EffectLineInput = {
  verdict: Verdict;
  prediction: { low: number; high: number } | null;
  reach: Reach;
  simulated: boolean;
};

/** One row of a forest: the effect and its interval on a line where right is better, whatever the sign. */
export function effectLine({ verdict, prediction, reach, simulated }: EffectLineInput): EffectLine {
  const text = effectText(verdict);
  const value = text.value ?? "no effect to show";
  const alt = text.interval ? `${value}, interval ${text.interval}` : value;
  return {
    kind: "effect",
    ...textOf(verdict.metric, "", simulated ? "Simulated." : "", alt, simulated),
    tone: toneOf(verdict),
    better: verdict.better,
    shown: text.kind,
    relative: verdict.effect.relative,
    low: verdict.effect.low,
    high: verdict.effect.high,
    minimumEffect: isRatio(verdict.unit) ? 0 : verdict.minimumEffect,
    prediction,
    reach,
  };
}

/** How far the lines of one table reach, so that they can be compared: the farthest bound on each side. */
export function reachOf(verdicts: Verdict[]): Reach {
  const bounds = verdicts.flatMap(({ effect, better, unit }) =>
    isRatio(unit)
      ? []
      : [effect.relative, effect.low, effect.high].flatMap((bound) =>
          bound === null ? [] : [toRight(bound, better)],
        ),
  );
  const far = (side: number[]) => side.reduce((a, b) => Math.max(a, b), 0.1);
  return { worse: Math.min(far(bounds.map((bound) => -bound)), 3), better: Math.min(far(bounds), 3) };
}

export function effectLineSvg(line: EffectLine, style: ChartStyle, width: number): string {
  const colours = style.colours;
  const x = place(line, width);
  const grey = element("rect", {
    x: Math.min(x(-line.minimumEffect), x(line.minimumEffect)),
    y: 0,
    width: Math.abs(x(line.minimumEffect) - x(-line.minimumEffect)),
    height: HEIGHT,
    fill: colours.chartNegligible,
  });
  const zero = element("line", { x1: x(0), x2: x(0), y1: 0, y2: HEIGHT, stroke: colours.chartAxis });
  if (line.shown === "points" || line.shown === "absolute") {
    const words = line.shown === "points" ? "in points" : "not a percentage";
    const text = element(
      "text",
      {
        x: x(0),
        y: MIDDLE + 4,
        fill: colours.inkMuted,
        "font-family": style.family,
        "font-size": style.fontSize,
      },
      words,
    );
    return drawingRoot(width, HEIGHT, line.alt, text);
  }
  const drawn =
    line.relative === null
      ? ""
      : prediction(line, x, colours.inkMuted) + whiskers(line, x, style) + centre(line, x, style);
  return drawingRoot(width, HEIGHT, line.alt, grey + zero + drawn);
}

export function effectLineTable(line: EffectLine): ChartTable {
  return {
    columns: [
      { title: "Metric", kind: "text" },
      { title: "Effect", kind: "text" },
      { title: "Predicted", kind: "number" },
    ],
    rows: [
      [
        line.title,
        line.alt,
        line.prediction
          ? formatPercentRange(line.prediction.low, line.prediction.high, { signed: true })
          : "none",
      ],
    ],
  };
}

function place(line: EffectLine, width: number): (effect: number) => number {
  const { worse, better } = line.reach;
  const inner = width - 2 * EDGE;
  // An effect beyond the reach stays at the edge: the number beside it tells the rest.
  return (effect) =>
    Math.min(
      Math.max(EDGE + ((toRight(effect, line.better) + worse) / (worse + better)) * inner, 2),
      width - 2,
    );
}

function toRight(effect: number, better: "lower" | "higher"): number {
  return better === "higher" ? effect : -effect;
}

function whiskers(line: EffectLine, x: (effect: number) => number, style: ChartStyle): string {
  if (line.tone === "reported" || line.low === null || line.high === null) return "";
  const [left, right] = [x(line.low), x(line.high)].toSorted((a, b) => a - b) as [number, number];
  const stroke = toneColour(line.tone, style.colours);
  const bar = { x1: left, x2: right, y1: MIDDLE, y2: MIDDLE, stroke, "stroke-width": 2.5 };
  if (line.tone === "inconclusive")
    return element("line", { ...bar, "stroke-dasharray": "0.1 4.4", "stroke-linecap": "round" });
  const ends = element("path", {
    d: `M${fixed(left)} 10v8M${fixed(right)} 10v8`,
    stroke,
    "stroke-width": 1.5,
    fill: "none",
  });
  return element("line", bar) + ends;
}

function centre(line: EffectLine, x: (effect: number) => number, style: ChartStyle): string {
  const cx = x(line.relative ?? 0);
  const colour = toneColour(line.tone, style.colours);
  const hollow = { cx, cy: MIDDLE, fill: style.colours.paper, stroke: colour };
  if (line.tone === "reported") return element("circle", { ...hollow, r: 4.5, "stroke-width": 1.5 });
  if (line.tone === "inconclusive") {
    return element("circle", {
      ...hollow,
      r: 4,
      "stroke-width": 1.7,
      "stroke-dasharray": "0.1 2.5",
      "stroke-linecap": "round",
    });
  }
  return element("circle", { cx, cy: MIDDLE, r: 3.4, fill: colour });
}

function prediction(line: EffectLine, x: (effect: number) => number, stroke: string): string {
  if (!line.prediction) return "";
  const [left, right] = [x(line.prediction.low), x(line.prediction.high)].toSorted((a, b) => a - b) as [
    number,
    number,
  ];
  return element("path", {
    d: `M${fixed(left)} 6v16M${fixed(right)} 6v16M${fixed(left)} 22H${fixed(right)}`,
    stroke,
    fill: "none",
    "stroke-width": 1,
  });
}

function fixed(value: number): number {
  return Math.round(value * 100) / 100;
}
