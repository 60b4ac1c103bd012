import { existsSync, readFileSync } from "node:fs";
import { interleaved } from "#bench/interleaved.ts";
import { decimal, textTable } from "#bench/text-table.ts";
import { changePoints } from "#lib/core/statistics/change-points.ts";
import perfsim from "#lib/core/statistics/perfsim.json" with { type: "json" };
import { seededRandom } from "#lib/core/statistics/random.ts";
import { correlated } from "#lib/core/statistics/simulated-series.ts";
import {
  attributionScore,
  type DetectionScore,
  dailySeries,
  detectionScore,
  falseAlarmRate,
  labelledSet,
  locationScore,
  watchScore,
} from "#lib/testing/change-point-trials.ts";

/** Rivals' figures are those that were published or measured with their own code on series of the same kind. */
export async function benchChangePoints(trials: number): Promise<void> {
  falseAlarms(trials);
  detection(Math.ceil(trials / 10));
  watch(trials);
  await speed();
}

function falseAlarms(trials: number): void {
  const head = [
    "no change: alarms",
    "100",
    "200",
    "500",
    "target",
    "otava 100/300",
    "Perfherder",
    "mongo 100",
  ];
  const rivals: Record<number, string[]> = {
    0: ["≤ 5, 6.5", "6/11", "0/0", "5"],
    0.3: ["≤ 5, 6.5", "29/67", "1/0", "13"],
    0.6: ["≤ 5", "83/99", "13/27", "53"],
    0.9: ["≤ 9", "99/100", "84/100", "98"],
  };
  const rates = (seed: number, draw: Parameters<typeof falseAlarmRate>[1]) =>
    [100, 200, 500].map((n) => `${decimal(100 * falseAlarmRate({ seed: seed + n, trials, n }, draw))} %`);
  const rows = Object.entries(rivals).map(([correlation, others]) => [
    `correlation ${correlation}`,
    ...rates(1400, (random, n) => Array.from(correlated(random, n, Number(correlation)))),
    ...others,
  ]);
  rows.push(["daily cycle, correlation 0.3", ...rates(14_000, dailySeries), "≤ 6", "–", "–", "–"]);
  console.log(`${textTable(head, rows)}\n${trials} series each, seeds 1400 and 14000 plus the length.\n`);
}

function detection(perScenario: number): void {
  const places = (season?: number) => (values: number[]) =>
    changePoints(values, { season }).map(({ index }) => index);
  const development = perfsim.series
    .filter(({ phi, scenario }) => phi <= 0.6 && scenario !== "none")
    .map(({ series, true_change_points }) => ({ values: series, changePoints: true_change_points }));
  const drawn = labelledSet(15, perScenario);
  const row = (name: string, { precision, recall, f1 }: DetectionScore, target = "") => [
    name,
    precision.toFixed(3),
    recall.toFixed(3),
    f1.toFixed(3),
    target,
  ];
  const rows = [
    row("perfsim.json, cycle given", detectionScore(development, places(24)), "P ≥ 0.94, F1 ≥ 0.90"),
    row("perfsim.json, cycle looked for", detectionScore(development, places()), "F1 ≥ 0.87"),
    row("perfsim.json, cycle left in", detectionScore(development, places(1))),
    row(`${drawn.length} drawn series, cycle looked for`, detectionScore(drawn, places())),
    ["mongo E-divisive (held-out set)", "0.643", "0.908", "0.753", ""],
    ["L2-PELT (held-out set)", "0.736", "0.798", "0.765", ""],
    ["Perfherder t 7 (held-out set)", "0.736", "0.636", "0.682", ""],
    ["asv (held-out set)", "0.982", "0.408", "0.577", ""],
    ["otava default (held-out set)", "0.285", "0.901", "0.433", ""],
  ];
  console.log(textTable(["true changes, margin 5", "precision", "recall", "F1", "target"], rows));
  const place = locationScore(drawn);
  const cause = attributionScore(drawn, 19);
  const percent = (share: number) => `${decimal(100 * share)} %`;
  console.log(`Seeds 15 and 19, correlations 0, 0.3 and 0.6.

place of ${place.points} points: off by ${place.medianError} (half of them), by at most ${place.ninthDecileError} (nine of ten); target 0 and 2. Inside the interval ${percent(place.covered)}; target at least 93 %.
cause, with three decoys within 20 points: right ${percent(cause.right)} (target at least 94 %; nearest in time ${percent(cause.nearestRight)}), sure but wrong ${percent(cause.sureButWrong)} (target at most 2 %; nearest in time ${percent(1 - cause.nearestRight)}), called ambiguous ${percent(cause.ambiguous)}.
${tigerbeetle()}
human-labelled series (TCPD): not measured, they are kept for judging.
`);
}

function tigerbeetle(): string {
  const file = new URL("../../shared/data/stats/otava/tigerbeetle.json", import.meta.url);
  const elsewhere = process.env.PORTAL_SHARED;
  const path = elsewhere ? `${elsewhere}/data/stats/otava/tigerbeetle.json` : file.pathname;
  if (!existsSync(path)) return "tigerbeetle: not measured, ../shared is absent.";
  const { series } = JSON.parse(readFileSync(path, "utf8")) as { series: number[] };
  const found = changePoints(series).map(({ index }) => index);
  return `tigerbeetle: ${found.join(", ")}; target 15, 71 and 95 without the outlier at 10.`;
}

function watch(trials: number): void {
  const delays: Record<number, number> = { 0: 6, 0.3: 10, 0.6: 18, 0.9: 60 };
  const rivals: Record<number, [string, string]> = {
    0: ["98.1 %", "51 % found"],
    0.3: ["96.7 %", "52 % found"],
    0.6: ["93.6 %", "52 % found"],
    0.9: ["79.2 %", "52 % found"],
  };
  const rows = Object.entries(delays).map(([correlation, delay]) => {
    const score = watchScore({ seed: 20, trials }, Number(correlation));
    const rates = [score.falseAlarms, score.found].map((share) => `${decimal(100 * share)} %`);
    return [
      `correlation ${correlation}`,
      ...rates,
      String(score.medianDelay),
      `≤ 8 %, ≤ ${delay}`,
      ...(rivals[Number(correlation)] ?? []),
    ];
  });
  const head = [
    "watch, 168 + 500 points",
    "false",
    "2 SD found",
    "median delay",
    "target",
    "Bencher false",
    "Conbench",
  ];
  console.log(`${textTable(head, rows)}\n${trials} series each, seed 20.\n`);
}

async function speed(): Promise<void> {
  const targets: [length: number, target: number, ...others: string[]][] = [
    [1_000, 30, "24", "717", "227"],
    [10_000, 300, "236", "–", "3824"],
    [100_000, 1_500, "–", "–", "–"],
    [1_000_000, 4_000, "–", "–", "–"],
  ];
  const rows: string[][] = [];
  for (const [n, target, ...others] of targets) {
    const random = seededRandom(24);
    const still = Array.from(correlated(random, n, 0.3));
    let level = 0;
    const moving = Array.from(correlated(random, n, 0.3), (value, i) => {
      if (i % 500 === 0) level = 4 * random.normal();
      return value + level;
    });
    const [quiet, busy, sort] = await interleaved(
      [
        { name: "no change", run: async () => changePoints(still) },
        { name: "a change every 500", run: async () => changePoints(moving) },
        { name: "sort", run: async () => Float64Array.from(moving).sort() },
      ],
      { rounds: 5, calls: n > 10_000 ? 1 : 3 },
    );
    const times = [quiet, busy].map((timing) => timing?.milliseconds ?? Number.NaN);
    const met = Math.max(...times) <= target ? "met" : "MISSED";
    const ratio = decimal((busy?.milliseconds ?? Number.NaN) / (sort?.milliseconds ?? Number.NaN));
    rows.push([String(n), ...times.map(decimal), ratio, `≤ ${target}`, met, ...others]);
  }
  const head = [
    "points: ms",
    "no change",
    "change every 500",
    "÷ sorting them",
    "target",
    "met",
    "otava",
    "mongo",
    "asv",
  ];
  console.log(textTable(head, rows));
}
