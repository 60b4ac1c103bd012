/**
 * What the sample's measurements are drawn from. Each shape copies one habit of real measurements:
 *
 * - `runs`: repeated runs of a benchmark or load test. Log-normal around a median (`spread` is the log SD between
 *   runs of one sitting); each sitting shifts all its runs by its own factor (`session`, a log SD). Interleaved runs of
 *   both sides share a sitting and so its factor; blocks do not.
 * - `availability`: the share of one-minute checks that were answered, a day at a time. Failures come in outages: a
 *   Poisson number a day, exponential length with mean `outageMinutes`.
 * - `share`: the share of `trials` that failed, a day at a time, where days differ more than chance alone allows
 *   (`clustering`: log SD of the day's own rate).
 * - `single`: one number a side, as a summary or a slide gives it.
 *
 * Nothing here looks at a verdict: levels go in, values come out.
 */

import { exponential, mulberry32, normal, poisson, type Random, seedOf } from "#prisma/sample/randomness.ts";

type Order = "interleaved" | "blocks";

export type Distribution =
  | { kind: "runs"; sittings: number; runs: number; spread: number; session: number; order: Order }
  | { kind: "availability"; days: number; outageMinutes: number }
  | { kind: "share"; days: number; trials: number; clustering: number }
  | { kind: "single" };

export type Levels = { before: number; after: number };

/** Values of a side, one list per sitting; a list becomes a file. */
export type Simulated = { before: number[][]; after: number[][] };

/** The same name, distribution and levels give the same values. */
export function simulate(name: string, distribution: Distribution, levels: Levels): Simulated {
  const random = mulberry32(seedOf(name));
  switch (distribution.kind) {
    case "runs":
      return benchmarkRuns(random, distribution, levels);
    case "availability":
      return bothSides(levels, (level) => dailyAvailability(random, distribution, level));
    case "share":
      return bothSides(levels, (level) => dailyShare(random, distribution, level));
    case "single":
      return bothSides(levels, (level) => [level]);
  }
}

function bothSides(levels: Levels, draw: (level: number) => number[]): Simulated {
  return { before: [draw(levels.before)], after: [draw(levels.after)] };
}

function benchmarkRuns(
  random: Random,
  { sittings, runs, spread, session, order }: Extract<Distribution, { kind: "runs" }>,
  levels: Levels,
): Simulated {
  const made: Simulated = { before: [], after: [] };
  for (let sitting = 0; sitting < sittings; sitting++) {
    const shared = session * normal(random);
    for (const side of ["before", "after"] as const) {
      const shift = order === "interleaved" ? shared : session * normal(random);
      const draw = () => fourDigits(levels[side] * Math.exp(shift + spread * normal(random)));
      made[side].push(Array.from({ length: runs }, draw));
    }
  }
  return made;
}

const MINUTES_A_DAY = 1440;

function dailyAvailability(
  random: Random,
  { days, outageMinutes }: Extract<Distribution, { kind: "availability" }>,
  level: number,
): number[] {
  const outagesADay = (MINUTES_A_DAY * (1 - level)) / outageMinutes;
  return Array.from({ length: days }, () => {
    let down = 0;
    for (let left = poisson(random, outagesADay); left > 0; left--)
      down += exponential(random, outageMinutes);
    const failedChecks = Math.min(MINUTES_A_DAY, Math.round(down));
    return rounded(1 - failedChecks / MINUTES_A_DAY, 6);
  });
}

function dailyShare(
  random: Random,
  { days, trials, clustering }: Extract<Distribution, { kind: "share" }>,
  level: number,
): number[] {
  return Array.from({ length: days }, () => {
    // Half the variance is taken off, so that the mean over the days stays at the level.
    const rate = level * Math.exp(clustering * normal(random) - clustering ** 2 / 2);
    const failed = Math.min(trials, poisson(random, rate * trials));
    return rounded(failed / trials, 6);
  });
}

/** As a tool would write it: four significant digits. */
function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
