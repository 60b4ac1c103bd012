import { formatPercent } from "#lib/core/units.ts";
import { differencesOf, MEASURE_ALIKE, overrideWarnings } from "./comparability.ts";
import { huberValues } from "./huber.ts";
import type { Facts } from "./sentence.ts";
import type { Confounding } from "./series-confounding.ts";
import { MOST_MISSING, type SeriesInput, WEEK } from "./series-input.ts";
import { isRobust, type SeriesJudgement } from "./series-judgement.ts";
import type { Probes } from "./series-probes.ts";
import type { SeriesSides } from "./series-sides.ts";
import { unusualBefore } from "./series-usual.ts";
import type { Verdict, Warning } from "./verdict.ts";

type Draft = Omit<Verdict, "sentence">;

export function seriesFacts(input: SeriesInput, judged: SeriesJudgement, draft: Draft): Facts {
  return {
    ...(input.label === undefined ? {} : { label: input.label }),
    measured: measuredOver(judged),
    tooFew: tooFew(judged, draft),
    detail: detailOf(judged, draft),
    differences: input.environment ? differencesOf(input.environment) : [],
    advice: draft.outcome === "inconclusive" ? adviceFor(draft, judged) : null,
  };
}

/** "measured over 7 days before and after", "measured over 5 minutes before and 6 minutes after". */
function measuredOver({ sides, season }: SeriesJudgement): string {
  if (!sides) return "measured";
  if (season.way === "weeks") return `measured over ${duration(season.span)} before and after`;
  const [first, second] = [sides.before.span, sides.after.span];
  const [before, after] = [duration(first), duration(second)];
  return before === after || Math.abs(first - second) <= 0.03 * Math.max(first, second)
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
  const exact = milliseconds / size;
  const number = exact < 1.95 ? Math.max(0.1, Math.round(exact * 10) / 10) : Math.round(exact);
  return `${number.toLocaleString("en-GB")} ${word}${number === 1 ? "" : "s"}`;
}

function tooFew({ lack, shift, probes }: SeriesJudgement, draft: Draft): string {
  const points = `too few points (${count(draft.before.n)} before, ${count(draft.after.n)} after)`;
  if (lack === "repeats")
    return "too short a time, in which what repeats must occur at least twice on each side,";
  if (lack === "outages" && probes) return tooFewOutages(probes);
  if (lack !== "independent" || !shift) return points;
  const worth = Math.max(1, Math.round(shift.effective));
  return `neighbouring points follow one another so closely that all of them are worth ${worth === 1 ? "one independent one" : `${worth} independent ones`}, too few`;
}

function tooFewOutages({ before, after }: Probes): string {
  const [first, second] = [before.outages.length, after.outages.length];
  return first + second === 0
    ? "no outage on either side is too little"
    : `too few outages (${count(first)} before, ${count(second)} after)`;
}

function detailOf(judged: SeriesJudgement, draft: Draft): string | null {
  switch (draft.reason) {
    case "missing-data":
      if (judged.sides) return gapsIn(judged.sides);
      if (draft.before.n + draft.after.n === 0) return "on either side";
      return draft.before.n === 0 ? "before the change" : draft.after.n === 0 ? "after the change" : null;
    case "too-noisy":
      return judged.hidden ? hiddenBy(judged) : "the series varies too much by itself";
    case "confounded":
      return judged.confounding && confoundedBy(judged.confounding);
    default:
      return null;
  }
}

function gapsIn({ before, after }: SeriesSides): string {
  const side = before.missing > after.missing ? "before" : "after";
  return `for ${formatPercent(Math.max(before.missing, after.missing), { decimals: 0 })} of the time ${side} the change, and gaps are not filled`;
}

function hiddenBy({ allowance }: SeriesJudgement): string {
  return allowance.why === "weekend"
    ? "the two windows hold different shares of a weekend, which alone moves most metrics too much"
    : "the two windows lie at different times of the day, which alone moves most metrics too much";
}

function confoundedBy(confounding: Confounding): string {
  switch (confounding.cause) {
    case "change":
      return `“${confounding.name}” falls into the same time`;
    case "load": {
      const { name, ratio } = confounding;
      return `${name} ${ratio < 0 ? "fell" : "rose"} by ${formatPercent(Math.abs(ratio))} at the same time`;
    }
    case "trend":
      return `it had been ${confounding.rising ? "rising" : "falling"} since before the change`;
    case "inside": {
      const { distance } = confounding;
      return `it also moved ${duration(Math.abs(distance))} ${distance < 0 ? "before" : "after"} the change`;
    }
    case "onset": {
      const { distance } = confounding;
      return `it moved ${duration(Math.abs(distance))} ${distance < 0 ? "before" : "after"} the change`;
    }
  }
}

function adviceFor(draft: Draft, judged: SeriesJudgement): string | null {
  switch (draft.reason) {
    case "too-few":
      return "A longer time on both sides could settle it.";
    case "too-noisy":
      return judged.hidden ? "Whole weeks before and after would settle it." : longer(draft, judged);
    case "not-comparable":
      return MEASURE_ALIKE;
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

/** Values so many robust standard deviations away are named; the test draws in nearer ones too. */
const FAR = 6;

export function seriesWarnings(input: SeriesInput, judged: SeriesJudgement): Warning[] {
  const { sides, season, placebo, shift, trend, controlled, probes } = judged;
  if (!sides || !shift) return overrideWarnings(input);
  const shortest = Math.min(sides.before.span, sides.after.span);
  const missing = Math.max(sides.before.missing, sides.after.missing);
  const unusual = unusualBefore(sides);
  const known: [boolean, string, string][] = [
    [season.way !== "weeks" && shortest < WEEK, "week-not-covered", WEEK_NOT_COVERED],
    [!placebo?.test, "no-placebo", NO_PLACEBO],
    ...farPoints(input, sides),
    [probes !== null, "outages", probes ? outages(probes, sides) : ""],
    [
      missing > 0.02 && missing <= MOST_MISSING,
      "missing-values",
      `Up to ${formatPercent(missing, { decimals: 0 })} of a window has no value; gaps are not filled.`,
    ],
    [
      trend?.goesOn === true,
      "trend",
      `It was ${(trend?.slope ?? 0) > 0 ? "rising" : "falling"} before the change and goes on; what is judged is the step at the change.`,
    ],
    [
      judged.cut !== undefined,
      "window-cut",
      `The level moved once more inside the window${cutSides(judged)}; only what lies next to the change is compared.`,
    ],
    [
      unusual,
      "unusual-before",
      "The window before the change is unusual for this series, so part of what moved may be its return to what is usual.",
    ],
    [
      controlled !== null,
      "controls",
      `What ${(controlled?.names ?? []).join(" and ")} did at the same time is taken off.`,
    ],
  ];
  return [
    ...known.flatMap(([holds, code, message]) => (holds ? [{ code, message }] : [])),
    ...overrideWarnings(input),
  ];
}

const WEEK_NOT_COVERED =
  "The windows do not hold a whole week, so that what differs from one day of the week to another is not allowed for.";
const NO_PLACEBO =
  "The history is shorter than twelve windows, so only dependence over short times is allowed for.";

function farPoints(input: SeriesInput, { before, after }: SeriesSides): [boolean, string, string][] {
  if (!isRobust(input)) return [];
  return (
    [
      ["before", before],
      ["after", after],
    ] as const
  ).map(([name, { stretch }]) => {
    const { limited } = huberValues(stretch.values, FAR);
    const points = limited === 1 ? "One point" : `${count(limited)} points`;
    return [
      limited > 0,
      "far-points",
      `${points} ${name} ${limited === 1 ? "lies far from the rest and counts" : "lie far from the rest and count"} less.`,
    ];
  });
}

function outages(probes: Probes, sides: SeriesSides): string {
  const of = (name: "before" | "after") => {
    const { outages: all, failed, probes: total } = probes[name];
    if (all.length === 0) return `no outage ${name}`;
    const down = duration((failed / total) * sides[name].span);
    return `${all.length === 1 ? "one outage" : `${count(all.length)} outages`} ${name}, ${down} in all`;
  };
  const text = `${of("before")}; ${of("after")}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function count(n: number): string {
  return n === 0 ? "none" : n === 1 ? "one" : n.toLocaleString("en-GB");
}

function cutSides({ cut }: SeriesJudgement): string {
  if (cut?.before && cut.after) return "s before and after";
  return cut?.before ? " before" : " after";
}
