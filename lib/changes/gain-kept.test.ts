import { expect, test } from "vitest";
import { keptInterval, keptPercent, leftInWords } from "#lib/changes/gain-kept.ts";

test("what is kept of a gain is whole percent", () => {
  expect(keptPercent(0.0953)).toBe("10\u00a0%");
  expect(keptPercent(1.0008)).toBe("100\u00a0%");
  expect(keptPercent(0.9996)).toBe("100\u00a0%");
  expect(keptPercent(-0.12)).toBe("\u221212\u00a0%");
  expect(keptInterval(0.412, 0.777)).toBe("(41\u00a0to\u00a078\u00a0%)");
});

test("nothing is left of a gain that turned into a loss", () => {
  expect(leftInWords(0.604)).toBe("60\u00a0% of it is left.");
  expect(leftInWords(0.004)).toBe("Nothing of it is left.");
  expect(leftInWords(-0.3)).toBe("Nothing of it is left.");
});
