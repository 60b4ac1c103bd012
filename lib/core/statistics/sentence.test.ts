import { describe, expect, it } from "vitest";
import { compareSamples } from "./compare-samples.ts";
import { metricName } from "./metric-names.ts";
import type { SampleRun, SamplesInput } from "./samples-input.ts";

const NBSP = /\u00a0/g;
const steady = [100, 101, 99, 102, 98, 100, 103, 97];

function runs(values: (number | null)[]): SampleRun[] {
  return values.map((value, i) => ({ name: `${i}`, value, startedAt: null, n: null }));
}

function sentence(
  before: (number | null)[],
  after: (number | null)[],
  more: Partial<SamplesInput> = {},
): string {
  const verdict = compareSamples({
    metric: "latency.p95",
    unit: "ms",
    better: "lower",
    kind: "duration",
    before: runs(before),
    after: runs(after),
    order: "interleaved",
    ...more,
  });
  return verdict.sentence.replace(NBSP, " ");
}

const scaled = (factor: number) => steady.map((value) => value * factor);

describe("the sentence of a verdict", () => {
  it("says how much less, with the interval and the runs", () => {
    expect(sentence(steady, scaled(0.8))).toBe(
      "p95 response time fell by 20 % (18 to 22 %), measured in 8 runs before and 8 after.",
    );
  });

  it("says how much more", () => {
    expect(sentence(steady, scaled(1.5), { metric: "throughput", better: "higher", unit: "1/s" })).toBe(
      "Throughput rose by 50 % (47 to 53 %), measured in 8 runs before and 8 after.",
    );
  });

  it("counts in times where a percentage would have four digits", () => {
    expect(sentence(steady, scaled(30))).toBe(
      "p95 response time rose to 30 times what it was (29.4 to 30.6 times), measured in 8 runs before and 8 after.",
    );
  });

  it("gives both values where before was zero", () => {
    expect(sentence([0, 0, 0, 0, 0], [750, 757, 760, 744, 787], { metric: "total-blocking-time" })).toBe(
      "Total blocking time rose from 0 ms to 757 ms, measured in 5 runs before and 5 after.",
    );
  });

  it("gives points for ratios", () => {
    const ratio = { metric: "error-rate", unit: "ratio", kind: "ratio" } as const;
    expect(sentence([0, 0, 0], [0.0264, 0.0287, 0.0285], ratio)).toBe(
      "Error rate rose by 2.8 points (2.5 to 3.1 points), measured in 3 runs before and 3 after.",
    );
  });

  it("uses the name that people gave", () => {
    expect(sentence(steady, scaled(0.5), { label: "opening a royalty statement" })).toMatch(
      /^Opening a royalty statement fell by 50 %/,
    );
  });

  it("says three ways of not moving", () => {
    const long = Array.from({ length: 40 }, (_, i) => 100 + ((i * 7) % 11) / 10);
    expect(sentence([7, 7, 7], [7, 7, 7])).toBe(
      "p95 response time did not change, measured in 3 runs before and 3 after.",
    );
    expect(sentence(long, [...long.slice(1), 100.2])).toBe(
      "p95 response time did not move: 0 % (−0.1 to +0.2 %), less than the 2 % that matter, measured in 40 runs before and 40 after.",
    );
    expect(
      sentence(
        long,
        long.map((value) => value * 1.01),
      ),
    ).toBe(
      "p95 response time did not move: +1 % (+0.8 to +1.2 %), less than the 2 % that matter, measured in 40 runs before and 40 after.",
    );
    expect(sentence(steady, scaled(1.001))).toBe(
      "p95 response time did not move measurably: 0 % (−2 to +2 %), where a change of 3.2 % would have been seen, measured in 8 runs before and 8 after.",
    );
    expect(sentence(steady, scaled(1.024), { minimumEffect: 0.03 })).toBe(
      "p95 response time moved by less than the 3 % that matter: +2 % (0 to +5 %), measured in 8 runs before and 8 after.",
    );
  });
});

describe("the sentence of an inconclusive verdict says why, and what could settle it", () => {
  it("too few runs", () => {
    expect(sentence([100], [90])).toBe(
      "Too few runs (one before, one after) to tell whether p95 response time changed; it may have moved by anything from −67 to +143 %. Five interleaved runs a side could settle it.",
    );
  });

  it("one sitting a side", () => {
    expect(sentence(steady, scaled(1.1), { order: "blocks" })).toBe(
      "p95 response time moved by +10 % (−4 to +27 %), but each side was measured in one sitting, and sittings alone differ by about 5 %. Two more interleaved runs a side could settle it.",
    );
  });

  it("too noisy", () => {
    expect(sentence([100, 150, 80, 120, 200, 90], [130, 160, 105, 210, 145, 115])).toBe(
      "The runs differ too much from one another to tell whether p95 response time changed; it may have moved by anything from −23 to +78 %. About 92 runs a side could settle it.",
    );
  });

  it("not comparable", () => {
    expect(
      sentence(steady, steady, { environment: { before: { tool: "wrk 4.1" }, after: { tool: "wrk 4.2" } } }),
    ).toBe(
      "Not comparable: tool was wrk 4.1 before and wrk 4.2 after. Measure both sides under the same conditions, or state why they may be compared.",
    );
    const environment = { before: { requestsInFlight: 4 }, after: { requestsInFlight: 12 } };
    expect(sentence(steady, steady, { environment })).toContain(
      "requests in flight was 4 before and 12 after",
    );
  });

  it("errors rose", () => {
    expect(sentence(steady, scaled(0.8), { errorRate: { before: 0, after: 0.023 } })).toBe(
      "p95 response time fell by 20 % (18 to 22 %), but the error rate rose from 0 % to 2.3 %, so this is no improvement.",
    );
  });

  it("missing values", () => {
    expect(sentence([null], [5])).toBe("p95 response time has no value before the change.");
    expect(sentence([], [])).toBe("p95 response time has no value on either side.");
  });

  it("one summary a side", () => {
    expect(sentence([100], [80], { summaryOnly: true })).toBe(
      "p95 response time is reported to have fallen by 20 %, from one summary before and one after; a single pair proves nothing. Five interleaved runs a side could.",
    );
  });

  it("rounded values", () => {
    expect(sentence([15, 15, 15], [14, 14, 14])).toBe(
      "The values are rounded too coarsely to tell whether p95 response time changed: the two sides lie one step of 1 ms apart. Values with more digits could settle it.",
    );
  });

  it("a held rate", () => {
    const rate = { metric: "throughput", unit: "1/s", better: "higher", heldByLoad: true } as const;
    expect(sentence(steady, steady, rate)).toBe(
      "Throughput says nothing here: the load tool held the rate. Look at the response times and the errors.",
    );
  });
});

it("names every metric that importers give", () => {
  expect(metricName("latency.mean")).toBe("mean response time");
  expect(metricName("latency.p97.5")).toBe("p97.5 response time");
  expect(metricName("latency.max")).toBe("longest response time");
  expect(metricName("time.p50")).toBe("median run time");
  expect(metricName("query.mean")).toBe("mean query time");
  expect(metricName("largest-contentful-paint")).toBe("largest contentful paint");
  expect(metricName("signing in")).toBe("signing in");
});
