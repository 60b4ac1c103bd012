import type { Verdict } from "#lib/core/statistics/verdict.ts";
import {
  formatPercent,
  formatPercentRange,
  formatPoints,
  formatPointsRange,
  formatQuantities,
  formatQuantityRange,
  isRatio,
  percentDecimals,
} from "#lib/core/units.ts";

/** The effect of a verdict as text. `value` is "−35 %", "−1.7 points" or "+12 ms"; `interval` is "−38 to −32 %". */
export type EffectText = {
  value: string | null;
  interval: string | null;
  /** What the effect is measured in. Only percentages may share an axis. */
  kind: "percent" | "points" | "absolute" | "none";
};

/** Signed by the number itself, whatever is better. A reported pair has a value and no interval. */
export function effectText(verdict: Pick<Verdict, "effect" | "unit">): EffectText {
  const { effect, unit } = verdict;
  if (isRatio(unit) && effect.absolute !== null) return pointsText(effect);
  if (effect.relative !== null) return percentText(effect);
  if (effect.absolute === null) return { value: null, interval: null, kind: "none" };
  const [value = null] = formatQuantities([effect.absolute], unit);
  const both = effect.absoluteLow !== null && effect.absoluteHigh !== null;
  return {
    value: effect.absolute > 0 ? `+${value}` : value,
    interval: both ? formatQuantityRange(effect.absoluteLow, effect.absoluteHigh, unit) : null,
    kind: "absolute",
  };
}

function percentText({ relative, low, high }: Verdict["effect"]): EffectText {
  if (relative === null) return { value: null, interval: null, kind: "none" };
  if (low === null || high === null) {
    return { value: formatPercent(relative, { signed: true }), interval: null, kind: "percent" };
  }
  const style = { signed: true, decimals: percentDecimals(low, high) };
  return {
    value: formatPercent(relative, style),
    interval: formatPercentRange(low, high, style),
    kind: "percent",
  };
}

function pointsText({ absolute, absoluteLow, absoluteHigh }: Verdict["effect"]): EffectText {
  if (absolute === null) return { value: null, interval: null, kind: "none" };
  if (absoluteLow === null || absoluteHigh === null) {
    return { value: formatPoints(absolute, { signed: true }), interval: null, kind: "points" };
  }
  const style = { signed: true, decimals: percentDecimals(absoluteLow, absoluteHigh) };
  return {
    value: formatPoints(absolute, style),
    interval: formatPointsRange(absoluteLow, absoluteHigh, style),
    kind: "points",
  };
}
