/**
 * Simulations with known truth: how often does a method say something it should not, or miss what is there? The tests
 * run the starred rows with 2,000 replicates, the bench all of them with 10,000, beside what other tools do on the same
 * numbers.
 */

import { type Random, seededRandom } from "../random.ts";

export type Trial = {
  /** Row of the evaluation: "2", "10". */
  row: string;
  /** Held by the tests. */
  starred: boolean;
  name: string;
  /** The share of replicates in which our answer is `true` has to lie in here. */
  target: { low?: number; high?: number };
  /** One replicate: our answer, and what rivals answer to the same numbers. */
  once: (random: Random) => { ours: boolean; rivals?: () => Record<string, boolean> };
  /** What others publish or were measured at, where they are not computed here. */
  published?: string;
};

export type TrialResult = { trial: Trial; replicates: number; rates: Record<string, number>; se: number };

/** Rivals only where they are asked for: some of them take much longer than ours. */
export function runTrial(
  trial: Trial,
  replicates: number,
  { seed = 1, withRivals = false } = {},
): TrialResult {
  const random = seededRandom(seed);
  const counts: Record<string, number> = {};
  for (let i = 0; i < replicates; i += 1) {
    const { ours, rivals } = trial.once(random);
    for (const [name, found] of Object.entries({ ours, ...(withRivals ? rivals?.() : {}) })) {
      counts[name] = (counts[name] ?? 0) + (found ? 1 : 0);
    }
  }
  const rates = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / replicates]));
  const ours = rates.ours ?? Number.NaN;
  return { trial, replicates, rates, se: Math.sqrt((ours * (1 - ours)) / replicates) };
}

/** A row fails only outside its target by more than 2.6 standard errors, so that chance does not decide. */
export function isMet({ trial, rates, replicates }: TrialResult): boolean {
  const ours = rates.ours ?? Number.NaN;
  const slack = (bound: number) => 2.6 * Math.sqrt((bound * (1 - bound)) / replicates);
  const { low, high } = trial.target;
  return (
    !Number.isNaN(ours) &&
    (low === undefined || ours >= low - slack(low)) &&
    (high === undefined || ours <= high + slack(high))
  );
}
