import { describe, expect, it } from "vitest";
import { compareSeries } from "./compare-series.ts";
import { seededRandom } from "./random.ts";
import { DAY } from "./series-input.ts";
import { correlated, pointsOf } from "./simulated-series.ts";

const latency = { metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" } as const;

type World = {
  /** By how much the day swings each of the two, as a logarithm. */
  own: number;
  control: number;
  /** How much of what moves the control moves the metric. */
  share: number;
};

/** Five days a side, hour by hour; how many of 100 are called, with a fall of this size and with the control or without. */
function called(world: World, fall: number, withControl: boolean): number {
  const outcomes = Array.from({ length: 100 }, (_, seed) => {
    const random = seededRandom(seed);
    const [common, mine, theirs] = [0.6, 0.5, 0.5].map((phi) => correlated(random, 240, phi));
    const day = (hour: number) => Math.sin((2 * Math.PI * hour) / 24);
    const values = (swing: number, share: number, noise?: Float64Array) =>
      Array.from({ length: 240 }, (_, hour) => {
        const moved = swing * day(hour) + 0.15 * share * (common?.[hour] ?? 0) + 0.05 * (noise?.[hour] ?? 0);
        return 100 * Math.exp(moved);
      });
    const metric = pointsOf(
      values(world.own, world.share, mine).map((value, hour) => (hour >= 120 ? value * (1 - fall) : value)),
      { start: 4 * DAY },
    );
    const control = pointsOf(values(world.control, 1, theirs), { start: 4 * DAY });
    const controls = withControl ? [{ name: "eu-west", points: control }] : [];
    return compareSeries({ ...latency, before: metric.slice(0, 120), after: metric.slice(120), controls })
      .outcome;
  });
  return outcomes.filter((outcome) => /improved|regressed/.test(outcome)).length;
}

describe("a control that has days of its own", () => {
  const worlds: [string, World][] = [
    ["swings, where the metric does not", { own: 0, control: 0.4, share: 1 }],
    ["swings less than the metric", { own: 0.4, control: 0.1, share: 1 }],
    ["swings as the metric does", { own: 0.3, control: 0.3, share: 1 }],
  ];
  for (const [name, world] of worlds) {
    it(`${name}: nothing is called that is nothing, and far more is found than without it`, () => {
      expect(called(world, 0, true)).toBeLessThanOrEqual(11);
      expect(called(world, 0.08, true)).toBeGreaterThan(called(world, 0.08, false) + 40);
    });
  }

  it("has days like those of the metric and nothing else: it takes nothing from what is found", () => {
    const world = { own: 0.4, control: 0.4, share: 0 };
    expect(called(world, 0, true)).toBeLessThanOrEqual(11);
    expect(called(world, 0.08, true)).toBeGreaterThanOrEqual(called(world, 0.08, false) - 3);
  });
});
