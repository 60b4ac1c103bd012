import { describe, expect, it } from "vitest";
import { compareSeries } from "./compare-series.ts";
import { seededRandom } from "./random.ts";
import { HOUR } from "./series-input.ts";
import { correlated, pointsOf } from "./simulated-series.ts";

const latency = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;
const start = 1_790_000_000_000;

/** A day of minutes with a correlation of 0.9 from one to the next, seen every so many minutes. */
function seen(seed: number, every: number, { from = 0, factor = 1, skew = 0.2 } = {}) {
  const minutes = correlated(seededRandom(seed), 24 * 60, 0.9);
  const values = Array.from(minutes, (value) => 200 * factor * Math.exp(skew * value));
  const points = pointsOf(values, { start: start + from, step: HOUR / 60 });
  return points.filter((_, index) => index % every === 0);
}

function compared(
  seed: number,
  [first, second]: [number, number],
  more: { factor?: number; skew?: number } = {},
) {
  const { factor = 1, skew = 0.2 } = more;
  const before = seen(seed, first, { skew });
  const after = seen(seed + 1000, second, { from: 48 * HOUR, factor, skew });
  return compareSeries({ ...latency, before, after, season: "none" });
}

describe("two windows at different steps", () => {
  it("are compared at the coarser one, which is said, and nothing counts as missing", () => {
    const verdict = compared(1, [1, 4], { factor: 0.7 });
    expect(verdict).toMatchObject({ outcome: "improved", before: { n: 360 }, after: { n: 360 } });
    expect(verdict.warnings).toContainEqual({
      code: "steps-differ",
      message:
        "The points lie 60 seconds apart before and 4 minutes apart after; of the first one in 4 minutes is compared.",
    });
    expect(verdict.warnings.map(({ code }) => code)).not.toContain("missing-values");
    expect(compared(1, [4, 1]).warnings.map(({ code }) => code)).toContain("steps-differ");
  });

  it("hold the level, also of skewed values, where averages would not", () => {
    const called = (steps: [number, number], skew: number) =>
      Array.from({ length: 100 }, (_, seed) => compared(seed, steps, { skew }).outcome).filter((outcome) =>
        /improved|regressed/.test(outcome),
      ).length;
    expect(called([1, 4], 0.2)).toBeLessThanOrEqual(12);
    expect(called([10, 1], 1)).toBeLessThanOrEqual(12);
  });

  it("find as much as two windows at the coarser step", () => {
    const found = (steps: [number, number]) =>
      Array.from({ length: 30 }, (_, seed) => compared(seed, steps, { factor: 0.85 }).outcome).filter(
        (outcome) => outcome === "improved",
      ).length;
    expect(Math.abs(found([1, 4]) - found([4, 4]))).toBeLessThanOrEqual(4);
    expect(found([1, 4])).toBeGreaterThan(12);
  });

  it("do not pass for a coarser step where values are missing at random", () => {
    const random = seededRandom(7);
    const gappy = seen(1001, 1, { from: 48 * HOUR }).filter(() => random.uniform() < 0.3);
    const verdict = compareSeries({ ...latency, before: seen(1, 1), after: gappy, season: "none" });
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "missing-data" });
  });
});
