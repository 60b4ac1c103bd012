import { interleaved, type Timing } from "#bench/interleaved.ts";
import { decimal } from "#bench/text-table.ts";
import { compareSamples } from "#lib/core/statistics/compare-samples.ts";
import { compareSeries, type SeriesPoint } from "#lib/core/statistics/compare-series.ts";
import { shiftWithInterval } from "#lib/core/statistics/hodges-lehmann.ts";
import { mannWhitney } from "#lib/core/statistics/mann-whitney.ts";
import { windowShift } from "#lib/core/statistics/prewhitened.ts";
import { seededRandom } from "#lib/core/statistics/random.ts";
import type { SampleRun } from "#lib/core/statistics/samples-input.ts";
import { coarserStep, stretchOf } from "#lib/core/statistics/series-grid.ts";
import { correlated, pointsOf } from "#lib/core/statistics/simulated-series.ts";
import { welch } from "#lib/core/statistics/welch.ts";

/** Milliseconds at a thousand, ten thousand, a hundred thousand and a million values a side. */
const targets = {
  "Mann–Whitney": [1, 5, 40, 500],
  "Hodges–Lehmann and interval": [2, 20, 200, 2_500],
  "pre-whitened cosines, with blocks": [2, 15, 60, 300],
};
const sizes = [1_000, 10_000, 100_000, 1_000_000];
const seed = 1;
const step = 1_000;

export const speedHead = ["one thread", "values a side", "ms", "target", "met", "beside"];

/** Each method beside Welch's test of the same numbers; the whole verdicts too, for which no time is asked. */
export async function speedRows(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const [index, n] of sizes.entries()) {
    const timings = [...(await groupTimings(n)), ...(await seriesTimings(n))];
    rows.push(...timings.map((timing) => speedRow(timing, n, index)));
  }
  return rows;
}

type Beside = Timing & { beside: string };

function speedRow({ name, milliseconds, beside }: Beside, n: number, size: number): string[] {
  const target = name in targets ? targets[name as keyof typeof targets][size] : undefined;
  const met = target === undefined ? ["", ""] : [`≤ ${target}`, milliseconds <= target ? "met" : "MISSED"];
  return [name, n.toLocaleString("en"), decimal(milliseconds), ...met, beside];
}

async function groupTimings(n: number): Promise<Beside[]> {
  const random = seededRandom(seed);
  const values = (factor: number) =>
    Array.from({ length: n }, () => factor * Math.exp(0.2 * random.normal()));
  const [before, after] = [values(100), values(90)];
  const [x, y] = [runs(before), runs(after)];
  return besideWelch(n, before, after, {
    "Mann–Whitney": () => mannWhitney(before, after),
    "Hodges–Lehmann and interval": () => shiftWithInterval(before, after, 0.95),
    ...(n < 1_000_000
      ? { "two groups, the whole verdict": () => compareSamples({ ...duration, before: x, after: y }) }
      : {}),
  });
}

async function seriesTimings(n: number): Promise<Beside[]> {
  const points = pointsOf(
    correlated(seededRandom(seed), 2 * n, 0.6).map((value) => 100 * Math.exp(0.05 * value)),
    { step },
  );
  const [before, after] = [points.slice(0, n), points.slice(n)];
  const values = (side: SeriesPoint[]) => side.map(({ value }) => value ?? 0);
  const blocks = { step: coarserStep(step, n), origin: 0 };
  const otava = { 1000: "otava 24, mongo 717 (change points, Python)", 10000: "otava 236 (Python)" }[n];
  const timings = await besideWelch(n, values(before), values(after), {
    "pre-whitened cosines, with blocks": () =>
      windowShift(stretchOf(before, blocks).values, stretchOf(after, blocks).values),
    "two windows, the whole verdict": () => compareSeries({ ...duration, before, after }),
  });
  return timings.map((timing) => ({ ...timing, beside: [timing.beside, otava].filter(Boolean).join(", ") }));
}

async function besideWelch(
  n: number,
  before: number[],
  after: number[],
  contenders: Record<string, () => unknown>,
): Promise<Beside[]> {
  const ours = Object.entries(contenders).map(([name, run]) => ({ name, run: async () => run() }));
  const partner = { name: "welch", run: async () => welch(before, after) };
  const timings = await interleaved([...ours, partner], { rounds: 5, calls: n > 10_000 ? 1 : 5 });
  const plain = timings.at(-1)?.milliseconds ?? Number.NaN;
  return timings.slice(0, -1).map((timing) => ({
    ...timing,
    beside: `welch ${plain.toPrecision(2)}, ${decimal(timing.milliseconds / plain)} times that`,
  }));
}

const duration = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

function runs(values: number[]): SampleRun[] {
  return values.map((value, i) => ({ name: String(i), value, startedAt: null, n: null }));
}
