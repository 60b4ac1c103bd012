import fc from "fast-check";
import { expect, test } from "vitest";
import { type Random, seededRandom } from "#lib/core/statistics/random.ts";
import { ratingShift } from "#lib/feedback/rating-shift.ts";

test("two sides get their means, their numbers and the shift between them", () => {
  const twice = (ratings: number[]) => [...ratings, ...ratings];
  const { before, after, shift } = ratingShift(twice([2, 2, 3, 1, 2, 3]), twice([4, 4, 5, 3, 4, 4]));
  expect(before).toMatchObject({ n: 12, mean: 2.167 });
  expect(after).toMatchObject({ n: 12, mean: 4 });
  expect(shift?.difference).toBeCloseTo(1.833, 3);
  expect(shift?.low).toBeGreaterThan(0);
});

test("nobody, or one person, gives no interval; missing is missing, never zero", () => {
  expect(ratingShift([], [4])).toEqual({
    before: { n: 0, mean: null, low: null, high: null },
    after: { n: 1, mean: 4, low: null, high: null },
    shift: null,
  });
});

test("three people of one mind do not make certainty", () => {
  const { after, shift } = ratingShift([3, 3, 3], [4, 4, 4]);
  expect((after.high ?? 0) - (after.low ?? 0)).toBeGreaterThan(1);
  expect(shift?.low).toBeLessThan(0);
});

test("an interval lies on the scale and holds its mean; swapping the sides turns the shift around", () => {
  const ratings = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(ratings, ratings, (one, other) => {
      const forth = ratingShift(one, other);
      const back = ratingShift(other, one);
      for (const side of [forth.before, forth.after]) {
        expect(side.low).toBeGreaterThanOrEqual(1);
        expect(side.high).toBeLessThanOrEqual(5);
        expect(side.mean).toBeGreaterThanOrEqual((side.low ?? 0) - 1e-9);
        expect(side.mean).toBeLessThanOrEqual((side.high ?? 0) + 1e-9);
      }
      expect(forth.shift?.difference).toBeCloseTo(-(back.shift?.difference ?? Number.NaN), 2);
      expect(forth.shift?.low).toBeCloseTo(-(back.shift?.high ?? Number.NaN), 2);
    }),
  );
});

/** Shares of the ratings 1 to 5. */
const kinds: Record<string, number[]> = {
  "all alike": [0.2, 0.2, 0.2, 0.2, 0.2],
  mild: [0.05, 0.1, 0.3, 0.4, 0.15],
  "mostly five": [0.02, 0.03, 0.05, 0.1, 0.8],
  split: [0.45, 0.05, 0, 0.05, 0.45],
};

test.each([5, 12, 40])("with %i people a side, at least 93 of 100 intervals hold the truth", (n) => {
  const random = seededRandom(4711 + n);
  for (const [kind, shares] of Object.entries(kinds)) {
    const truth = shares.reduce((sum, share, index) => sum + share * (index + 1), 0);
    let mean = 0;
    let shift = 0;
    const rounds = 2_000;
    for (let round = 0; round < rounds; round++) {
      const drawn = ratingShift(draw(random, shares, n), draw(random, shares, n));
      if ((drawn.after.low ?? 9) <= truth && truth <= (drawn.after.high ?? 0)) mean++;
      if ((drawn.shift?.low ?? 9) <= 0 && 0 <= (drawn.shift?.high ?? -9)) shift++;
    }
    expect(mean / rounds, `${kind}: mean`).toBeGreaterThanOrEqual(0.93);
    expect(shift / rounds, `${kind}: shift`).toBeGreaterThanOrEqual(0.93);
  }
});

function draw(random: Random, shares: number[], n: number): number[] {
  return Array.from({ length: n }, () => {
    let left = random.uniform();
    const index = shares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    return index < 0 ? 5 : index + 1;
  });
}
