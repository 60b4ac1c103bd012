import { describe, expect, it } from "vitest";
import { seededRandom } from "./random.ts";
import { runningMedian } from "./running-median.ts";
import { seasonOf, withoutSeason } from "./season-profile.ts";
import { variance } from "./sequence.ts";
import { correlated } from "./simulated-series.ts";

function cyclic(n: number, length: number, seed = 1): Float64Array {
  const noise = correlated(seededRandom(seed), n, 0.3);
  return Float64Array.from(noise, (value, i) => value + 2 * Math.sin((2 * Math.PI * i) / length));
}

describe("seasonOf", () => {
  for (const [length, n] of [
    [24, 400],
    [7, 200],
    [168, 2000],
    [10, 500],
  ] as const) {
    it(`finds a cycle of ${length} in ${n} points`, () => {
      expect(seasonOf(cyclic(n, length))?.length).toBe(length);
    });
  }

  it("takes a week of days and nights for a week, not for a day", () => {
    const noise = correlated(seededRandom(2), 1400, 0.5);
    const values = noise.map((value, i) => {
      const weekend = Math.floor(i / 24) % 7 >= 5;
      return value + 1.5 * Math.sin((2 * Math.PI * i) / 24) - (weekend ? 2.5 : 0);
    });
    expect(seasonOf(Float64Array.from(values))?.length).toBe(168);
  });

  it("finds none in noise, in a step and in too few repeats", () => {
    const noise = Float64Array.from(correlated(seededRandom(3), 500, 0.3));
    expect(seasonOf(noise)).toBeNull();
    expect(seasonOf(noise.map((value, i) => value + (i < 250 ? 0 : 9)))).toBeNull();
    expect(seasonOf(cyclic(80, 24), 24)).toBeNull();
    expect(seasonOf(new Float64Array(300).fill(3))).toBeNull();
  });

  it("leaves the noise when it is taken out, and missing values missing", () => {
    const values = cyclic(480, 24).map((value, i) => (i % 50 === 0 ? Number.NaN : value));
    const season = seasonOf(values, 24);
    if (!season) throw new Error("no season");
    const rest = withoutSeason(values, season);
    expect(rest.filter(Number.isNaN)).toHaveLength(10);
    expect(variance(rest.filter((value) => !Number.isNaN(value)))).toBeLessThan(1.3);
  });
});

it("a running median passes over missing values and narrows at the ends", () => {
  const values = [5, 1, Number.NaN, 4, 3];
  expect([...runningMedian(values, 1)]).toEqual([3, 3, 2.5, 3.5, 3.5]);
});
