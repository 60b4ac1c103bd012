import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderedDifferences } from "./ordered-differences.ts";
import { type Random, seededRandom } from "./random.ts";
import { sorted } from "./sequence.ts";

const kinds: Record<string, (random: Random) => number> = {
  normal: (random) => random.normal(),
  skewed: (random) => Math.exp(2 * random.normal()),
  "with far tails": (random) => random.normal() / random.normal(),
  "whole numbers": (random) => random.integer(7),
  "two modes": (random) => random.normal() + (random.uniform() < 0.5 ? 0 : 1000),
  "mostly one value": (random) => (random.uniform() < 0.9 ? 0 : random.normal()),
  "of any size": (random) => Math.exp(200 * random.normal()),
};

function drawn(kind: string, n: number, m: number) {
  const random = seededRandom(n + m);
  const draw = kinds[kind] ?? random.normal;
  return [n, m].map((size) => sorted(Array.from({ length: size }, () => draw(random)))) as [
    Float64Array,
    Float64Array,
  ];
}

describe("the k-th smallest difference", () => {
  it("is that of all differences written out and sorted", () => {
    const length = fc.integer({ min: 1, max: 120 });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(kinds)), length, length, fc.nat(), (kind, n, m, share) => {
        const [xs, ys] = drawn(kind, n, m);
        const all = Float64Array.from([...xs].flatMap((x) => [...ys].map((y) => y - x))).sort();
        const differences = orderedDifferences(xs, ys);
        for (const rank of [1, 1 + (share % all.length), all.length]) {
          expect(differences.at(rank)).toBe(all[rank - 1]);
        }
        const middle = ((all[(all.length - 1) >> 1] ?? 0) + (all[all.length >> 1] ?? 0)) / 2;
        expect(differences.median()).toBe(middle);
      }),
      { numRuns: 150 },
    );
  });

  it("is found by a few walks over the pairs, whatever their distribution", () => {
    for (const kind of Object.keys(kinds)) {
      const [xs, ys] = drawn(kind, 20_000, 15_000);
      const differences = orderedDifferences(xs, ys);
      differences.median();
      const half = Math.round(1.96 * Math.sqrt((20_000 * 15_000 * 35_001) / 12));
      for (const side of [-half, half]) differences.at(150_000_000 + side);
      expect(differences.passes(), kind).toBeLessThanOrEqual(kind === "of any size" ? 100 : 30);
    }
  });

  it("takes no more walks where there are more values", () => {
    const passes = [2_000, 200_000].map((n) => {
      const differences = orderedDifferences(...drawn("normal", n, n));
      differences.median();
      return differences.passes();
    });
    expect(passes[1]).toBeLessThanOrEqual((passes[0] ?? 0) + 3);
  });

  it("is unknown where a side is empty", () => {
    expect(orderedDifferences(new Float64Array(), Float64Array.of(1)).median()).toBeNaN();
  });
});
