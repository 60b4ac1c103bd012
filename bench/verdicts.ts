import { interleaved } from "#bench/interleaved.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { compareSamples } from "#lib/core/statistics/compare-samples.ts";
import { compareSeries } from "#lib/core/statistics/compare-series.ts";
import { shiftWithInterval } from "#lib/core/statistics/hodges-lehmann.ts";
import { mannWhitney } from "#lib/core/statistics/mann-whitney.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import type { SampleRun } from "#lib/core/statistics/samples-input.ts";
import { correlated, pointsOf } from "#lib/core/statistics/simulated-series.ts";
import { eventTrials } from "#lib/core/statistics/trials/event-trials.ts";
import { sampleTrials } from "#lib/core/statistics/trials/sample-trials.ts";
import { isMet, runTrial, type Trial } from "#lib/core/statistics/trials/trial.ts";
import { windowTrials } from "#lib/core/statistics/trials/window-trials.ts";
import { welch } from "#lib/core/statistics/welch.ts";

const seed = 1;

/** Error rates, coverage and power by simulation, beside what other methods do on the same numbers; then speed. */
export async function benchVerdicts(replicates: number): Promise<void> {
  const trials = [...windowTrials, ...sampleTrials, ...eventTrials].sort(
    (a, b) => Number(a.row) - Number(b.row),
  );
  console.log(`Share of ${replicates} simulated comparisons (seed ${seed}); ± is one standard error.\n`);
  const rows = trials.map((trial) => rateRow(trial, replicates));
  console.log(textTable(["row", "what", "target", "ours", "±", "met", "others on the same numbers"], rows));
  console.log("\nMedian times in ms, taking turns.\n");
  console.log(textTable(["what", "values a side", "ours", "beside"], await speedRows()));
}

function rateRow(trial: Trial, replicates: number): string[] {
  const result = runTrial(trial, replicates, { seed, withRivals: true });
  const percent = (share: number) => `${decimal(100 * share)} %`;
  const { low, high } = trial.target;
  const target = [
    low === undefined ? "" : `≥ ${percent(low)}`,
    high === undefined ? "" : `≤ ${percent(high)}`,
  ];
  const { ours = Number.NaN, ...rivals } = result.rates;
  const others = Object.entries(rivals).map(([name, rate]) => `${name} ${percent(rate)}`);
  return [
    trial.row,
    trial.name,
    target.filter((bound) => bound !== "").join(", "),
    percent(ours),
    decimal(100 * result.se),
    isMet(result) ? "yes" : "NO",
    [...others, ...(trial.published ? [trial.published] : [])].join(", "),
  ];
}

async function speedRows(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const n of [1_000, 100_000]) rows.push(...(await groupRows(n)));
  for (const n of [1_000, 10_000, 100_000, 1_000_000]) rows.push(await seriesRow(n));
  return rows;
}

/** Two groups of runs: the whole verdict, and its parts. */
async function groupRows(n: number): Promise<string[][]> {
  const random = seededRandom(seed);
  const values = (factor: number) =>
    Array.from({ length: n }, () => factor * Math.exp(0.2 * random.normal()));
  const [before, after] = [values(100), values(90)];
  const [x, y] = [runs(before), runs(after)];
  const [verdict, test, shift, plain] = await interleaved(
    [
      { name: "verdict", run: async () => compareSamples({ ...duration, before: x, after: y }) },
      { name: "test", run: async () => mannWhitney(before, after) },
      { name: "shift", run: async () => shiftWithInterval(before, after, 0.95) },
      { name: "welch", run: async () => welch(before, after) },
    ],
    { rounds: 5, calls: n > 10_000 ? 1 : 5 },
  );
  const beside = `welch ${decimal(plain?.milliseconds ?? Number.NaN)}`;
  return [
    ["two groups, the whole verdict", String(n), decimal(verdict?.milliseconds ?? Number.NaN), beside],
    ["two groups, Mann–Whitney", String(n), decimal(test?.milliseconds ?? Number.NaN), beside],
    [
      "two groups, Hodges–Lehmann and interval",
      String(n),
      decimal(shift?.milliseconds ?? Number.NaN),
      beside,
    ],
  ];
}

async function seriesRow(n: number): Promise<string[]> {
  const points = pointsOf(
    correlated(seededRandom(seed), 2 * n, 0.6).map((value) => 100 * Math.exp(0.05 * value)),
    { step: 1000 },
  );
  const [before, after] = [points.slice(0, n), points.slice(n)];
  const [first, second] = [before, after].map((side) => side.map(({ value }) => value ?? 0)) as [
    number[],
    number[],
  ];
  const [verdict, plain] = await interleaved(
    [
      { name: "verdict", run: async () => compareSeries({ ...duration, before, after }) },
      { name: "welch", run: async () => welch(first, second) },
    ],
    { rounds: 5, calls: 1 },
  );
  const python =
    { 1000: ", otava 24, mongo 717 (change points, Python)", 10000: ", otava 236 (Python)" }[n] ?? "";
  return [
    "two windows of a series, the whole verdict",
    String(n),
    decimal(verdict?.milliseconds ?? Number.NaN),
    `welch ${decimal(plain?.milliseconds ?? Number.NaN)}${python}`,
  ];
}

const duration = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

function runs(values: number[]): SampleRun[] {
  return values.map((value, i) => ({ name: String(i), value, startedAt: null, n: null }));
}
