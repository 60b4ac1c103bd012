import { describe, expect, it } from "vitest";
import { compareSamples } from "./compare-samples.ts";
import { burstFactor, logQuantile } from "./quantile-shift.ts";
import { type Random, seededRandom } from "./random.ts";
import { correlated } from "./simulated-series.ts";

/** Response times of one run: a queue that fills and empties, or requests that know nothing of each other. */
function requests(random: Random, correlation: number, spread = 0.8): number[] {
  return Array.from(correlated(random, 1500, correlation), (value) => 20 * Math.exp(spread * value));
}

describe("how much more a percentile errs where slow requests come together", () => {
  it("is told by the parts of the run, and by chance in next to none", () => {
    const random = seededRandom(2);
    const factors = (correlation: number) =>
      Array.from({ length: 200 }, () => burstFactor(requests(random, correlation), 0.95));
    expect(factors(0).filter((factor) => factor > 1).length).toBeLessThanOrEqual(8);
    expect(factors(0.97).filter((factor) => factor > 2).length).toBeGreaterThan(190);
  });

  it("is not taken from values in order of size, nor from too few", () => {
    const values = requests(seededRandom(3), 0.97);
    expect(
      burstFactor(
        values.toSorted((a, b) => a - b),
        0.95,
      ),
    ).toBe(1);
    expect(burstFactor(values.slice(0, 150), 0.95)).toBe(1);
  });

  it("keeps one run a side of a queue from being called", () => {
    const random = seededRandom(4);
    const replicates = 400;
    const called = (withBursts: boolean) =>
      Array.from({ length: replicates }, () => {
        const run = () => {
          const values = requests(random, 0.97, 1.5);
          const { at, error } = logQuantile(values, 0.95);
          const burst = withBursts ? burstFactor(values, 0.95) : 1;
          return { name: "run", value: Math.exp(at), startedAt: null, n: 1500, logError: error ?? 0, burst };
        };
        const input = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;
        return compareSamples({ ...input, before: [run()], after: [run()] }).outcome;
      }).filter((outcome) => outcome !== "inconclusive").length / replicates;
    expect(called(false)).toBeGreaterThan(0.06);
    // 5 %, and 2.6 standard errors of so many replicates.
    expect(called(true)).toBeLessThanOrEqual(0.05 + 2.6 * Math.sqrt((0.05 * 0.95) / replicates));
  });
});
