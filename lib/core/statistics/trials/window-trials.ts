/** Rows 2 to 7: two windows of one series. */

import { huberPair } from "../huber.ts";
import { mannWhitney } from "../mann-whitney.ts";
import { placeboOf, plainLevel } from "../placebo.ts";
import { meanShift, windowShift } from "../prewhitened.ts";
import type { Random } from "../random.ts";
import { withoutProfile } from "../season.ts";
import { at } from "../sequence.ts";
import { correlated, heavyTailed, longMemory, randomWalk, secondOrder } from "../simulated-series.ts";
import { normalTail } from "../special/normal.ts";
import { neweyWestVariance } from "../textbook/correlated-series.ts";
import { welch } from "../welch.ts";
import type { Trial } from "./trial.ts";

const ALPHA = 0.05;
const PHIS = [0, 0.3, 0.6, 0.9];

type Windows = { before: Float64Array; after: Float64Array };

function halves(values: Float64Array, shift = 0): Windows {
  const n = values.length / 2;
  return { before: values.slice(0, n), after: values.slice(n).map((value) => value + shift) };
}

function rivals({ before, after }: Windows): Record<string, boolean> {
  const lags = Math.floor(4 * (before.length / 100) ** (2 / 9));
  const spread =
    neweyWestVariance(before, lags) / before.length + neweyWestVariance(after, lags) / after.length;
  const { difference, p } = welch(before, after);
  return {
    welch: p < ALPHA,
    "mann-whitney": mannWhitney(before, after).p < ALPHA,
    "newey-west": 2 * normalTail(Math.abs(difference) / Math.sqrt(spread)) < ALPHA,
  };
}

const falseVerdicts: Trial[] = PHIS.flatMap((phi) =>
  [24, 48, 168, 500].map((n) => ({
    row: "2",
    starred: true,
    name: `no change, φ ${phi}, ${n} points a side`,
    target: { low: 0.03, high: 0.065 },
    once: (random: Random) => {
      const windows = halves(correlated(random, 2 * n, phi));
      return { ours: windowShift(windows.before, windows.after).p < ALPHA, rivals: () => rivals(windows) };
    },
  })),
);

// Windows that lie whole weeks apart, hour by hour: a day, and a week.
const paired: Trial[] = PHIS.flatMap((phi) =>
  [24, 48, 168].map((n) => ({
    row: "2",
    starred: true,
    name: `no change, φ ${phi}, ${n} pairs a week apart`,
    target: { low: 0.03, high: 0.065 },
    once: (random: Random) => {
      return { ours: meanShift(weekApart(random, n, phi, 0)).p < ALPHA };
    },
  })),
);

// What a week repeats drops out of the differences, and both windows' own noise stays.
function weekApart(random: Random, n: number, phi: number, shift: number): Float64Array {
  const [before, after] = [correlated(random, n, phi), correlated(random, n, phi)];
  return after.map((value, i) => value + shift - at(before, i));
}

const WINDOW = 48;
const WINDOWS = 14;

const histories: [name: string, make: (random: Random, n: number) => Float64Array][] = [
  ["AR(2) .5 .3", (random, n) => secondOrder(random, n, 0.5, 0.3)],
  ["AR .9 and noise", (random, n) => correlated(random, n, 0.9).map((value) => value + random.normal())],
  ["ARFIMA .3", (random, n) => longMemory(random, n, 0.3)],
  ["random walk", randomWalk],
  [
    "season 24, not aligned",
    (random, n) => {
      const phase = random.integer(24);
      return correlated(random, n, 0.3).map(
        (value, i) => value + 2 * Math.sin((2 * Math.PI * (i + phase)) / 24),
      );
    },
  ],
];

const placebos: Trial[] = histories.map(([name, make]) => ({
  row: "3",
  starred: true,
  name: `no change, ${name}, 12 windows of history`,
  target: { high: 0.055 },
  once: (random: Random) => {
    // The window of 60 is no whole number of days.
    const window = name.startsWith("season") ? 60 : WINDOW;
    const all = make(random, WINDOWS * window);
    const end = (WINDOWS - 1) * window;
    const [before, after] = [all.slice(end - window, end), all.slice(end)];
    const rid = name.startsWith("season")
      ? withoutProfile(before, after, 24, window)
      : { before, after, share: 1 };
    const own = windowShift(rid.before, rid.after, 1 - ALPHA, rid.share);
    const placebo = placeboOf({
      history: all.slice(0, end),
      window,
      gap: 0,
      lineStep: window,
      changes: [],
      levelOf: plainLevel,
      shift: own.shift,
      level: 0.95,
    });
    const p = Math.max(own.p, placebo?.test?.p ?? 0);
    return {
      ours: p < ALPHA,
      rivals: () => ({ "without placebo": own.p < ALPHA, ...rivals({ before, after }) }),
    };
  },
}));

const seasons: Trial[] = [48, 60, 96, 120].flatMap((n) =>
  [0, 0.3].map((phi) => ({
    row: "4",
    starred: true,
    name: `no change, season 24 of 2 SD, φ ${phi}, ${n} points a side`,
    target: { high: n >= 96 ? 0.06 : 0.08 },
    once: (random: Random) => {
      const phase = random.integer(24);
      const wave = (i: number) => 2 * Math.sin((2 * Math.PI * (i + phase)) / 24);
      const { before, after } = halves(correlated(random, 2 * n, phi).map((value, i) => value + wave(i)));
      const rid = withoutProfile(before, after, 24, n);
      const { p } = windowShift(rid.before, rid.after, 1 - ALPHA, rid.share);
      return { ours: p < ALPHA, rivals: () => rivals({ before, after }) };
    },
  })),
);

const power: Trial[] = (
  [
    [0.5, 0.3, 0.88],
    [1, 0.6, 0.97],
    [2, 0.9, 0.9],
  ] as const
).map(([shift, phi, low]) => ({
  row: "5",
  starred: false,
  name: `a shift of ${shift} SD found, φ ${phi}, 168 points a side`,
  target: { low },
  published: `${{ 0.3: "0.92", 0.6: "0.996", 0.9: "0.99" }[phi]} if φ were known`,
  once: (random: Random) => {
    const { before, after } = halves(correlated(random, 336, phi), shift);
    return { ours: windowShift(before, after).p < ALPHA };
  },
}));

const pairedPower: Trial = {
  row: "5",
  starred: false,
  name: "a shift of 2 SD found, φ 0.9, a week hour by hour",
  // One series of 168 differences shows its correlation less surely than two windows do.
  target: { low: 0.72 },
  published: "0.98 if φ were known",
  once: (random: Random) => ({ ours: meanShift(weekApart(random, 168, 0.9, 2)).p < ALPHA }),
};

const coverage: Trial[] = PHIS.flatMap((phi) =>
  [48, 168].map((n) => ({
    row: "6",
    starred: true,
    name: `interval holds a shift of 1 SD, φ ${phi}, ${n} points a side`,
    target: { low: 0.935, high: 0.97 },
    once: (random: Random) => {
      const { before, after } = halves(correlated(random, 2 * n, phi), 1);
      const holds = ({ low, high }: { low: number; high: number }) => low <= 1 && high >= 1;
      return {
        ours: holds(windowShift(before, after)),
        rivals: () => ({ welch: holds(welch(before, after)) }),
      };
    },
  })),
);

const robust: Trial[] = [48, 168].flatMap((n) => [
  {
    row: "7",
    starred: false,
    name: `no change, t with 3 degrees, φ 0.6, ${n} points a side`,
    target: { low: 0.03, high: 0.065 },
    once: (random: Random) => {
      const windows = halves(correlated(random, 2 * n, 0.6, () => heavyTailed(random)));
      return { ours: drawnIn(windows), rivals: () => rivals(windows) };
    },
  },
  {
    row: "7",
    starred: false,
    name: `no change, one in fifty 10 SD away, φ 0.3, ${n} points a side`,
    target: { low: 0.03, high: 0.065 },
    once: (random: Random) => {
      const far = () => (random.uniform() < 0.02 ? (random.uniform() < 0.5 ? -10 : 10) : 0);
      const windows = halves(correlated(random, 2 * n, 0.3).map((value) => value + far()));
      return { ours: drawnIn(windows), rivals: () => rivals(windows) };
    },
  },
]);

function drawnIn({ before, after }: Windows): boolean {
  return windowShift(...huberPair(before, after)).p < ALPHA;
}

export const windowTrials: Trial[] = [
  ...falseVerdicts,
  ...paired,
  ...placebos,
  ...seasons,
  ...power,
  pairedPower,
  ...coverage,
  ...robust,
];
