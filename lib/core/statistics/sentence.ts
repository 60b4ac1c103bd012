/**
 * The verdict in one or two sentences, for people who never studied statistics. The number stands in them with its
 * interval, and an inconclusive verdict says what would settle it. No word promises more than the evidence does.
 */

import { effectText } from "#lib/core/effect-text.ts";
import {
  formatNumber,
  formatPercent,
  formatPercentRange,
  formatPoints,
  formatPointsRange,
  formatQuantities,
  formatQuantityRange,
  isRatio,
  percentDecimals,
} from "#lib/core/units.ts";
import type { Difference } from "./comparability.ts";
import { metricName, sentenceStart } from "./metric-names.ts";
import type { Reason, Verdict } from "./verdict.ts";

export type Facts = {
  /** How people call the metric; else its name in words. */
  label?: string;
  /** "measured in 30 runs before and 30 after". */
  measured: string;
  /** "too few runs", where this is the reason. */
  tooFew: string;
  /** What would settle an inconclusive verdict, as a sentence; null where nothing is known to. */
  advice: string | null;
  /** Why the reason holds, where it needs naming. */
  detail?: string | null;
  differences?: Difference[];
};

type Draft = Omit<Verdict, "sentence">;

export function sentenceOf(draft: Draft, facts: Facts): string {
  const name = facts.label ?? metricName(draft.metric);
  if (draft.outcome === "inconclusive") return inconclusive(draft, facts, name);
  const start = sentenceStart(name);
  if (draft.outcome === "unchanged") return `${start} ${stillness(draft)}, ${facts.measured}.`;
  return `${start} ${movement(draft)}${failures(draft)}, ${facts.measured}.`;
}

/** From 99.5 to 99.9 % is 0.4 points, and five times fewer failures: both are true, and people need both. */
function failures({ better, unit, before, after }: Draft): string {
  if (!isRatio(unit) || before.center === null || after.center === null) return "";
  const [first, second] = [before.center, after.center].map((share) =>
    better === "higher" ? 1 - share : share,
  ) as [number, number];
  if (!(first > 0 && second > 0) || Math.max(first, second) > 0.5) return "";
  const times = Math.max(first, second) / Math.min(first, second);
  if (times < 1.5) return "";
  const number = formatNumber(Number(times.toPrecision(2)), 1);
  return `, which is ${number} times ${second < first ? "fewer" : "more"} failures`;
}

/**
 * "fell by 20 % (17 to 22 %)", "rose by 0.4 points (0.1 to 0.7 points)", "rose from 0 to 757 ms". Where the interval stands
 * elsewhere, it is left out here and still decides the places: the same effect is the same number in both.
 */
export function movement({ effect, unit, before, after }: Draft, { interval = true } = {}): string {
  const verb = (effect.absolute ?? effect.relative ?? 0) < 0 ? "fell" : "rose";
  const shown = ({ size, range }: Size) => (interval && range !== null ? `${size} (${range})` : size);
  if (isRatio(unit)) return `${verb} by ${shown(pointsSize(effect))}`;
  if (effect.relative === null) {
    const [from, to] = formatQuantities([before.center, after.center], unit);
    return `${verb} from ${from} to ${to}`;
  }
  return effect.relative >= 9
    ? `${verb} to ${shown(timesSize(effect))}`
    : `${verb} by ${shown(percentSize(effect))}`;
}

function stillness(draft: Draft): string {
  const { effect, unit, minimumEffect, smallestDetectable } = draft;
  const size = signedSize(draft);
  const equal = effect.absoluteLow === 0 && effect.absoluteHigh === 0;
  if (equal || size === null) return "did not change";
  const matters = isRatio(unit) ? formatPoints(minimumEffect) : formatPercent(minimumEffect);
  const [low, high] = isRatio(unit) ? [effect.absoluteLow, effect.absoluteHigh] : [effect.low, effect.high];
  if (low === null || high === null || (low > -minimumEffect && high < minimumEffect)) {
    return `did not move: ${size}, less than the ${matters} that matter`;
  }
  if (low > 0 || high < 0) return `moved by less than the ${matters} that matter: ${size}`;
  const seen = smallestDetectable ?? minimumEffect;
  const visible = isRatio(unit) ? formatPoints(seen) : formatPercent(seen);
  return `did not move measurably: ${size}, where a change of ${visible} would have been seen`;
}

const INCONCLUSIVE: Record<Reason, (draft: Draft, facts: Facts, name: string) => string> = {
  "too-few": (draft, { tooFew, detail }, name) =>
    detail
      ? `${sentenceStart(name)} moved by ${signedSize(draft) ?? "an amount without a percentage"}, but ${detail}.`
      : `${sentenceStart(tooFew)} to tell whether ${name} changed${range(draft)}.`,
  "too-noisy": (draft, { detail }, name) =>
    `${sentenceStart(detail ?? "the values differ too much")} to tell whether ${name} changed${range(draft)}.`,
  "not-comparable": (_, { differences = [], detail }) =>
    `Not comparable: ${detail ?? differences.map(({ key, before, after }) => `${conditionName(key)} was ${before} before and ${after} after`).join(", ")}.`,
  confounded: (draft, { detail }, name) =>
    `${sentenceStart(name)} ${soFar(draft)}, but ${detail ?? "another change falls into the same time"}, so the two cannot be told apart.`,
  "moved-elsewhere": (_, { detail }, name) =>
    `${sentenceStart(name)} says nothing here: ${detail ?? "the change shows in another quantity"}.`,
  "errors-rose": (draft, _, name) =>
    `${sentenceStart(name)} ${movement(draft)}, but the error rate rose from ${errorRates(draft)}, so this is no improvement.`,
  "resolution-limited": (_, { detail }, name) =>
    `The values are rounded too coarsely to tell whether ${name} changed${detail ? `: ${detail}` : ""}.`,
  "missing-data": (_, { detail }, name) => `${sentenceStart(name)} has no value ${detail ?? "to compare"}.`,
  "summary-only": (draft, _, name) =>
    `${sentenceStart(name)} is reported to have ${reported(draft)}, from one summary before and one after; a single pair proves nothing.`,
};

/** `requestsInFlight` reads "requests in flight". */
function conditionName(key: string): string {
  return key.replaceAll(
    /([a-z])([A-Z])/g,
    (_, end: string, start: string) => `${end} ${start.toLowerCase()}`,
  );
}

function inconclusive(draft: Draft, facts: Facts, name: string): string {
  const reason = draft.reason ?? "too-noisy";
  const sentence = INCONCLUSIVE[reason](draft, facts, name);
  return facts.advice ? `${sentence} ${facts.advice}` : sentence;
}

// "; it may have moved by anything from −8 to +12 %"
function range({ effect, unit }: Draft): string {
  const { low, high, absoluteLow, absoluteHigh } = effect;
  const lead = "; it may have moved by anything from ";
  if (isRatio(unit)) {
    if (absoluteLow === null || absoluteHigh === null) return "";
    return lead + formatPointsRange(absoluteLow, absoluteHigh, { signed: true });
  }
  if (low !== null && high !== null) return lead + formatPercentRange(low, high, { signed: true });
  if (absoluteLow === null || absoluteHigh === null) return "";
  return lead + formatQuantityRange(absoluteLow, absoluteHigh, unit);
}

function soFar(draft: Draft): string {
  return draft.effect.absolute === null ? "moved" : movement(draft);
}

function reported(draft: Draft): string {
  const { effect } = draft;
  if (effect.absolute === null) return "changed";
  if (effect.absolute === 0) return "stayed the same";
  return movement({ ...draft, effect: { ...effect, low: null, high: null } })
    .replace(/^fell/, "fallen")
    .replace(/^rose/, "risen");
}

function errorRates({ errorRate }: Draft): string {
  return formatQuantities([errorRate.before, errorRate.after], "ratio").join(" to ");
}

type Effect = Verdict["effect"];
type Size = { size: string; range: string | null };

function percentSize({ relative, low, high }: Effect): Size {
  const size = Math.abs(relative ?? 0);
  if (low === null || high === null) return { size: formatPercent(size), range: null };
  const [from, to] = [Math.abs(low), Math.abs(high)].sort((a, b) => a - b) as [number, number];
  // An interval around zero needs its signs; then the size takes one too.
  if (low < 0 && high > 0) {
    const decimals = percentDecimals(low, high);
    return {
      size: formatPercent(size, { decimals }),
      range: formatPercentRange(low, high, { signed: true }),
    };
  }
  const style = { decimals: percentDecimals(from, to) };
  return { size: formatPercent(size, style), range: formatPercentRange(from, to, style) };
}

function pointsSize({ absolute, absoluteLow, absoluteHigh }: Effect): Size {
  if (absoluteLow === null || absoluteHigh === null) {
    return { size: formatPoints(Math.abs(absolute ?? 0)), range: null };
  }
  const decimals = percentDecimals(absoluteLow, absoluteHigh);
  const size = formatPoints(Math.abs(absolute ?? 0), { decimals });
  if (absoluteLow < 0 && absoluteHigh > 0) {
    return { size, range: formatPointsRange(absoluteLow, absoluteHigh, { signed: true }) };
  }
  const [from, to] = [Math.abs(absoluteLow), Math.abs(absoluteHigh)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return { size, range: formatPointsRange(from, to, { decimals }) };
}

function timesSize({ relative, low, high }: Effect): Size {
  const times = (value: number) => formatNumber(Number((1 + value).toPrecision(3)));
  const size = `${times(relative ?? 0)} times what it was`;
  return { size, range: low === null || high === null ? null : `${times(low)} to ${times(high)} times` };
}

function signedSize(draft: Draft): string | null {
  const { value, interval, kind } = effectText(draft);
  if (kind === "none" || kind === "absolute") return null;
  return interval === null ? value : `${value} (${interval})`;
}
