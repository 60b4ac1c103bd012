import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "./random.ts";
import { sortNumbers } from "./sort-numbers.ts";

const draws: Record<string, (random: ReturnType<typeof seededRandom>) => number> = {
  "both signs": (random) => random.normal(),
  "of any size": (random) =>
    (0.1 + random.uniform() ** 2) * Math.exp(100 * random.normal()) * (random.integer(2) - 0.5),
  "the same in their upper digits": (random) => 1e9 + random.uniform(),
  tied: (random) => random.integer(50) - 25,
  infinite: (random) => (random.normal() < 1 ? random.normal() : random.normal() / 0),
  unknown: (random) => (random.normal() < 2 ? random.normal() : Number.NaN),
  positive: (random) => 100 * Math.exp(0.2 * random.normal()),
};

it("sorts as comparing does, few and many", () => {
  const length = fc.constantFrom(0, 1, 2, 1000, 4095, 4096, 20_000);
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(draws)), length, fc.nat(), (kind, n, seed) => {
      const random = seededRandom(seed);
      const values = Float64Array.from({ length: n }, () => draws[kind]?.(random) ?? 0);
      const expected = values
        .slice()
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b))));
      expect(sortNumbers(values)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it("leaves what is in order as it is", () => {
  const values = Float64Array.from({ length: 10_000 }, (_, i) => Math.floor(i / 2));
  expect(sortNumbers(values)).toBe(values);
});
