/** Rows 8 and 9: two groups of runs, and runs with iterations inside. */

import { mannWhitney } from "../mann-whitney.ts";
import type { Random } from "../random.ts";
import { judge } from "../sample-judgement.ts";
import type { SampleRun, SamplesInput } from "../samples-input.ts";
import { mean, variance } from "../sequence.ts";
import { twoSidedStudent } from "../special/student.ts";
import { welch } from "../welch.ts";
import type { Trial } from "./trial.ts";

const ALPHA = 0.05;

function runsOf(values: number[], sittingOf?: (i: number) => number): SampleRun[] {
  return values.map((value, i) => ({
    name: String(i),
    value,
    startedAt: null,
    n: null,
    ...(sittingOf ? { sitting: String(sittingOf(i)) } : {}),
  }));
}

function judged(before: SampleRun[], after: SampleRun[], order: SamplesInput["order"]) {
  const base = { metric: "time.mean", unit: "s", better: "lower", kind: "duration" } as const;
  return judge({ ...base, before, after, order });
}

const shapes: [name: string, draw: (random: Random) => number][] = [
  ["normal", (random) => 100 + 5 * random.normal()],
  ["log-normal", (random) => 100 * Math.exp(0.3 * random.normal())],
  ["two modes", (random) => (random.uniform() < 0.5 ? 100 : 130) * Math.exp(0.03 * random.normal())],
  // Student's t with two degrees of freedom, on the logarithm.
  [
    "heavy tails",
    (random) => 100 * Math.exp((0.05 * random.normal()) / Math.sqrt(-Math.log(1 - random.uniform()))),
  ],
];

const many = (n: number, draw: () => number) => Array.from({ length: n }, draw);

const samples: Trial[] = shapes.flatMap(([shape, draw]) =>
  [5, 10, 20].flatMap((n) => {
    const pair = (random: Random): [number[], number[]] => [
      many(n, () => draw(random)),
      many(n, () => draw(random)),
    ];
    return [
      {
        row: "8",
        starred: true,
        name: `no change, ${shape}, ${n} runs a side`,
        target: { high: 0.06 },
        once: (random: Random) => {
          const [before, after] = pair(random);
          const p = judged(runsOf(before), runsOf(after), "interleaved").p ?? 1;
          return { ours: p < ALPHA, rivals: () => ({ welch: welch(before, after).p < ALPHA }) };
        },
      },
      {
        row: "8",
        starred: true,
        name: `interval holds a fall of a tenth, ${shape}, ${n} runs a side`,
        target: { low: 0.94 },
        once: (random: Random) => {
          const [before, after] = pair(random);
          const scaled = after.map((value) => 0.9 * value);
          const { effect } = judged(runsOf(before), runsOf(scaled), "interleaved");
          const { low, high } = effect;
          return { ours: low !== null && high !== null && low <= -0.1 + 1e-9 && high >= -0.1 - 1e-9 };
        },
      },
    ];
  }),
);

const unequal: Trial = {
  row: "8",
  starred: true,
  name: "no change, 10 runs of SD 1 beside 30 of SD 0.3",
  target: { high: 0.06 },
  once: (random) => {
    const before = many(10, () => 100 + random.normal());
    const after = many(30, () => 100 + 0.3 * random.normal());
    const p = judged(runsOf(before), runsOf(after), "interleaved").p ?? 1;
    return {
      ours: p < ALPHA,
      rivals: () => ({
        "mann-whitney": mannWhitney(before, after).p < ALPHA,
        student: studentP(before, after) < ALPHA,
      }),
    };
  },
};

function studentP(x: number[], y: number[]): number {
  const df = x.length + y.length - 2;
  const pooled = ((x.length - 1) * variance(x) + (y.length - 1) * variance(y)) / df;
  return twoSidedStudent((mean(y) - mean(x)) / Math.sqrt(pooled * (1 / x.length + 1 / y.length)), df);
}

const nested: Trial[] = [3, 5].flatMap((runs) =>
  (["interleaved", undefined] as const).map((order) => ({
    row: "9",
    starred: true,
    name: `no change, ${runs} runs of 30 iterations, half the variance between runs${order ? ", taking turns" : ""}`,
    target: { high: 0.06 },
    once: (random: Random) => {
      const side = () =>
        many(runs, () => random.normal()).flatMap((run) => many(30, () => 100 + run + random.normal()));
      const [before, after] = [side(), side()];
      const sitting = (i: number) => Math.floor(i / 30);
      const p = judged(runsOf(before, sitting), runsOf(after, sitting), order).p ?? 1;
      return { ours: p < ALPHA, rivals: () => ({ "welch on all values": welch(before, after).p < ALPHA }) };
    },
  })),
);

export const sampleTrials: Trial[] = [...samples, unequal, ...nested];
