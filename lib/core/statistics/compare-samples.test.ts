import { describe, expect, it } from "vitest";
import { codes, compareRuns, latency, runs } from "#lib/testing/compared-runs.ts";
import { compareSamples } from "./compare-samples.ts";
import type { SamplesInput } from "./samples-input.ts";

const steady = [100, 101, 99, 102, 98, 100, 103, 97];

describe("the verdict of two groups of runs", () => {
  it("proves a fall that every run shows, with an interval around it", () => {
    const verdict = compareRuns(
      steady,
      steady.map((value) => value * 0.8),
    );
    expect(verdict).toMatchObject({ outcome: "improved", reason: null, grade: "samples", warnings: [] });
    expect(verdict.effect.relative).toBeCloseTo(-0.2, 10);
    expect(verdict.effect.low).toBeLessThan(-0.2);
    expect(verdict.effect.high).toBeGreaterThan(-0.2);
    expect(verdict.effect.superiority).toBe(1);
    expect(verdict.before).toMatchObject({ n: 8, center: 100 });
    expect(verdict.method).toBe("hodges-lehmann shift, exact mann-whitney test on logarithms");
  });

  it("calls the same numbers a regression where higher is better", () => {
    const verdict = compareRuns(
      steady,
      steady.map((value) => value * 0.8),
      { better: "higher" },
    );
    expect(verdict.outcome).toBe("regressed");
    expect(verdict.effect.superiority).toBe(0);
  });

  it("says unchanged where the whole interval is below what matters, and where the effect is", () => {
    const long = Array.from({ length: 40 }, (_, i) => 100 + ((i * 7) % 11) / 10);
    expect(compareRuns(long, long).outcome).toBe("unchanged");
    const shifted = compareRuns(
      long,
      long.map((value) => value * 1.01),
    );
    expect(shifted.outcome).toBe("unchanged");
    expect(shifted.effect.low).toBeGreaterThan(0);
  });

  it("says too noisy, not unchanged, where the runs differ too much", () => {
    const verdict = compareRuns([100, 150, 80, 120, 200, 90], [110, 140, 85, 190, 125, 95]);
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "too-noisy" });
    expect(verdict.smallestDetectable).toBeGreaterThan(0.2);
  });

  it("adds the spread between sittings where each side was measured in one", () => {
    const slower = steady.map((value) => value * 1.1);
    const interleaved = compareRuns(steady, slower);
    const blocks = compareRuns(steady, slower, { order: "blocks" });
    expect(interleaved.outcome).toBe("regressed");
    expect(blocks).toMatchObject({ outcome: "inconclusive", reason: "too-few" });
    expect(codes(blocks)).toContain("one-session");
    const calmer = compareRuns(steady, slower, { order: "blocks", sessionLogSd: 0.01 });
    expect(calmer.outcome).toBe("regressed");
  });

  it("uses Welch's test for three or four runs a side, and says that they are few", () => {
    const verdict = compareRuns([100, 101, 99], [80, 81, 79]);
    expect(verdict.outcome).toBe("improved");
    expect(verdict.method).toBe("welch t-test on logarithms");
    expect(codes(verdict)).toEqual(["few-runs"]);
  });

  it("lets a single run a side prove only what no ordinary spread explains", () => {
    const collapse = compareRuns([116.5], [0.11]);
    expect(collapse.outcome).toBe("improved");
    expect(codes(collapse)).toEqual(["one-run", "one-session"]);
    for (const after of [0.97, 1.05, 1.29]) {
      expect(compareRuns([100], [100 * after])).toMatchObject({ outcome: "inconclusive", reason: "too-few" });
    }
  });

  it("takes the spread of a single run from the metric's own history where it is known", () => {
    expect(compareRuns([100], [85]).outcome).toBe("inconclusive");
    expect(compareRuns([100], [85], { runLogSd: 0.01, sessionLogSd: 0.01 }).outcome).toBe("improved");
  });

  it("reports one summary a side with its percentage and never judges it", () => {
    const verdict = compareRuns([100], [10], { summaryOnly: true });
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "summary-only", grade: "summary" });
    expect(verdict.effect).toMatchObject({ relative: -0.9, low: null, high: null });
    expect(verdict.before).toEqual({ n: 1, center: 100, low: null, high: null });
    const several = compareRuns([100, 101, 99], [10, 11, 9], { summaryOnly: true });
    expect(several).toMatchObject({ outcome: "improved", grade: "samples" });
  });

  it("takes means of sittings, not repeats, as the unit where sittings are known", () => {
    const sitting = (name: string, centre: number) =>
      runs(
        [0.99, 1, 1.01, 0.995, 1.005].map((factor) => centre * factor),
        { sitting: name },
      );
    const verdict = compareSamples({
      ...latency,
      before: [...sitting("a", 100), ...sitting("b", 108)],
      after: [...sitting("c", 112), ...sitting("d", 103)],
    });
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "too-few", before: { n: 10 } });
    expect(codes(verdict)).toEqual(["few-sittings"]);
  });
});

describe("the fingerprint", () => {
  it("is that of what was compared: the same where the usual smallest effect is said, another where another is", () => {
    const seed = (more: Partial<SamplesInput>) => compareRuns(steady, steady, more).seed;
    expect(seed({ minimumEffect: 0.02 })).toBe(seed({}));
    expect(seed({ label: "Checkout p95" })).toBe(seed({}));
    expect(seed({ minimumEffect: 0.05 })).not.toBe(seed({}));
  });
});

describe("zero, equal, missing and rounded values", () => {
  it("give no percentage from zero, −100 % to zero, and unchanged for zero to zero", () => {
    const rise = compareRuns([0, 0, 0, 0, 0], [5, 5, 5, 5, 5]);
    expect(rise.outcome).toBe("regressed");
    expect(rise.effect).toMatchObject({ relative: null, low: null, high: null, absolute: 5 });
    const fall = compareRuns([5, 5, 5, 5, 5], [0, 0, 0, 0, 0]);
    expect(fall.outcome).toBe("improved");
    expect(fall.effect.relative).toBe(-1);
    const none = compareRuns([0, 0, 0], [0, 0, 0]);
    expect(none.outcome).toBe("unchanged");
    expect(none.effect).toMatchObject({ relative: null, absolute: 0 });
  });

  it("say unchanged for constant and equal sides, and decide constant and different ones by size", () => {
    expect(compareRuns([7, 7, 7], [7, 7, 7]).outcome).toBe("unchanged");
    expect(compareRuns([6.01, 6.01, 6.01], [1.02, 1.02, 1.02]).outcome).toBe("improved");
    expect(compareRuns([100.1, 100.1, 100.1], [100.5, 100.5, 100.5]).outcome).toBe("unchanged");
  });

  it("do not take one step of rounding for a change", () => {
    const verdict = compareRuns([15, 15, 15], [14, 14, 14]);
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "resolution-limited" });
    expect(compareRuns([15, 15, 15], [14, 14, 14], { kind: "count", unit: "count" }).outcome).toBe(
      "improved",
    );
  });

  it("are not called equal where the tool wrote every run in steps as large as the value", () => {
    const written = (value: number, step: number) => runs([value, value, value], { step });
    const compared = (first: number, second: number, step: number) =>
      compareSamples({
        ...latency,
        before: written(first, step),
        after: written(second, step),
        order: "interleaved",
      });
    const same = compared(10, 10, 10);
    expect(same).toMatchObject({ outcome: "inconclusive", reason: "resolution-limited" });
    expect(same.sentence).toMatch(/every run was written as 10\sms, in steps of 10\sms/);
    expect(compared(10, 20, 10)).toMatchObject({ reason: "resolution-limited" });
    expect(compared(10, 40, 10).outcome).toBe("regressed");
    expect(compared(250, 250, 1).outcome).toBe("unchanged");
  });

  it("tell no failures from nothing but failures, where the requests are counted", () => {
    const all = (share: number) => runs([share, share, share], { n: 400 });
    const ratio = { metric: "error-rate", unit: "ratio", kind: "ratio" } as const;
    const broken = compareSamples({
      ...latency,
      ...ratio,
      before: all(0),
      after: all(1),
      order: "interleaved",
    });
    expect(broken).toMatchObject({ outcome: "regressed", effect: { absolute: 1 } });
    const mended = compareSamples({
      ...latency,
      ...ratio,
      before: all(1),
      after: all(0),
      order: "interleaved",
    });
    expect(mended).toMatchObject({ outcome: "improved", effect: { absolute: -1 } });
  });

  it("count runs without a value and leave them out", () => {
    const verdict = compareRuns(
      [...steady, null, Number.NaN],
      steady.map((value) => value * 0.8),
    );
    expect(verdict).toMatchObject({ outcome: "improved", before: { n: 8 } });
    expect(verdict.warnings).toEqual([
      { code: "missing-values", message: "2 runs before and 0 after have no value and are left out." },
    ]);
    expect(compareRuns([null], [5])).toMatchObject({ outcome: "inconclusive", reason: "missing-data" });
    expect(compareRuns([], [])).toMatchObject({ outcome: "inconclusive", reason: "missing-data" });
  });
});

describe("percentiles of single requests", () => {
  it("are not surer than these allow, however many runs agree by chance", () => {
    const of = (values: number[], logError: number) => runs(values).map((run) => ({ ...run, logError }));
    const input = { ...latency, order: "interleaved" } as const;
    const judged = (logError: number) =>
      compareSamples({ ...input, before: of([100, 101, 100], logError), after: of([90, 91, 90], logError) });
    expect(judged(0)).toMatchObject({ outcome: "improved" });
    expect(judged(0.2)).toMatchObject({ outcome: "inconclusive" });
  });
});

describe("ratios", () => {
  const share = { metric: "error-rate", unit: "ratio", kind: "ratio" } as const;

  it("are compared in points", () => {
    const verdict = compareRuns([0, 0, 0], [0.0264, 0.0287, 0.0285], share);
    expect(verdict.outcome).toBe("regressed");
    expect(verdict.effect.relative).toBeNull();
    expect(verdict.effect.absolute).toBeCloseTo(0.0278667, 6);
    expect(verdict.minimumEffect).toBe(0.0005);
  });

  it("of one run need the number of requests", () => {
    expect(compareRuns([0.01], [0.02], share)).toMatchObject({ outcome: "inconclusive", reason: "too-few" });
    const counted = compareSamples({
      ...latency,
      ...share,
      before: runs([0.01], { n: 1_000_000 }),
      after: runs([0.3], { n: 1_000_000 }),
    });
    expect(counted.outcome).toBe("regressed");
  });

  it("are compared by their means: most days have no outage at all", () => {
    const days = (outages: number[]) => Array.from({ length: 84 }, (_, i) => 1 - (outages[i % 7] ?? 0));
    const before = days([0, 0.02, 0, 0, 0.01, 0.005, 0]);
    const after = days([0, 0, 0, 0.007, 0, 0, 0]);
    const verdict = compareRuns(before, after, { ...share, metric: "availability", better: "higher" });
    expect(verdict.outcome).toBe("improved");
    expect(verdict.effect.absolute).toBeCloseTo(0.004, 6);
    expect(verdict.before.center).toBeCloseTo(0.995, 6);
  });

  it("stay between 0 and 1 at the ends of their interval", () => {
    const verdict = compareRuns([0, 0, 0], [0.993, 0.992, 0.996], share);
    expect(verdict.effect.absoluteHigh).toBeLessThanOrEqual(1);
  });
});

describe("what else decides", () => {
  const faster = steady.map((value) => value * 0.5);

  it("refuses unlike conditions, naming them, unless a reason is given", () => {
    const environment = {
      before: { concurrency: 8, tool: "wrk" },
      after: { concurrency: 16, tool: "wrk", os: "x" },
    };
    const refused = compareRuns(steady, faster, { environment });
    expect(refused).toMatchObject({ outcome: "inconclusive", reason: "not-comparable" });
    expect(refused.sentence).toContain("concurrency was 8 before and 16 after");
    expect(refused.environment).toEqual({ concurrency: "8 before, 16 after", os: "x", tool: "wrk" });
    const allowed = compareRuns(steady, faster, { environment, override: { reason: "twice the cores" } });
    expect(allowed.outcome).toBe("improved");
    expect(allowed.warnings).toContainEqual({
      code: "override",
      message: "Compared although conditions differ: twice the cores",
    });
  });

  it("says that the error rate fell, because what failed at once before may be why times are longer", () => {
    const errorRate = { before: 0.5, after: 0, beforeN: 4000, afterN: 4000 };
    const verdict = compareRuns(
      steady,
      steady.map((value) => value * 1.5),
      { errorRate },
    );
    expect(verdict.outcome).toBe("regressed");
    expect(codes(verdict)).toEqual(["errors-fell"]);
    expect(codes(compareRuns(steady, steady, { errorRate: { before: 0.1, after: 0.1 } }))).not.toContain(
      "errors-fell",
    );
  });

  it("never calls a better result with more errors improved", () => {
    const errorRate = { before: 0, after: 0.023 };
    const verdict = compareRuns(steady, faster, { errorRate });
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "errors-rose", errorRate });
    expect(compareRuns(steady, faster, { errorRate: { before: 0.001, after: 0.0011 } }).reason).toBe(
      "errors-rose",
    );
    const chance = { before: 0.001, after: 0.0011, beforeN: 10_000, afterN: 10_000 };
    expect(compareRuns(steady, faster, { errorRate: chance }).outcome).toBe("improved");
    expect(compareRuns(steady, faster, { errorRate: { before: null, after: 0.5 } }).outcome).toBe("improved");
  });

  it("does not call a rate unchanged that the load tool held", () => {
    const rate = {
      metric: "throughput",
      unit: "1/s",
      better: "higher",
      kind: "rate",
      heldByLoad: true,
    } as const;
    expect(compareRuns(steady, steady, rate).reason).toBe("moved-elsewhere");
    expect(compareRuns(steady, faster, rate).outcome).toBe("regressed");
  });

  it("warns where means and medians disagree", () => {
    const before = [0.2211, 0.2289, 0.1973, 0.2128, 0.2256];
    const after = [0.209, 0.2087, 0.2032, 0.1992, 4.03];
    expect(codes(compareRuns(before, after))).toContain("two-modes");
  });

  it("gives the same bytes for the same inputs, whatever the files are called", () => {
    const first = JSON.stringify(compareRuns(steady, faster));
    const renamed = compareSamples({
      ...latency,
      before: runs(steady).map((run) => ({ ...run, name: `other-${run.name}` })),
      after: runs(faster),
      order: "interleaved",
    });
    expect(JSON.stringify(renamed)).toBe(first);
    expect(compareRuns(steady, faster).seed).toMatch(/^[0-9a-f]{64}$/);
    expect(compareRuns(steady, [...faster.slice(0, 7), 1]).seed).not.toBe(compareRuns(steady, faster).seed);
  });

  it("needs more runs for more confidence than five a side can give", () => {
    const five = [100, 101, 99, 102, 98];
    const verdict = compareRuns(
      five,
      five.map((value) => value / 2),
      { confidence: 0.999 },
    );
    expect(verdict).toMatchObject({ outcome: "inconclusive", reason: "too-few", confidence: 0.999 });
  });
});
