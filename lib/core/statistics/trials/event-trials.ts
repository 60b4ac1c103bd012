/** Rows 10 to 13, 21 and 22: outages, percentiles, counts, many metrics and many looks. */

import { intervalRateChange } from "../count-rates.ts";
import { holm } from "../multiplicity.ts";
import { probeShift, probeWindow } from "../outages.ts";
import { poissonRateRatio } from "../poisson-rates.ts";
import { windowShift } from "../prewhitened.ts";
import { newcombeDifference } from "../proportions.ts";
import { quantileShift } from "../quantile-shift.ts";
import type { Random } from "../random.ts";
import { sum } from "../sequence.ts";
import { correlated } from "../simulated-series.ts";
import { welch } from "../welch.ts";
import type { Trial } from "./trial.ts";

const ALPHA = 0.05;
const MINUTES = 1440;

/** One-minute probes: outages begin at random, their lengths are exponential. */
function simulatedProbes(random: Random, days: number, availability: number, minutes: number): Uint8Array {
  const failed = new Uint8Array(days * MINUTES);
  const up = (minutes * availability) / (1 - availability);
  const wait = (average: number) => -average * Math.log(1 - random.uniform());
  for (let time = wait(up); time < failed.length; ) {
    const end = time + wait(minutes);
    failed.fill(1, Math.ceil(time), Math.min(failed.length, Math.ceil(end)));
    time = end + wait(up);
  }
  return failed;
}

function probeAnswers(random: Random, days: number, [before, after]: [number, number], minutes: number) {
  const [first, second] = [
    probeWindow(simulatedProbes(random, days, before, minutes), MINUTES),
    probeWindow(simulatedProbes(random, days, after, minutes), MINUTES),
  ];
  const enough = Math.max(first.outages.length, second.outages.length) >= 5;
  const up = ({ probes, failed }: typeof first) => ({ successes: probes - failed, n: probes });
  const { low, high } = newcombeDifference(up(first), up(second));
  return {
    ours: enough && probeShift(first, second).p < ALPHA,
    rivals: () => ({ "newcombe, probe by probe": low > 0 || high < 0 }),
  };
}

const outages: Trial[] = [1, 10, 30].flatMap((minutes) =>
  [0.995, 0.999].map((share) => ({
    row: "10",
    starred: true,
    name: `no change, 30 days at ${(100 * share).toFixed(1)} %, outages of ${minutes} min`,
    target: { high: 0.075 },
    once: (random: Random) => probeAnswers(random, 30, [share, share], minutes),
  })),
);

const outagePower: Trial = {
  row: "11",
  starred: false,
  name: "99.5 to 99.9 % found, 30 days, outages of 10 min",
  target: { low: 0.7 },
  once: (random) => ({ ours: probeAnswers(random, 30, [0.995, 0.999], 10).ours }),
};

const percentiles: Trial[] = (
  [
    [0.5, 20],
    [0.5, 200],
    [0.95, 200],
    [0.95, 1000],
    [0.99, 1000],
  ] as const
).map(([share, n]) => ({
  row: "12",
  starred: true,
  name: `interval holds, p${100 * share} of ${n} values a side`,
  target: { low: 0.93, high: 0.975 },
  once: (random: Random) => {
    const draw = () => Array.from({ length: n }, () => Math.exp(0.5 * random.normal()));
    const found = quantileShift(draw(), draw(), share);
    return { ours: found !== null && found.low <= 0 && found.high >= 0 };
  },
}));

// Gamma of a whole shape as a sum of exponentials, then Poisson of that: variance = dispersion × mean.
function burstyCount(random: Random, average: number, dispersion: number): number {
  if (dispersion === 1) return poisson(random, average);
  const shape = Math.max(1, Math.round(average / (dispersion - 1)));
  let total = 0;
  for (let i = 0; i < shape; i += 1) total -= Math.log(1 - random.uniform());
  return poisson(random, (average * total) / shape);
}

function poisson(random: Random, average: number): number {
  const limit = Math.exp(-average);
  let product = random.uniform();
  let count = 0;
  while (product > limit) {
    product *= random.uniform();
    count += 1;
  }
  return count;
}

const counts: Trial[] = [1, 3, 10].map((dispersion) => ({
  row: "13",
  starred: true,
  name: `no change, 30 counts a side, dispersion ${dispersion}`,
  target: { high: 0.06 },
  once: (random: Random) => {
    const side = () => Array.from({ length: 30 }, () => burstyCount(random, 18, dispersion));
    const [before, after] = [side(), side()];
    const exact = poissonRateRatio({ count: sum(before), exposure: 30 }, { count: sum(after), exposure: 30 });
    return {
      ours: intervalRateChange(before, after).p < ALPHA,
      rivals: () => ({ "exact poisson": exact.p < ALPHA }),
    };
  },
}));

const METRICS = 20;

const metrics: Trial[] = [0, 0.5].map((shared) => ({
  row: "21",
  starred: false,
  name: `nothing changed, any of ${METRICS} metrics called, correlation ${shared}`,
  target: { high: 0.055 },
  once: (random: Random) => {
    const common = Array.from({ length: 40 }, random.normal);
    const p = Array.from({ length: METRICS }, () => {
      const values = common.map((of) => Math.sqrt(shared) * of + Math.sqrt(1 - shared) * random.normal());
      return welch(values.slice(0, 20), values.slice(20)).p;
    });
    return {
      ours: holm(p).some((one) => one < ALPHA),
      rivals: () => ({ "each for itself": p.some((one) => one < ALPHA) }),
    };
  },
}));

/** What a look at the k-th time may spend: the sum over all looks is at most α. */
function alphaOfLook(k: number, alpha = ALPHA): number {
  return (alpha * 6) / (Math.PI ** 2 * k ** 2);
}

const looks: Trial = {
  row: "22",
  starred: false,
  name: "nothing changed, 30 daily looks, any verdict",
  target: { high: 0.06 },
  published: "0.29 (ville benchmark)",
  once: (random) => {
    const series = correlated(random, 60 * 24, 0.3);
    const [before, after] = [series.subarray(0, 30 * 24), series.subarray(30 * 24)];
    let [ours, each] = [false, false];
    for (let day = 1; day <= 30; day += 1) {
      const n = day * 24;
      const { p } = windowShift(before.subarray(before.length - n), after.subarray(0, n));
      ours ||= p < alphaOfLook(day);
      each ||= p < ALPHA;
    }
    return { ours, rivals: () => ({ "each at 5 %": each }) };
  },
};

export const eventTrials: Trial[] = [...outages, outagePower, ...percentiles, ...counts, ...metrics, looks];
