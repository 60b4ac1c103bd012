import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { optimalPartition } from "./optimal-partitioning.ts";

/** By the textbook: every start for every end. */
function everyPartition(values: number[], penalty: number, shortest: number): number {
  const cost = (start: number, end: number) => {
    const part = values.slice(start, end);
    const mean = part.reduce((a, b) => a + b, 0) / part.length;
    return part.reduce((total, value) => total + (value - mean) ** 2, 0);
  };
  const best = [-penalty];
  for (let end = 1; end <= values.length; end += 1) {
    best[end] = Number.POSITIVE_INFINITY;
    for (let start = 0; start <= end - shortest; start += 1) {
      best[end] = Math.min(
        best[end] ?? 0,
        (best[start] ?? Number.POSITIVE_INFINITY) + cost(start, end) + penalty,
      );
    }
  }
  return best.at(-1) ?? Number.NaN;
}

describe("optimalPartition", () => {
  it("is as cheap as trying everything", () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 4 }),
        (y, penalty, shortest) => {
          const { cost, changePoints } = optimalPartition(y, penalty, shortest);
          expect(cost).toBeCloseTo(everyPartition(y, penalty, shortest), 6);
          const borders = [0, ...changePoints, y.length];
          for (const [i, border] of borders.slice(1).entries()) {
            expect(border - (borders[i] ?? 0)).toBeGreaterThanOrEqual(shortest);
          }
        },
      ),
      { numRuns: 300, seed: 3 },
    );
  });
});
