import fc from "fast-check";
import { expect, test } from "vitest";
import { bucketQuantile } from "./bucket-quantile.ts";
import { seededRandom } from "./random.ts";

const edges = [10, 20, 50, 100, 200, 500, Number.POSITIVE_INFINITY];

function histogramOf(values: number[]): Map<number, number> {
  return new Map(edges.map((edge) => [edge, values.filter((value) => value <= edge).length]));
}

test("a quantile lies between its edges, and these are edges of buckets", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 900, noNaN: true }), { minLength: 1, maxLength: 300 }),
      fc.constantFrom(0.5, 0.9, 0.95, 0.99),
      (values, share) => {
        const found = bucketQuantile(histogramOf(values), share);
        if (!found) throw new Error("There are values, so there is a quantile.");
        expect([0, ...edges]).toContain(found.bounds.low);
        expect(found.value).toBeGreaterThanOrEqual(found.bounds.low);
        expect(found.value).toBeLessThanOrEqual(found.bounds.high ?? Number.POSITIVE_INFINITY);
        if (found.bounds.high !== null) expect(edges).toContain(found.bounds.high);
      },
    ),
  );
});

test("the edges hold the true quantile in at least 95 of 100 histograms", () => {
  const random = seededRandom(7);
  // Exponential with mean 60: the 95th percentile is 60 · ln 20.
  const truth = 60 * Math.log(20);
  let held = 0;
  for (let repeat = 0; repeat < 400; repeat++) {
    const values = Array.from({ length: 400 }, () => -60 * Math.log(1 - random.uniform()));
    const { low, high } = bucketQuantile(histogramOf(values), 0.95)?.bounds ?? { low: 0, high: 0 };
    if (truth >= low && truth <= (high ?? Number.POSITIVE_INFINITY)) held += 1;
  }
  expect(held).toBeGreaterThanOrEqual(380);
});

test("of the bucket without an end only the lower edge is known", () => {
  const slow = histogramOf(Array.from({ length: 100 }, () => 700));
  expect(bucketQuantile(slow, 0.95)).toEqual({ value: 500, width: 500, bounds: { low: 500, high: null } });
  expect(bucketQuantile(new Map([[Number.POSITIVE_INFINITY, 0]]), 0.5)).toBeNull();
});
