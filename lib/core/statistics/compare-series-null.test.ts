import { describe, expect, it } from "vitest";
import { compareSeries } from "./compare-series.ts";
import { type Random, seededRandom } from "./random.ts";
import { DAY, HOUR } from "./series-input.ts";
import { correlated, pointsOf } from "./simulated-series.ts";

/**
 * Series in which nothing was changed, of kinds that services make and that no test of means was made for. By chance one
 * in twenty would be called; the limits leave room for that and for nothing more.
 */

const latency = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;
const MINUTE = HOUR / 60;
type Kind = (random: Random, n: number) => ArrayLike<number>;

const kinds: Record<string, Kind> = {
  "a spike in twenty points": (random, n) =>
    correlated(random, n, 0.3).map((v) => 100 * Math.exp(0.05 * v) + (random.uniform() < 0.05 ? 500 : 0)),
  "bursts of spikes": (random, n) => {
    let left = 0;
    return correlated(random, n, 0.3).map((v) => {
      left = left > 0 ? left - 1 : random.uniform() < 0.01 ? 5 : 0;
      return 100 * Math.exp(0.05 * v) + (left > 0 ? 300 : 0);
    });
  },
  "two states, as often one as the other": (random, n) =>
    Array.from({ length: n }, () => (random.uniform() < 0.5 ? 100 : 200) * (1 + 0.02 * random.normal())),
  "two states that last": (random, n) => {
    let state = 100;
    return Array.from({ length: n }, () => {
      if (random.uniform() < 0.1) state = 300 - state;
      return state * (1 + 0.02 * random.normal());
    });
  },
  "zero for the most part": (random, n) =>
    Array.from({ length: n }, () => (random.uniform() < 0.8 ? 0 : Math.round(10 * random.uniform()))),
  "tails without a variance": (random, n) =>
    Array.from(
      { length: n },
      () => 100 * Math.exp((0.1 * random.normal()) / Math.abs(random.normal() + 0.05)),
    ),
};

function called(kind: Kind, n: number, times = 60): number {
  const outcomes = Array.from({ length: times }, (_, seed) => {
    const points = pointsOf(kind(seededRandom(7919 * seed + n), 2 * n), {
      start: 4 * DAY + 10 * HOUR,
      step: MINUTE,
    });
    return compareSeries({ ...latency, before: points.slice(0, n), after: points.slice(n) }).outcome;
  });
  return outcomes.filter((outcome) => /improved|regressed/.test(outcome)).length;
}

describe("windows of minutes in which nothing was changed", () => {
  for (const [name, kind] of Object.entries(kinds)) {
    it(`${name}: hardly any is called`, () => {
      expect(called(kind, 100)).toBeLessThanOrEqual(9);
      expect(called(kind, 300)).toBeLessThanOrEqual(9);
    });
  }
});

describe("a series that only climbs", () => {
  const climb = (n: number, step: number, seed: number, factor = 1) => {
    const values = correlated(seededRandom(seed), 2 * n, 0.5).map(
      (value, i) => 100 * Math.exp(0.002 * i + 0.1 * value) * (i >= n ? factor : 1),
    );
    const points = pointsOf(values, { start: 4 * DAY, step });
    return compareSeries({ ...latency, before: points.slice(0, n), after: points.slice(n) });
  };

  it("is not called for it, over eight hours of minutes or over a week of hours without history", () => {
    for (const [n, step] of [
      [500, MINUTE],
      [168, HOUR],
    ] as const) {
      const verdicts = Array.from({ length: 40 }, (_, seed) => climb(n, step, seed));
      const wrong = verdicts.filter(({ outcome }) => /improved|regressed/.test(outcome));
      expect(wrong.length, String(n)).toBeLessThanOrEqual(6);
    }
    expect(climb(168, HOUR, 1).sentence).toContain("it had been rising since before the change");
  });

  it("is called where it fell at the change all the same", () => {
    const found = Array.from({ length: 20 }, (_, seed) => climb(500, MINUTE, seed, 0.3).outcome);
    expect(found.filter((outcome) => outcome === "improved").length).toBeGreaterThanOrEqual(14);
    expect(found).not.toContain("regressed");
  });
});
