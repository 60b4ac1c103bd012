/** The verdict of two numbers of events, each counted over some time. */

import {
  type Conditions,
  differencesOf,
  isNotComparable,
  MEASURE_ALIKE,
  overrideWarnings,
  sharedEnvironment,
} from "./comparability.ts";
import {
  detectableChange,
  type EventCount,
  exactRateChange,
  intervalRateChange,
  type RateChange,
} from "./count-rates.ts";
import { ENGINE } from "./engine.ts";
import { roundedVerdict } from "./rounding.ts";
import { seedOf } from "./seed.ts";
import { type Facts, sentenceOf } from "./sentence.ts";
import type { Better, Verdict, Warning } from "./verdict.ts";
import { findingOf } from "./verdict-rule.ts";

export type CountsInput = {
  metric: string;
  unit: string;
  better: Better;
  /** Smallest change of the rate that matters; default 0.02. */
  minimumEffect?: number;
  before: EventCount;
  after: EventCount;
  /** Counts of equally long intervals on both sides: without them bursts cannot be seen. */
  intervals?: { before: number[]; after: number[] };
  /** The events are bursts themselves (outages), so that they may be taken as independent. */
  independent?: boolean;
  /** "measured over 30 days before and after". */
  measured: string;
  confidence?: number;
  label?: string;
  environment?: Conditions["environment"];
  /** Compares unlike environments all the same; the reason is kept and printed. */
  override?: Conditions["override"];
  seedParts?: string[];
  grade?: "series" | "samples";
  warnings?: Warning[];
};

export function compareCounts(input: CountsInput): Verdict {
  const level = input.confidence ?? 0.95;
  const change = input.intervals
    ? intervalRateChange(input.intervals.before, input.intervals.after, level)
    : exactRateChange(input.before, input.after, level);
  const draft = draftOf(input, change, level);
  const facts: Facts = {
    ...(input.label === undefined ? {} : { label: input.label }),
    measured: input.measured,
    tooFew: `too few events (${number(input.before.count)} before, ${number(input.after.count)} after)`,
    detail: draft.reason === "too-noisy" ? "events vary too much by chance" : null,
    differences: input.environment ? differencesOf(input.environment) : [],
    advice: adviceFor(draft),
  };
  return roundedVerdict({ ...draft, sentence: sentenceOf(draft, facts) });
}

function adviceFor({ outcome, reason }: Pick<Verdict, "outcome" | "reason">): string | null {
  if (reason === "not-comparable") return MEASURE_ALIKE;
  return outcome === "inconclusive" ? "A longer time on both sides could settle it." : null;
}

function draftOf(input: CountsInput, change: RateChange, level: number): Omit<Verdict, "sentence"> {
  const { before, after } = input;
  const scale = before.exposure / after.exposure;
  const delta = input.minimumEffect ?? 0.02;
  const detectable = Math.expm1(detectableChange(change, level));
  const relative = before.count > 0 ? (after.count * scale) / before.count - 1 : null;
  const bound = (log: number | null, open: number | null) => (log === null ? open : Math.expm1(log));
  const [low, high] = before.count > 0 ? [bound(change.low, -1), bound(change.high, null)] : [null, null];
  const { label: _, measured: __, ...evidence } = input;
  return {
    metric: input.metric,
    unit: input.unit,
    better: input.better,
    ...outcomeOf(input, change, { relative, low, high, detectable, delta, level }),
    grade: input.grade ?? "series",
    before: { n: before.count, center: before.count, low: null, high: null },
    after: { n: after.count, center: after.count * scale, low: null, high: null },
    effect: {
      relative,
      low,
      high,
      absolute: after.count * scale - before.count,
      absoluteLow: low === null ? null : low * before.count,
      absoluteHigh: high === null ? null : high * before.count,
      superiority: null,
    },
    smallestDetectable: detectable,
    minimumEffect: delta,
    confidence: level,
    method: input.intervals
      ? `ratio of two rates, quasi-poisson with a dispersion of ${change.dispersion.toFixed(1)}`
      : "ratio of two rates, exact poisson test",
    engine: ENGINE,
    seed: seedOf({ ...evidence, minimumEffect: delta }),
    environment: sharedEnvironment(input.environment),
    warnings: [...warningsOf(input), ...(input.warnings ?? []), ...overrideWarnings(input)],
    errorRate: { before: null, after: null },
    placebo: null,
  };
}

type Sizes = {
  relative: number | null;
  low: number | null;
  high: number | null;
  detectable: number;
  delta: number;
  level: number;
};

function outcomeOf(input: CountsInput, { p }: RateChange, sizes: Sizes): Pick<Verdict, "outcome" | "reason"> {
  if (isNotComparable(input)) return { outcome: "inconclusive", reason: "not-comparable" };
  const few = { outcome: "inconclusive", reason: "too-few" } as const;
  // Two totals cannot show bursts.
  if (!input.intervals && !input.independent) return few;
  const grew = input.after.count / input.after.exposure > input.before.count / input.before.exposure;
  const found =
    sizes.relative === null
      ? p < 1 - sizes.level
        ? "moved"
        : "unknown"
      : findingOf({
          effect: sizes.relative,
          low: sizes.low ?? -1,
          high: sizes.high ?? Number.POSITIVE_INFINITY,
          p,
          alpha: 1 - sizes.level,
          smallestDetectable: sizes.detectable,
          delta: sizes.delta,
        });
  if (found === "unknown") {
    return Math.max(input.before.count, input.after.count) < 20
      ? few
      : { outcome: "inconclusive", reason: "too-noisy" };
  }
  if (found === "same") return { outcome: "unchanged", reason: null };
  return { outcome: grew === (input.better === "higher") ? "improved" : "regressed", reason: null };
}

function warningsOf(input: CountsInput): Warning[] {
  if (input.intervals || input.independent) return [];
  return [
    {
      code: "no-bursts",
      message: "Two totals cannot show whether events come in bursts, so no verdict is given on them.",
    },
  ];
}

function number(count: number): string {
  return count === 0 ? "none" : count === 1 ? "one" : count.toLocaleString("en-GB");
}
