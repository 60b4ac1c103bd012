import fc from "fast-check";
import { expect, test } from "vitest";
import { riceScore } from "#lib/roadmap/model.ts";

test("the score is reach × impact × confidence ÷ effort", () => {
  expect(riceScore({ reach: 240, impact: 2, confidence: 0.7, effort: 4 })).toBe(84);
  expect(riceScore({ reach: 0, impact: 2, confidence: 1, effort: 4 })).toBe(0);
});

test("an estimate that is missing gives no score, not a low one", () => {
  const rice = { reach: 240, impact: 2, confidence: 0.7, effort: 4 };
  for (const part of ["reach", "impact", "confidence", "effort"] as const) {
    expect(riceScore({ ...rice, [part]: null })).toBeNull();
  }
});

test("twice the effort is half the score", () => {
  const size = fc.double({ min: 0.25, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(
      size,
      fc.constantFrom(0.25, 0.5, 1, 2, 3),
      fc.double({ min: 0, max: 1, noNaN: true }),
      size,
      (reach, impact, confidence, effort) => {
        const score = riceScore({ reach, impact, confidence, effort }) ?? Number.NaN;
        const doubled = riceScore({ reach, impact, confidence, effort: effort * 2 }) ?? Number.NaN;
        expect(doubled).toBeCloseTo(score / 2, 6);
      },
    ),
  );
});
