import { describe, expect, it } from "vitest";
import { placeboLine } from "#lib/changes/measurement-chart.ts";
import { aVerdict } from "#lib/testing/golden-charts.ts";

const verdict = aVerdict({ placebo: { contrasts: 3, asLarge: 1 } });
const day = 86_400_000;

function earlier(step: number) {
  return [0, 1, 2].map((index) => ({ name: new Date(index * step).toISOString(), value: 0.01 }));
}

describe("what a metric does by itself", () => {
  it("is told in days where the earlier comparisons lie a day apart", () => {
    const runs = { before: [], after: [], earlier: earlier(day) };
    expect(placeboLine({ verdict, runs })).toBe("A change this large appeared on 1 of 3 ordinary days.");
  });

  it("speaks of no days where they lie nearer, or where nobody knows", () => {
    const line = "A change this large appeared in 1 of 3 earlier comparisons, when nothing was changed.";
    expect(placeboLine({ verdict, runs: { before: [], after: [], earlier: earlier(day / 4) } })).toBe(line);
    expect(placeboLine({ verdict, runs: { before: [], after: [] } })).toBe(line);
  });

  it("is not told where the history is too short", () => {
    expect(placeboLine({ verdict: aVerdict(), runs: { before: [], after: [] } })).toBeNull();
  });
});
