import { sentenceOf } from "#lib/core/statistics/sentence.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

type Short = Partial<
  Pick<Verdict, "outcome" | "reason" | "grade" | "better" | "unit" | "metric" | "sentence">
> & {
  relative?: number;
  low?: number | null;
  high?: number | null;
  before?: number;
  after?: number;
};

/** A verdict for looking at; its numbers mean nothing. */
export function verdict(short: Short): Verdict {
  const drawn = draft(short);
  return { ...drawn, sentence: short.sentence ?? sentenceOf(drawn, facts) };
}

const facts = {
  measured: "measured in 30 runs before and 30 after",
  tooFew: "36 days are too few",
  advice: null,
};

function draft(short: Short): Omit<Verdict, "sentence"> {
  const { relative = -0.34, low = relative - 0.03, high = relative + 0.03, before = 1840 } = short;
  const after = short.after ?? before * (1 + relative);
  const ratio = short.unit === "ratio";
  return {
    metric: short.metric ?? "statement.p95",
    unit: short.unit ?? "ms",
    better: short.better ?? "lower",
    outcome: short.outcome ?? "improved",
    reason: short.reason ?? null,
    grade: short.grade ?? "samples",
    before: { n: 30, center: before, low: before * 0.98, high: before * 1.02 },
    after: { n: 30, center: after, low: after * 0.98, high: after * 1.02 },
    effect: {
      relative,
      low: ratio ? null : low,
      high: ratio ? null : high,
      absolute: after - before,
      absoluteLow: after - before - 0.003,
      absoluteHigh: after - before + 0.003,
      superiority: 0.9,
    },
    smallestDetectable: 0.031,
    minimumEffect: 0.02,
    confidence: 0.95,
    method: "specimen",
    engine: "1",
    seed: "0",
    environment: {},
    warnings: [],
    errorRate: { before: 0.0031, after: 0.003 },
    placebo: null,
  };
}
