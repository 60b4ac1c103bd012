/**
 * A window in which the level moved once more is two windows (evidence §3 b): compared are the stretches next to the
 * change. Where these are too short, what was found stands only if they show at least half of it; else the change cannot
 * be told from what moved the level inside. Looking for shifts never makes a verdict of what was none: of chance shifts
 * the stretches left over would be the most extreme ones.
 */

import { changePoints } from "./change-points.ts";
import { mean } from "./sequence.ts";
import { usablePoints } from "./series-grid.ts";
import { DAY, type SeriesInput, type SeriesPoint, WEEK } from "./series-input.ts";
import { judgeSeries, type SeriesJudgement } from "./series-judgement.ts";

/** Longer windows are looked at in means of neighbouring points: a level lasts. */
const MOST_LOOKED_AT = 1_500;
/** So near to the change it is the change itself: it was being prepared, or settles, which a rate over time draws out. */
const PREPARED = 0.05;
const SETTLING_POINTS = 12;
const SETTLING_MOST = 0.25;
const ENOUGH = 0.5;

export function judgeCutSeries(input: SeriesInput): SeriesJudgement {
  const judged = judgeSeries(input);
  if (judged.reason !== null || judged.probes || judged.trend || !judged.shift || !judged.sides)
    return judged;
  const [before, after] = [input.before, input.after].map((points) =>
    usablePoints(points, input.exclusions),
  ) as [Known[], Known[]];
  const [early, late] = [shiftsIn(before, judged), shiftsIn(after, judged)];
  const last = early
    .filter((one) => !isWeekly(one, late))
    .findLast(({ place }) => place <= before.length * (1 - PREPARED))?.place;
  const first = late
    .filter((one) => !isWeekly(one, early))
    .find(({ place }) => place >= settling(after.length))?.place;
  if (last === undefined && first === undefined) return judged;
  const near = { before: before.slice(last ?? 0), after: after.slice(0, first ?? after.length) };
  const { shift } = judged.shift;
  const again = judgeSeries({ ...input, ...near });
  const same = again.finding === judged.finding;
  if (judged.finding === "same") {
    return again.finding === "moved" ? confounded(judged, before, after, last, first) : judged;
  }
  if (same && again.shift && again.shift.shift > 0 === shift > 0) {
    return { ...again, cut: { before: last !== undefined, after: first !== undefined } };
  }
  const left = contrastOf(near.before, near.after, judged) / shift;
  return left >= ENOUGH ? judged : confounded(judged, before, after, last, first);
}

function settling(points: number): number {
  return Math.min(points * SETTLING_MOST, Math.max(points * PREPARED, SETTLING_POINTS));
}

type Known = SeriesPoint & { value: number };

function confounded(
  judged: SeriesJudgement,
  before: Known[],
  after: Known[],
  last: number | undefined,
  first: number | undefined,
): SeriesJudgement {
  const change = before.at(-1)?.at ?? 0;
  const at = last === undefined ? after[first ?? 0]?.at : before[last]?.at;
  const distance = (at ?? change) - change;
  return { ...judged, finding: "unknown", reason: "confounded", confounding: { cause: "inside", distance } };
}

/** The first point of a new level: its place in the window and its time. */
type Inner = { place: number; at: number; rises: boolean };

/** The other window moves the same way at the same time of the week: a weekend, or a nightly job. */
function isWeekly({ at, rises }: Inner, others: Inner[]): boolean {
  return others.some((other) => {
    const apart = Math.abs(other.at - at) % WEEK;
    return other.rises === rises && Math.min(apart, WEEK - apart) <= DAY / 2;
  });
}

/** Where the level of a window moved. */
function shiftsIn(points: Known[], { sides }: SeriesJudgement): Inner[] {
  const size = Math.ceil(points.length / MOST_LOOKED_AT);
  const blocks = Array.from({ length: Math.floor(points.length / size) }, (_, i) =>
    points.slice(i * size, (i + 1) * size),
  );
  const logs = sides?.scale === "log";
  const values = blocks.map((block) => mean(block.map(({ value }) => (logs ? Math.log(value) : value))));
  const times = blocks.map(([point]) => point?.at ?? 0);
  return changePoints(values, { times }).map(({ index, effect }) => {
    return { place: index * size, at: times[index] ?? 0, rises: effect > 0 };
  });
}

/** On the scale on which the windows are compared. */
function contrastOf(before: Known[], after: Known[], { sides }: SeriesJudgement): number {
  const level = (points: Known[]) =>
    mean(points.map(({ value }) => (sides?.scale === "log" ? Math.log(value) : value)));
  return level(after) - level(before);
}
