import { formatPercent, formatQuantity, formatQuantityRange } from "#lib/core/units.ts";
import { differencesOf, MEASURE_ALIKE, overrideWarnings } from "./comparability.ts";
import { errorsRose } from "./error-rise.ts";
import type { Judgement } from "./sample-judgement.ts";
import { type SamplesInput, SESSION_LOG_SD } from "./samples-input.ts";
import type { Facts } from "./sentence.ts";
import { variance } from "./sequence.ts";
import type { Verdict, Warning } from "./verdict.ts";

type Draft = Omit<Verdict, "sentence">;

/** What the sentence needs to know about the runs. */
export function factsOf(input: SamplesInput, judged: Judgement, draft: Draft): Omit<Facts, "advice"> {
  const { n: before } = judged.before;
  const { n: after } = judged.after;
  return {
    ...(input.label === undefined ? {} : { label: input.label }),
    measured: `measured in ${runs(before)} before and ${count(after)} after`,
    tooFew: tooFew(judged),
    detail: detailOf(input, judged, draft),
    differences: input.environment ? differencesOf(input.environment) : [],
  };
}

function detailOf(input: SamplesInput, judged: Judgement, draft: Draft): string | null {
  switch (draft.reason) {
    case "missing-data":
      if (judged.before.n + judged.after.n === 0) return "on either side";
      return judged.before.n === 0 ? "before the change" : "after the change";
    case "too-few":
      return judged.session !== "none" && judged.before.n + judged.after.n > 2 ? sittingsDiffer(input) : null;
    case "too-noisy":
      return "the runs differ too much from one another";
    case "resolution-limited":
      return steps(input, judged);
    case "moved-elsewhere":
      return input.heldByLoad ? "the load tool held the rate" : loadDiffers(input);
    default:
      return null;
  }
}

// What failed at once before and is answered now makes times longer, and rates lower, without anything being slower.
function errorsFell({ errorRate, metric }: SamplesInput): boolean {
  if (!errorRate || metric === "error-rate") return false;
  const { before, after, beforeN, afterN } = errorRate;
  return errorsRose({ before: after, after: before, beforeN: afterN, afterN: beforeN });
}

// Closed-loop tools offer as much load as the server answers.
function loadDiffers({ offeredLoad = 1 }: SamplesInput): string {
  const size = formatPercent(Math.abs(offeredLoad - 1));
  return `the tool, which waits for answers, offered ${size} ${offeredLoad < 1 ? "less" : "more"} load after`;
}

function steps({ unit }: SamplesInput, { step, edges, before, after }: Judgement): string {
  if (edges) {
    const range = (side: typeof edges.before) =>
      Number.isFinite(side.high)
        ? formatQuantityRange(side.low, side.high, unit)
        : `above ${formatQuantity(side.low, unit)}`;
    return `the histogram only tells that it lay at ${range(edges.before)} before and ${range(edges.after)} after`;
  }
  const size = formatQuantity(step, unit);
  return before.center === after.center
    ? `every run was written as ${formatQuantity(after.center, unit)}, in steps of ${size}`
    : `the two sides lie one step of ${size} apart`;
}

function tooFew({ sides: { before, after, clustered } }: Judgement): string {
  const what = clustered ? "sittings" : "runs";
  return `too few ${what} (${count(before.units.length)} before, ${count(after.units.length)} after)`;
}

function sittingsDiffer(input: SamplesInput): string {
  const typical = formatPercent(input.sessionLogSd ?? SESSION_LOG_SD);
  return `each side was measured in one sitting, and sittings alone differ by about ${typical}`;
}

/** What would settle it, without promising that it will. */
export function adviceFor(draft: Draft, judged: Judgement): string | null {
  switch (draft.reason) {
    case "too-few":
      if (judged.sides.clustered) return "Three more sittings a side could settle it.";
      return judged.session === "hides" && Math.min(judged.before.n, judged.after.n) >= 3
        ? "Two more interleaved runs a side could settle it."
        : "Five interleaved runs a side could settle it.";
    case "summary-only":
      return "Five interleaved runs a side could.";
    case "too-noisy":
      return moreRuns(draft);
    case "resolution-limited":
      return judged.edges
        ? "A histogram with narrower buckets could settle it."
        : "Values with more digits could settle it.";
    case "moved-elsewhere":
      return draft.metric.startsWith("latency")
        ? "Look at the throughput."
        : "Look at the response times and the errors.";
    case "not-comparable":
      return MEASURE_ALIKE;
    default:
      return null;
  }
}

// n·(detectable / wanted)², wanted being what matters or what was seen, whichever is more.
function moreRuns({ smallestDetectable, minimumEffect, effect, before, after, unit }: Draft): string | null {
  const seen = Math.abs((unit === "ratio" ? effect.absolute : effect.relative) ?? 0);
  const wanted = Math.max(minimumEffect, seen);
  if (smallestDetectable === null || !(wanted > 0)) return null;
  const needed = Math.ceil(Math.max(before.n, after.n) * (smallestDetectable / wanted) ** 2);
  if (needed > 200) return "More runs of this kind will hardly settle it; find out why they differ.";
  return `About ${needed} runs a side could settle it.`;
}

export function warningsOf(input: SamplesInput, judged: Judgement): Warning[] {
  const { before, after } = judged.sides;
  const units = Math.min(before.units.length, after.units.length);
  const some = units > 0 && !judged.summary;
  const session = input.sessionLogSd ?? SESSION_LOG_SD;
  const known: [boolean, string, string][] = [
    [some && units < 3, judged.sides.clustered ? "few-sittings" : "one-run", oneRun(judged)],
    [
      some && units >= 3 && units < 5,
      judged.sides.clustered ? "few-sittings" : "few-runs",
      `Three or four ${judged.sides.clustered ? "sittings" : "runs"} a side show large effects only.`,
    ],
    [
      some && judged.order.order === "blocks",
      "one-session",
      `Each side was measured in one sitting, so a difference of about ${formatPercent(session)} between sittings is allowed for. Interleaved runs (before, after, before, after) remove it.`,
    ],
    [judged.drifting, "drift", "The values drift within one side, in the order in which they were measured."],
    [
      judged.disagreeing,
      "two-modes",
      "Means and medians disagree: a side has two modes or a few runs far away.",
    ],
    ...varianceSplit(judged.sides),
    [before.missing + after.missing > 0, "missing-values", missing(before.missing, after.missing)],
    [errorsRose(input.errorRate), "errors-rose", "The error rate rose."],
    [
      errorsFell(input),
      "errors-fell",
      "The error rate fell, so that other requests are answered than before.",
    ],
  ];
  return [
    ...known.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : [])),
    ...overrideWarnings(input),
  ];
}

// Where the spread is tells what more of would help (Kalibera & Jones).
function varianceSplit({ before, after, within }: Judgement["sides"]): [boolean, string, string][] {
  const sizes = [...before.sizes, ...after.sizes];
  if (within === null || Math.min(before.units.length, after.units.length) < 3) return [];
  const size = sizes.reduce((a, b) => a + b, 0) / sizes.length;
  const between = Math.max(0, (variance(before.units) + variance(after.units)) / 2 - within / size);
  const total = between + within;
  if (!(total > 0)) return [];
  const share = formatPercent(between / total, { decimals: 0 });
  const help =
    between > within / size
      ? "more sittings would help, more runs in one would not"
      : "more runs in a sitting would help";
  return [
    [
      true,
      "variance-split",
      `${share} of the variance lies between sittings, the rest inside them: ${help}.`,
    ],
  ];
}

function oneRun({ sides }: Judgement): string {
  const what = sides.clustered ? "sittings" : "runs";
  return `One or two ${what} a side cannot show how much ${what} differ; a spread known from elsewhere is used.`;
}

function missing(before: number, after: number): string {
  return `${runs(before)} before and ${count(after)} after have no value and are left out.`;
}

function runs(n: number): string {
  return `${count(n)} ${n === 1 ? "run" : "runs"}`;
}

function count(n: number): string {
  return n === 1 ? "one" : n.toLocaleString("en-GB");
}
