import { describe, expect, test } from "vitest";
import { compareFiles } from "./compare-files.ts";
import type { NamedFile } from "./named-file.ts";

/** What Prometheus's client writes: 1,000 requests, so many of which took at most 0.1, 0.25, 0.5 and 1 s. */
function scrape(name: string, ...upTo: [number, number, number, number]): NamedFile {
  const edges = ["0.1", "0.25", "0.5", "1"];
  const text = [
    "# TYPE answer_seconds histogram",
    ...edges.map((edge, index) => `answer_seconds_bucket{le="${edge}"} ${upTo[index]}`),
    'answer_seconds_bucket{le="+Inf"} 1000',
    `answer_seconds_sum ${(200 + (upTo[0] % 7)).toFixed(1)}`,
    "answer_seconds_count 1000",
  ].join("\n");
  return { name, text: `${text}\n`, sha256: name };
}

function p95(before: [number, number, number, number][], after: [number, number, number, number][]) {
  const side = (all: typeof before, name: string) =>
    all.map((counts, i) => scrape(`${name}-${i}.prom`, ...counts));
  const [verdict] = compareFiles({
    before: side(before, "before"),
    after: side(after, "after"),
    metric: "answer_seconds.p95",
    better: "lower",
    order: "interleaved",
  });
  if (!verdict) throw new Error("There is one quantity.");
  return verdict;
}

const around = (counts: [number, number, number, number]) =>
  [0, 1, 2, 3, 4].map((i) => counts.map((count) => count + i) as typeof counts);

describe("percentiles of histograms", () => {
  test("in the same bucket on both sides are told apart by nobody, whatever interpolation says", () => {
    const verdict = p95(around([200, 600, 960, 990]), around([200, 920, 975, 990]));
    expect(verdict.before.center).toBeGreaterThan((verdict.after.center ?? 0) * 1.2);
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "resolution-limited" });
    expect(verdict.sentence).toContain("the histogram only tells that it lay at");
    expect(verdict.sentence).toContain("narrower buckets");
  });

  test("in buckets apart moved, by an interval that reaches to their edges", () => {
    const verdict = p95(around([100, 300, 700, 985]), around([700, 985, 990, 993]));
    expect(verdict.outcome).toBe("improved");
    expect(verdict.effect.low).toBeCloseTo(0.1 / 1 - 1, 6);
    expect(verdict.effect.high).toBeCloseTo(0.25 / 0.5 - 1, 6);
  });

  test("in the bucket without an end have a lower bound only", () => {
    const verdict = p95(around([100, 300, 700, 800]), around([100, 300, 600, 700]));
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "resolution-limited" });
    expect(verdict.effect).toMatchObject({ high: null });
    expect(verdict.sentence).toMatch(/above 1.s before and above 1.s after/);
  });
});
