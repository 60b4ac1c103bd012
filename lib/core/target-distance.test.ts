import { expect, test } from "vitest";
import { distanceInWords } from "#lib/core/target-distance.ts";

test.each([
  [{ now: null, value: 300, better: "lower", unit: "ms" }, "Not measured"],
  [{ now: 300, value: 300, better: "lower", unit: "ms" }, "Met"],
  [{ now: 299, value: 300, better: "higher", unit: "ms" }, "1 ms to go"],
  [{ now: 25_200, value: 21_000, better: "lower", unit: "ms" }, "4.2 s to go"],
  [{ now: 331.4, value: 250, better: "lower", unit: "ms" }, "81 ms to go"],
  [{ now: 1296.98, value: 1300, better: "higher", unit: "1/s" }, "3/s to go"],
  [{ now: 1299.96, value: 1300, better: "higher", unit: "1/s" }, "0.04/s to go"],
  [{ now: 0.996, value: 0.999, better: "higher", unit: "ratio" }, "0.3 points to go"],
] as const)("%j is: %s", (target, expected) => {
  expect(distanceInWords(target).replaceAll("\u00a0", " ")).toBe(expected);
});
