import { decimal, textTable } from "#bench/text-table.ts";
import { speedHead, speedRows } from "#bench/verdict-speed.ts";
import { eventTrials } from "#lib/core/statistics/trials/event-trials.ts";
import { sampleTrials } from "#lib/core/statistics/trials/sample-trials.ts";
import { isMet, runTrial, type Trial } from "#lib/core/statistics/trials/trial.ts";
import { windowTrials } from "#lib/core/statistics/trials/window-trials.ts";

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
  console.log(textTable(speedHead, await speedRows()));
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
