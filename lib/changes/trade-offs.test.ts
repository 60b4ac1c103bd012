import { describe, expect, it } from "vitest";
import type { Change } from "#lib/changes/schema.ts";
import { tradeOffSentence } from "#lib/changes/trade-offs.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";

type Part = Pick<Change, "measurements" | "guardrails">;

function measured(metric: string, outcome: Verdict["outcome"], half: number, primary = false) {
  const relative = outcome === "regressed" ? 0.1 : -0.1;
  const effect = { relative, low: relative - half, high: relative + half, absolute: null, absoluteLow: null };
  const verdict = {
    ...{ outcome, unit: "ms", confidence: 0.95 },
    effect: { ...effect, absoluteHigh: null, superiority: null },
  };
  return { metric, metricName: metric, primary, frozen: true, createdAt: "2026-01-01T00:00:00Z", verdict };
}

const change = (...measurements: ReturnType<typeof measured>[]): Part =>
  ({
    measurements,
    guardrails: measurements
      .filter(({ primary }) => !primary)
      .map(({ metric }) => ({ metric, metricName: metric })),
  }) as unknown as Part;

describe("what a gain cost", () => {
  const gain = measured("the median", "improved", 0.02, true);

  it("is a guardrail that got worse", () => {
    expect(tradeOffSentence(change(gain, measured("the tail", "regressed", 0.02)))).toBe(
      "A trade-off: the median improved, but the tail got worse.",
    );
  });

  it("is said with doubt where the number of guardrails explains it", () => {
    const calm = Array.from({ length: 9 }, (_, i) => measured(`calm ${i}`, "unchanged", 0.2));
    expect(tradeOffSentence(change(gain, measured("the tail", "regressed", 0.085), ...calm))).toBe(
      "The median improved. Taken alone the tail got worse; of 10 guardrails one may do so by chance.",
    );
  });

  it("is nothing where nothing got worse, or nothing was gained", () => {
    expect(tradeOffSentence(change(gain, measured("the tail", "unchanged", 0.2)))).toBeNull();
    const loss = measured("the median", "regressed", 0.02, true);
    expect(tradeOffSentence(change(loss, measured("the tail", "regressed", 0.02)))).toBeNull();
  });
});
