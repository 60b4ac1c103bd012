/**
 * The verdict of two groups of runs.
 *
 * The unit is the independent run; what happens inside a run (requests, iterations) widens nothing. How the shift is
 * estimated stands in sample-shift.ts, how it is judged in verdict-rule.ts. What this does not do: correct for several
 * metrics (compare-metrics.ts), look at time (compare-series.ts), or repair a bad measurement.
 */

import { isNotComparable, sharedEnvironment } from "./comparability.ts";
import { ENGINE } from "./engine.ts";
import { errorsRose } from "./error-rise.ts";
import { shiftsWithLoad } from "./offered-load.ts";
import { roundedVerdict } from "./rounding.ts";
import { type Judgement, judge } from "./sample-judgement.ts";
import { adviceFor, factsOf, warningsOf } from "./sample-words.ts";
import { defaultMinimumEffect, type SamplesInput } from "./samples-input.ts";
import { seedOf } from "./seed.ts";
import { sentenceOf } from "./sentence.ts";
import type { Reason, Verdict } from "./verdict.ts";

export type { SamplesInput } from "./samples-input.ts";

/** A verdict and the p that stands behind it; null where there is nothing to test. */
type Assessed = { verdict: Verdict; p: number | null };

export function compareSamples(input: SamplesInput): Verdict {
  return assessSamples(input).verdict;
}

function assessSamples(input: SamplesInput): Assessed {
  const judged = judge(input);
  const draft = draftOf(input, judged);
  const facts = factsOf(input, judged, draft);
  const advice = draft.outcome === "inconclusive" ? adviceFor(draft, judged) : null;
  const sentence = sentenceOf(draft, { ...facts, advice });
  return { verdict: roundedVerdict({ ...draft, sentence }), p: judged.p };
}

function draftOf(input: SamplesInput, judged: Judgement): Omit<Verdict, "sentence"> {
  const { outcome, reason } = outcomeOf(input, judged);
  return {
    metric: input.metric,
    unit: input.unit,
    better: input.better,
    outcome,
    reason,
    grade: judged.summary ? "summary" : "samples",
    before: judged.before,
    after: judged.after,
    effect: judged.effect,
    smallestDetectable: judged.smallestDetectable,
    minimumEffect: judged.sides.delta,
    confidence: input.confidence ?? 0.95,
    method: judged.method,
    engine: ENGINE,
    seed: seedOf(seedParts(input)),
    environment: sharedEnvironment(input.environment),
    warnings: warningsOf(input, judged),
    errorRate: { before: input.errorRate?.before ?? null, after: input.errorRate?.after ?? null },
    placebo: null,
  };
}

type Decision = Pick<Verdict, "outcome" | "reason">;

// The first reason that applies wins: what cannot be compared at all comes before what could not be told.
function outcomeOf(input: SamplesInput, judged: Judgement): Decision {
  if (Math.min(judged.before.n, judged.after.n) === 0) return inconclusive("missing-data");
  if (isNotComparable(input)) return inconclusive("not-comparable");
  if (judged.summary) return inconclusive("summary-only");
  if (judged.reason) return inconclusive(judged.reason);
  const direction = (judged.effect.absolute ?? 0) < 0 ? "lower" : "higher";
  const good = direction === input.better;
  if (judged.finding === "moved" && shiftsWithLoad(input.offeredLoad, good))
    return inconclusive("moved-elsewhere");
  if (judged.finding === "moved" && !good) return { outcome: "regressed", reason: null };
  if (input.heldByLoad) return inconclusive("moved-elsewhere");
  if (judged.finding === "same") return { outcome: "unchanged", reason: null };
  if (errorsRose(input.errorRate)) return inconclusive("errors-rose");
  return { outcome: "improved", reason: null };
}

function inconclusive(reason: Reason): Decision {
  return { outcome: "inconclusive", reason };
}

// Names of files are left out: the same values under another name are the same evidence. What is not said is what is
// taken for it, so that a metric with the usual smallest effect has the fingerprint of a file without a metric.
function seedParts(input: SamplesInput): unknown {
  const { label: _, before, after, ...rest } = input;
  const nameless = (runs: SamplesInput["before"]) => runs.map(({ name: __, ...run }) => run);
  const minimumEffect = rest.minimumEffect ?? defaultMinimumEffect(rest.kind);
  return { ...rest, minimumEffect, before: nameless(before), after: nameless(after) };
}
