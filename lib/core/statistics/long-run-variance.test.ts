import { describe, expect, it } from "vitest";
import { cosineProjections, MOST_SINGLE } from "./long-run-variance.ts";
import { seededRandom } from "./random.ts";

function byDefinition(values: Float64Array, j: number): number {
  return values.reduce(
    (sum, value, t) => sum + value * Math.cos((Math.PI * j * (t + 0.5)) / values.length),
    0,
  );
}

describe("cosine projections", () => {
  for (const n of [1, 2, 5, 48, 3_001, MOST_SINGLE, MOST_SINGLE + 1, 3 * MOST_SINGLE]) {
    it(`of ${n} values are what their definition says`, () => {
      const random = seededRandom(n);
      const values = Float64Array.from({ length: n }, () => 1000 + random.normal());
      const projections = cosineProjections(values, 101);
      expect(projections).toHaveLength(101);
      for (const j of [1, 2, 50, 101]) {
        const distance = Math.abs((projections[j - 1] ?? 0) - byDefinition(values, j));
        expect(distance / Math.sqrt(n)).toBeLessThan(1e-7);
      }
    });
  }
});
