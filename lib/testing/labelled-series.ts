import type { Random } from "#lib/core/statistics/random.ts";
import { at } from "#lib/core/statistics/sequence.ts";
import { correlated } from "#lib/core/statistics/simulated-series.ts";

export const scenarios = ["one", "multi", "one+outliers", "season24"] as const;
export type Scenario = "none" | (typeof scenarios)[number];

export type LabelledSeries = { values: number[]; changePoints: number[] };

/**
 * A series whose steps are known, made like those of perfsim.json: level 100, deviation 5, steps of 1.5 to 4 deviations
 * at least 20 points apart; 3 % outliers of 4 to 12 deviations upwards; a daily cycle of one to two deviations.
 */
export function labelledSeries(
  random: Random,
  scenario: Scenario,
  correlation: number,
  n = 200,
): LabelledSeries {
  const changePoints = scenario === "none" ? [] : places(random, scenario, n);
  const values = Array.from(correlated(random, n, correlation));
  for (const place of changePoints) {
    const step = (1.5 + 2.5 * random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
    for (let i = place; i < n; i += 1) values[i] = at(values, i) + step;
  }
  const amplitude = scenario === "season24" ? 1 + random.uniform() : 0;
  const phase = random.uniform() * 2 * Math.PI;
  const spiky = scenario === "one+outliers";
  return {
    changePoints,
    values: values.map((value, i) => {
      const cycle = amplitude * Math.sin((2 * Math.PI * i) / 24 + phase);
      const spike = spiky && random.uniform() < 0.03 ? 4 + 8 * random.uniform() : 0;
      return 100 + 5 * (value + cycle + spike);
    }),
  };
}

function places(random: Random, scenario: Scenario, n: number): number[] {
  if (scenario !== "multi") return [Math.floor(n * 0.2) + random.integer(Math.floor(n * 0.6))];
  const wanted = 2 + random.integer(3);
  for (;;) {
    const drawn = Array.from({ length: wanted }, () => random.integer(n)).sort((a, b) => a - b);
    const borders = [0, ...drawn, n];
    if (borders.slice(1).every((border, i) => border - at(borders, i) >= 20)) return drawn;
  }
}
