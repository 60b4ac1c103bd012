import { describe, expect, test } from "vitest";
import { compareSeries } from "./compare-series.ts";
import { seededRandom } from "./random.ts";

const hour = 3_600_000;
const week = 7 * 24;

type Case = { effect: number; before?: [share: number, size: number]; after?: [share: number, size: number] };

/** A week of hours a side: `before` lies so much higher until that share of it, `after` from that share on. */
function compared({ effect, before = [0, 0], after = [1, 0] }: Case, seed: number) {
  const random = seededRandom(seed);
  const value = (level: number) => 400 * Math.exp(level + 0.05 * random.normal());
  const points = (from: number, level: (place: number) => number) =>
    Array.from({ length: week }, (_, i) => ({ at: from + i * hour, value: value(level(i / week)) }));
  return compareSeries({
    ...{ metric: "latency.p95", unit: "ms", better: "lower", kind: "duration" },
    before: points(0, (place) => (place < before[0] ? before[1] : 0)),
    after: points((week + 1) * hour, (place) => effect + (place >= after[0] ? after[1] : 0)),
  });
}

const seeds = Array.from({ length: 12 }, (_, i) => i + 1);

describe("a level that moves once more inside a window", () => {
  test("long before the change is no effect of it", () => {
    for (const share of [0.5, 0.75, 0.9]) {
      const verdicts = seeds.map((seed) => compared({ effect: 0, before: [share, 0.15] }, seed));
      const confounded = verdicts.filter(({ reason }) => reason === "confounded");
      expect(confounded.length).toBeGreaterThanOrEqual(seeds.length - 1);
    }
  });

  test("long after it neither, and the sentence says when it moved", () => {
    const verdicts = seeds.map((seed) => compared({ effect: 0, after: [0.25, -0.15] }, seed));
    expect(verdicts.map(({ reason }) => reason)).toEqual(seeds.map(() => "confounded"));
    expect(verdicts[0]?.sentence).toMatch(/it also moved (4\d hours|2 days) after the change/);
  });

  test("leaves an effect where it is: the stretches next to the change show it, and are what is compared", () => {
    const verdicts = seeds.map((seed) => compared({ effect: -0.3, before: [0.4, 0.1] }, seed));
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(seeds.map(() => "improved"));
    const cut = verdicts.filter(({ warnings }) => warnings.some(({ code }) => code === "window-cut"));
    for (const verdict of cut) {
      expect(verdict.before.n).toBeLessThan(week);
      expect(verdict.effect.relative).toBeCloseTo(Math.expm1(-0.3), 1);
    }
  });

  test("that is not there changes no verdict into one", () => {
    for (const seed of seeds) {
      expect(["inconclusive", "unchanged"]).toContain(compared({ effect: 0 }, seed).outcome);
    }
  });
});
