import { describe, expect, it } from "vitest";
import { compareSeries } from "./compare-series.ts";
import { type Random, seededRandom } from "./random.ts";
import { HOUR, type SeriesPoint } from "./series-input.ts";
import { correlated } from "./simulated-series.ts";

const cycle = (hour: number) => 0.3 * Math.sin((2 * Math.PI * hour) / 24);

/** Hours of a service with a daily cycle of ±30 % around 100 ms. */
function hours(random: Random, from: number, n: number): { points: SeriesPoint[]; level: number } {
  const noise = correlated(random, n, 0.6);
  const points = Array.from(noise, (value, i) => ({
    at: (from + i) * HOUR,
    value: 100 * Math.exp(0.1 * value + cycle(from + i)),
  }));
  const swing = points.reduce((sum, _, i) => sum + cycle(from + i), 0) / n;
  return { points, level: 100 * Math.exp(swing) };
}

describe("the interval of each side", () => {
  it.each([
    ["a day beside the same hours of the week before", 24, 168, 0.5],
    ["a week hour by hour", 168, 168, 0.1],
    ["three days without the profile of the day", 72, 72, 0.25],
  ])("holds its level and is not made wider by what repeats: %s", (_, n, apart, widest) => {
    const random = seededRandom(11);
    const sides = Array.from({ length: 150 }, () => {
      const [before, after] = [hours(random, 0, n), hours(random, apart, n)];
      const verdict = compareSeries({
        ...{ metric: "latency.mean", unit: "ms", better: "lower", kind: "duration" },
        ...{ before: before.points, after: after.points },
      });
      return [
        { ...verdict.before, level: before.level },
        { ...verdict.after, level: after.level },
      ];
    }).flat();
    const holding = sides.filter(({ low, high, level }) => (low ?? 0) <= level && level <= (high ?? 0));
    // 93 %, and 2.6 standard errors of so many sides.
    expect(holding.length / sides.length).toBeGreaterThanOrEqual(
      0.93 - 2.6 * Math.sqrt(0.0651 / sides.length),
    );
    const widths = sides.map(({ low, high }) => (high ?? 0) / (low ?? 0) - 1).sort((a, b) => a - b);
    expect(widths[widths.length >> 1]).toBeLessThan(widest);
  });
});
