import { describe, expect, it } from "vitest";
import { effectText } from "#lib/core/effect-text.ts";
import type { Effect } from "#lib/core/statistics/verdict.ts";

const none: Effect = {
  relative: null,
  low: null,
  high: null,
  absolute: null,
  absoluteLow: null,
  absoluteHigh: null,
  superiority: null,
};
const read = (effect: Partial<Effect>, unit = "ms") => {
  const { value, interval, kind } = effectText({ effect: { ...none, ...effect }, unit });
  return [value, interval, kind].map((text) => text?.replaceAll("\u00a0", " ") ?? null);
};

describe("the text of an effect", () => {
  it("is a signed percentage with the places of its interval", () => {
    expect(read({ relative: -0.354, low: -0.381, high: -0.322 })).toEqual([
      "−35 %",
      "−38 to −32 %",
      "percent",
    ]);
    expect(read({ relative: -0.006, low: -0.018, high: 0.007 })).toEqual([
      "−0.6 %",
      "−1.8 to +0.7 %",
      "percent",
    ]);
  });

  it("has no interval where one number a side was reported", () => {
    expect(read({ relative: 0.3, absolute: 300 }, "1/s")).toEqual(["+30 %", null, "percent"]);
  });

  it("is in points for a ratio, even where a percentage could be had", () => {
    const effect = { relative: -0.81, absolute: -0.017, absoluteLow: -0.023, absoluteHigh: -0.011 };
    expect(read(effect, "ratio")).toEqual(["−1.7 points", "−2.3 to −1.1 points", "points"]);
  });

  it("falls back to the metric's own unit where before is zero", () => {
    expect(read({ absolute: 12, absoluteLow: 10, absoluteHigh: 14 })).toEqual([
      "+12 ms",
      "10 to 14 ms",
      "absolute",
    ]);
  });

  it("is nothing where nothing is known", () => {
    expect(read({})).toEqual([null, null, "none"]);
  });
});
