import { describe, expect, it } from "vitest";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { mainQuantity } from "./main-quantity.ts";

const chosen = (...verdicts: [metric: string, reason: Verdict["reason"]][]) =>
  mainQuantity(verdicts.map(([metric, reason]) => ({ metric, reason })));

describe("the quantity that is shown first", () => {
  it("is what people mean, not what happens to stand first", () => {
    expect(chosen(["first-contentful-paint", null], ["largest-contentful-paint", null])).toBe(
      "largest-contentful-paint",
    );
    expect(chosen(["throughput", null], ["latency.p50", null], ["latency.mean", null])).toBe("latency.mean");
    expect(chosen(["cpu_percent", null], ["memory", null])).toBe("cpu_percent");
    expect(chosen()).toBeNull();
  });

  it("is another one where the values are too coarse to tell", () => {
    expect(chosen(["latency.mean", "resolution-limited"], ["throughput", null])).toBe("throughput");
    expect(chosen(["latency.mean", "resolution-limited"])).toBe("latency.mean");
  });
});
