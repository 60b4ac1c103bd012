import fc from "fast-check";
import { expect, test } from "vitest";
import { readPercentRange, typedPercentRange } from "#lib/core/percent-range.ts";

test.each([
  [
    { direction: "fall", from: "20", to: "40" },
    { low: -0.4, high: -0.2 },
  ],
  [
    { direction: "rise", from: "5,5 %", to: "10" },
    { low: 0.055, high: 0.1 },
  ],
  [
    { direction: "fall", from: "40", to: "20" },
    { low: -0.4, high: -0.2 },
  ],
  [
    { direction: "rise", from: "−5", to: "10" },
    { low: -0.05, high: 0.1 },
  ],
  [{ direction: "fall", from: "", to: "10" }, null],
  [{ direction: "fall", from: "much", to: "10" }, null],
])("%o", (typed, range) => {
  expect(readPercentRange(typed)).toEqual(range);
});

test("what is typed for a range is read back to it", () => {
  const share = fc.integer({ min: -900, max: 900 }).map((permille) => permille / 1000);
  fc.assert(
    fc.property(share, share, (a, b) => {
      const range = { low: Math.min(a, b), high: Math.max(a, b) };
      const again = readPercentRange(typedPercentRange(range));
      expect(again?.low).toBeCloseTo(range.low, 12);
      expect(again?.high).toBeCloseTo(range.high, 12);
    }),
  );
});
