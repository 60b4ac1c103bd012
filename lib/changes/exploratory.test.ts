import { describe, expect, it } from "vitest";
import { exploratoryNote } from "#lib/changes/exploratory.ts";
import type { Verdict } from "#lib/core/statistics/verdict.ts";
import { aVerdict, REPORTED } from "#lib/testing/golden-charts.ts";

const effect = (relative: number, low: number, high: number) => ({
  ...aVerdict().effect,
  relative,
  low,
  high,
});
const clear = aVerdict({ effect: effect(-0.35, -0.38, -0.32) });
const barely = aVerdict({ effect: effect(-0.05, -0.098, -0.001) });
const still = aVerdict({ outcome: "unchanged", effect: effect(0.001, -0.01, 0.012) });

const measured = (metricName: string, verdict: Verdict | null) => ({ metricName, verdict });

describe("metrics that nobody named before the results", () => {
  it("still moved where the number of metrics does not explain it", () => {
    const note = exploratoryNote([measured("Memory", clear), measured("Threads", still)]);
    expect(note).toBe(
      "Exploratory: not named before the results. Corrected for two metrics, Memory still moved.",
    );
  });

  it("may have moved by chance where only one of many did, and barely", () => {
    const many = Array.from({ length: 9 }, (_, index) => measured(`Metric ${index}`, still));
    expect(exploratoryNote([measured("Memory", barely), ...many])).toBe(
      "Exploratory: not named before the results. Taken alone Memory moved; of ten metrics one may do so by chance.",
    );
  });

  it("are called exploratory even where none moved; one alone needs no correction", () => {
    expect(exploratoryNote([measured("Threads", still)])).toBe("Exploratory: not named before the results.");
    expect(exploratoryNote([measured("Memory", barely)])).toBe("Exploratory: not named before the results.");
  });

  it("say nothing where none has a verdict with an interval", () => {
    expect(exploratoryNote([measured("Throughput", REPORTED), measured("Memory", null)])).toBeNull();
  });
});
