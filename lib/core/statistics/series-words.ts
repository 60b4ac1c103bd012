import type { Facts } from "./sentence.ts";
import { MOST_MISSING, type SeriesInput, WEEK } from "./series-input.ts";
import type { SeriesJudgement } from "./series-judgement.ts";
import type { Verdict, Warning } from "./verdict.ts";

type Draft = Omit<Verdict, "sentence">;

export function seriesFacts(input: SeriesInput, judged: SeriesJudgement, draft: Draft): Facts {
  return {
    ...(input.label === undefined ? {} : { label: input.label }),
    measured: measuredOver(judged),
    tooFew:
      judged.detail ?? `too few points (${count(draft.before.n)} before, ${count(draft.after.n)} after)`,
    detail: detailOf(judged, draft),
    advice: draft.outcome === "inconclusive" ? adviceFor(draft, judged) : null,
  };
}

/** "measured over 7 days before and after", "measured over 5 minutes before and 6 minutes after". */
function measuredOver({ sides, season }: SeriesJudgement): string {
  if (!sides) return "measured";
  if (season.way === "weeks") return `measured over ${duration(season.weeks * WEEK)} before and after`;
  const [before, after] = [duration(sides.before.span), duration(sides.after.span)];
  return before === after
    ? `measured over ${before} before and after`
    : `measured over ${before} before and ${after} after`;
}

const UNITS: [size: number, word: string][] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1000, "second"],
];

/** A length of time as people say it: "7 days", "36 hours", "5 minutes". */
export function duration(milliseconds: number): string {
  const fitting = UNITS.find(([size]) => milliseconds >= 2 * size * 0.95) ?? UNITS.at(-1);
  const [size, word] = fitting ?? [1000, "second"];
  const number = Math.max(1, Math.round(milliseconds / size));
  return `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
}

function detailOf(judged: SeriesJudgement, draft: Draft): string | null {
  if (draft.reason === "missing-data") {
    if (judged.sides) return judged.detail;
    if (draft.before.n + draft.after.n === 0) return "on either side";
    return draft.before.n === 0 ? "before the change" : draft.after.n === 0 ? "after the change" : null;
  }
  if (draft.reason === "too-noisy") return "the series varies too much by itself";
  return draft.reason === "confounded" ? judged.detail : null;
}

function adviceFor(draft: Draft, judged: SeriesJudgement): string | null {
  switch (draft.reason) {
    case "too-few":
      return "A longer time on both sides could settle it.";
    case "too-noisy":
      return longer(draft, judged);
    default:
      return null;
  }
}

// n·(detectable / wanted)², wanted being what matters or what was seen, whichever is more.
function longer(
  { smallestDetectable, minimumEffect, effect, unit }: Draft,
  { sides }: SeriesJudgement,
): string | null {
  const seen = Math.abs((unit === "ratio" ? effect.absolute : effect.relative) ?? 0);
  const wanted = Math.max(minimumEffect, seen);
  if (smallestDetectable === null || !sides || !(wanted > 0)) return null;
  const factor = (smallestDetectable / wanted) ** 2;
  if (factor > 20) return "A longer time of this kind will hardly settle it; find out what moves it.";
  const span = Math.max(sides.before.span, sides.after.span);
  return `About ${duration(span * Math.max(factor, 1.2))} a side could settle it.`;
}

export function seriesWarnings(judged: SeriesJudgement): Warning[] {
  const { sides, season, placebo, limited, shift } = judged;
  if (!sides || !shift) return [];
  const shortest = Math.min(sides.before.span, sides.after.span);
  const missing = Math.max(sides.before.missing, sides.after.missing);
  const points = limited === 1 ? "1 point lies" : `${limited} points lie`;
  const known: [boolean, string, string][] = [
    [
      season.way !== "weeks" && shortest < WEEK,
      "week-not-covered",
      "The windows do not hold a whole week, so that what differs from one day of the week to another is not allowed for.",
    ],
    [
      !placebo?.test,
      "no-placebo",
      "The history is shorter than twelve windows, so only dependence over short times is allowed for.",
    ],
    [limited > 0, "far-points", `${points} far from the rest and count less.`],
    [
      missing > 0.02 && missing <= MOST_MISSING,
      "missing-values",
      `Up to ${Math.round(100 * missing)}\u00a0% of a window has no value; gaps are not filled.`,
    ],
  ];
  return known.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : []));
}

function count(n: number): string {
  return n === 1 ? "one" : n.toLocaleString("en-GB");
}
