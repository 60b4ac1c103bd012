/**
 * Numbers as people read them: "1,840 ms", "5.9 s", "99.95 %", "−38 to −32 %".
 *
 * One rule set for page, chart and document, so that the same value is the same text everywhere. A no-break space
 * stands before every unit and inside every range; the minus is a minus, not a hyphen; missing is "no value".
 */

const NBSP = "\u00a0";
const MINUS = "\u2212";
export const NO_VALUE = `no${NBSP}value`;

/** How a group of values of one metric is written: multiply by `factor`, then append `suffix`. */
export type Scale = { factor: number; suffix: string };

type Step = { size: number; symbol: string };

const DURATIONS: Step[] = [
  { size: 1e-9, symbol: "ns" },
  { size: 1e-6, symbol: "µs" },
  { size: 1e-3, symbol: "ms" },
  { size: 1, symbol: "s" },
  { size: 60, symbol: "min" },
  { size: 3600, symbol: "h" },
  { size: 86_400, symbol: "days" },
];
const SIZES: Step[] = [
  { size: 1, symbol: "B" },
  { size: 1e3, symbol: "kB" },
  { size: 1e6, symbol: "MB" },
  { size: 1e9, symbol: "GB" },
  { size: 1e12, symbol: "TB" },
];
const ALIASES: Record<string, string> = {
  us: "µs",
  μs: "µs",
  sec: "s",
  seconds: "s",
  milliseconds: "ms",
  minutes: "min",
  hours: "h",
  d: "days",
  byte: "B",
  bytes: "B",
  KB: "kB",
};
const BARE = new Set(["", "1", "count", "score", "number"]);

/** One value with its unit. Pass the scale of its group where several values stand together. */
export function formatQuantity(value: number | null, unit: string, scale = scaleOf([value], unit)): string {
  if (value === null || !Number.isFinite(value)) return NO_VALUE;
  return formatScaled(value, unit, scale) + scale.suffix;
}

/** Several values of one metric, all in the same unit. */
export function formatQuantities(values: (number | null)[], unit: string): string[] {
  const scale = scaleOf(values, unit);
  return values.map((value) => formatQuantity(value, unit, scale));
}

/** "1,802 to 1,880 ms". Pass the scale of its group where it stands behind a value. */
export function formatQuantityRange(
  low: number | null,
  high: number | null,
  unit: string,
  scale = scaleOf([low, high], unit),
): string {
  if (low === null || high === null) return NO_VALUE;
  return `${formatScaled(low, unit, scale)}${NBSP}to${NBSP}${formatScaled(high, unit, scale)}${scale.suffix}`;
}

/** The unit that suits a group of values: 412 ms stays, 25,200 ms become 25.2 s, 5,400,000 ms become 90 min. */
export function scaleOf(values: (number | null)[], unit: string): Scale {
  if (isRatio(unit)) return { factor: 100, suffix: `${NBSP}%` };
  if (BARE.has(unit)) return { factor: 1, suffix: "" };
  const perSecond = unit.endsWith("/s");
  const base = perSecond ? unit.slice(0, -2) : unit;
  if (perSecond && BARE.has(base)) return { factor: 1, suffix: "/s" };
  const symbol = ALIASES[base] ?? base;
  const ladder = [DURATIONS, SIZES].find((steps) => steps.some((step) => step.symbol === symbol));
  const own = ladder?.find((step) => step.symbol === symbol);
  if (!ladder || !own || (perSecond && ladder === DURATIONS)) return { factor: 1, suffix: NBSP + unit };
  const step = stepFor(values, own, ladder);
  return { factor: own.size / step.size, suffix: NBSP + step.symbol + (perSecond ? "/s" : "") };
}

/** A ratio between 0 and 1 is shown in percent; its differences are points. */
export function isRatio(unit: string): boolean {
  return unit === "ratio";
}

/** "ms", "%", "/s": what stands at an axis. */
export function unitSymbol(scale: Scale): string {
  return scale.suffix.trim();
}

const WORDS: Record<string, string> = {
  ns: "nanoseconds",
  µs: "microseconds",
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
  h: "hours",
  B: "bytes",
  kB: "kilobytes",
  MB: "megabytes",
  GB: "gigabytes",
  TB: "terabytes",
  "%": "percent",
  "/s": "per second",
};

/** "in milliseconds", "per second", or nothing for a bare number: how a chart's subtitle names the unit. */
export function unitInWords(scale: Scale): string {
  const symbol = unitSymbol(scale);
  const perSecond = symbol.length > 2 && symbol.endsWith("/s");
  const word = WORDS[symbol] ?? WORDS[symbol.slice(0, perSecond ? -2 : undefined)] ?? symbol;
  if (word === "" || word === "per second") return word;
  return `in ${word}${perSecond && word !== symbol ? " per second" : ""}`;
}

/** A plain number: grouped, true minus, at most `decimals` places and no trailing zeros. */
export function formatNumber(value: number, decimals = decimalsOf(value)): string {
  return write(value, decimals, false);
}

export type PercentStyle = { signed?: boolean; decimals?: number };

/** A fraction as percent: 0.195 is "20 %", signed "+20 %". */
export function formatPercent(fraction: number, style: PercentStyle = {}): string {
  return `${percentNumber(fraction, style)}${NBSP}%`;
}

/** "17 to 22 %", signed "−38 to −32 %". */
export function formatPercentRange(low: number, high: number, style: PercentStyle = {}): string {
  return `${rangeNumbers(low, high, style)}${NBSP}%`;
}

/** "(17 to 22 %)": the interval that stands behind an effect. Never breaks inside. */
export function formatInterval(low: number, high: number, style: PercentStyle = {}): string {
  return `(${formatPercentRange(low, high, style)})`;
}

/** A difference of two ratios: 0.004 is "0.4 points". */
export function formatPoints(difference: number, style: PercentStyle = {}): string {
  const text = percentNumber(difference, style);
  return `${text}${NBSP}${text.replace(/^[+\u2212]/, "") === "1" ? "point" : "points"}`;
}

/** "0.1 to 0.7 points". */
export function formatPointsRange(low: number, high: number, style: PercentStyle = {}): string {
  return `${rangeNumbers(low, high, style)}${NBSP}points`;
}

/** Decimal places that an interval of this width deserves. An effect is written with the places of its interval. */
export function percentDecimals(low: number, high: number): number {
  const width = Math.abs(high - low) * 100;
  const byWidth = width >= 2.995 ? 0 : width >= 0.2995 ? 1 : width >= 0.02995 ? 2 : 3;
  // Where one bound is near all and the other is not, only that one needs its places: it has them by itself.
  if (width >= wide) return byWidth;
  // A fall of 99.97 % must not be printed as a fall of 100 %.
  const rest = Math.min(
    ...[low, high].map((bound) => Math.abs(1 - Math.abs(bound)) * 100).filter((r) => r > 0),
  );
  return Number.isFinite(rest) && rest < 0.5
    ? Math.min(4, Math.max(byWidth, 1 - Math.floor(Math.log10(rest))))
    : byWidth;
}

/** In percent: an interval this wide says an order of magnitude. */
const wide = 50;

function stepFor(values: (number | null)[], own: Step, ladder: Step[]): Step {
  const sizes = values
    .flatMap((value) => (value ? [Math.abs(value) * own.size] : []))
    .filter(Number.isFinite);
  if (sizes.length === 0) return own;
  const large = climb(Math.max(...sizes), own, ladder);
  const small = Math.min(...sizes);
  return small / large.size >= 0.1 ? large : climb(small, own, ladder);
}

// The metric's own unit is kept while it reads well; otherwise the largest unit of which there are enough.
function climb(size: number, own: Step, ladder: Step[]): Step {
  const ownCount = size / own.size;
  if (ownCount >= (own.symbol === "s" ? 1 : 0.1) && ownCount < ownLimit(own)) return own;
  const fitting = ladder.filter(
    (step) => size / step.size >= (step.size > 1 && ladder === DURATIONS ? 2 : 1),
  );
  return fitting.at(-1) ?? ladder[0] ?? own;
}

function ownLimit(own: Step): number {
  if (own.symbol === "s" || own.symbol === "min") return 120;
  return own.symbol === "h" ? 48 : own.symbol === "ms" ? 10_000 : 1000;
}

function formatScaled(value: number, unit: string, scale: Scale): string {
  const scaled = value * scale.factor;
  return write(scaled, isRatio(unit) ? shareDecimals(value) : decimalsOf(scaled), false);
}

// 99.95 % needs as many places as the 0.05 % that are missing.
function shareDecimals(share: number): number {
  const rest = Math.min(Math.abs(share), Math.abs(1 - share)) * 100;
  if (rest === 0) return 0;
  return rest >= 1 ? 1 : Math.min(5, 1 - Math.floor(Math.log10(rest)));
}

// Three significant digits, and never fewer than all digits of the whole part.
/** Decimal places that a number of this size is written with. */
export function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || !Number.isFinite(size)) return 0;
  return Math.min(9, Math.max(0, 2 - Math.floor(Math.log10(size))));
}

function percentNumber(fraction: number, style: PercentStyle): string {
  const decimals = style.decimals === undefined ? percentPlaces(fraction) : bySize(fraction, style.decimals);
  return write(fraction * 100, decimals, style.signed ?? false);
}

function percentPlaces(fraction: number): number {
  const size = Math.abs(fraction) * 100;
  const rest = Math.abs(100 - size);
  if (rest > 0 && rest < 0.5) return Math.min(4, 1 - Math.floor(Math.log10(rest)));
  if (size === 0 || size >= 9.95) return 0;
  return size >= 0.0995 ? 1 : Math.min(4, 1 - Math.floor(Math.log10(size)));
}

function rangeNumbers(low: number, high: number, style: PercentStyle): string {
  const decimals = style.decimals ?? percentDecimals(low, high);
  // A range that crosses zero needs both signs to be understood.
  const signed = style.signed ?? low < 0;
  const [a, b] = [low, high].map((bound) => write(significant(bound * 100), bySize(bound, decimals), signed));
  return `${a}${NBSP}to${NBSP}${b}`;
}

// A fall of 99.998 % must not be printed as a fall of 100 %, however wide its interval.
function bySize(fraction: number, decimals: number): number {
  const rest = Math.abs(100 - Math.abs(fraction) * 100);
  if (rest < 1e-9 || rest >= 0.5 * 10 ** -decimals) return decimals;
  return Math.max(decimals, Math.min(4, -Math.floor(Math.log10(rest))));
}

// Of millions of percent nobody knows the last digits.
function significant(percent: number): number {
  return Math.abs(percent) >= 10_000 ? Number(percent.toPrecision(3)) : percent;
}

function write(value: number, decimals: number, signed: boolean): string {
  const rounded = roundHalfAway(Math.abs(value), decimals);
  const text = rounded.toLocaleString("en-GB", { maximumFractionDigits: decimals });
  if (rounded === 0) return text;
  return value < 0 ? MINUS + text : signed ? `+${text}` : text;
}

// Binary fractions: 0.215 × 100 is 21.499…, which people expect to see rounded as 21.5 is.
function roundHalfAway(size: number, decimals: number): number {
  const power = 10 ** decimals;
  return Math.round(Number((size * power).toPrecision(12))) / power;
}
