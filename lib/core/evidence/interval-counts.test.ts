import { describe, expect, test } from "vitest";
import { compareFiles } from "./compare-files.ts";

const file = (name: string, header: string, values: number[]) => ({
  name,
  text: `${header}\n${values.join("\n")}\n`,
  sha256: `${name} ${values}`,
});

function compared(header: string, before: number[], after: number[], more: object = {}) {
  const [verdict] = compareFiles({
    before: [file("before.csv", header, before)],
    after: [file("after.csv", header, after)],
    ...more,
  });
  if (!verdict) throw new Error("There is one quantity.");
  return { ...verdict, codes: verdict.warnings.map(({ code }) => code) };
}

const calm = [3, 5, 4, 6, 2, 7, 5, 3, 4, 5];

describe("a plain file of counts", () => {
  test("is compared by rates, however many intervals a side has", () => {
    const fewer = [1, 0, 2, 1, 0, 1, 0];
    const found = compared("errors_per_minute", calm, fewer);
    expect(found).toMatchObject({ outcome: "improved", grade: "samples", before: { n: 44 } });
    expect(found.method).toMatch(/^ratio of two rates, quasi-poisson/);
    expect(found.effect.relative).toBeCloseTo(5 / 7 / 4.4 - 1, 9);
    expect(found.sentence).toContain("counted in 10 intervals before and 7 after");
    expect(found.codes).toContain("equal-intervals");
  });

  test("whose events come in bursts shows no change by one burst", () => {
    const burst = [0, 0, 31, 0, 0, 0, 28, 0, 0, 0];
    const other = [0, 0, 0, 0, 25, 0, 0, 0, 0, 0];
    const found = compared("errors", burst, other);
    expect(found).toMatchObject({ outcome: "inconclusive", reason: "too-noisy" });
    expect(Number(/dispersion of ([\d.]+)/.exec(found.method)?.[1])).toBeGreaterThan(10);
  });

  test("with too few intervals to see bursts gets no verdict, whatever the totals are", () => {
    const found = compared("crashes", [40, 38, 41], [2, 1, 0], { better: "lower" });
    expect(found).toMatchObject({ outcome: "inconclusive", reason: "too-few" });
    expect(found.codes).toContain("no-bursts");
  });

  test("is told by its name or by the metric; shares, durations and single numbers stay what they are", () => {
    const counted = { metric: "pages", better: "lower", measures: { unit: "", kind: "count" } };
    expect(compared("pages", calm, [1, 0, 2, 1, 1], counted).codes).toContain("equal-intervals");
    expect(compared("errors", [0.01, 0.02, 0.01, 0.02, 0.01], [0, 0.01, 0, 0, 0]).codes).not.toContain(
      "equal-intervals",
    );
    expect(compared("latency_ms", calm, calm).codes).not.toContain("equal-intervals");
    expect(compared("errors", [30], [9]).reason).toBe("summary-only");
  });
});
