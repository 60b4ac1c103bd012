import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatInterval,
  formatNumber,
  formatPercent,
  formatPercentRange,
  formatPoints,
  formatPointsRange,
  formatQuantities,
  formatQuantity,
  formatQuantityRange,
  NO_VALUE,
  scaleOf,
  unitSymbol,
} from "#lib/core/units.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("a quantity", () => {
  it.each([
    [412, "ms", "412 ms"],
    [1840, "ms", "1,840 ms"],
    [25_200, "ms", "25.2 s"],
    [0.268, "s", "268 ms"],
    [5.9, "s", "5.9 s"],
    [2520, "s", "42 min"],
    [720_000, "s", "8.33 days"],
    [0.112, "ms", "0.112 ms"],
    [0.000_12, "ms", "120 ns"],
    [48_200_000, "bytes", "48.2 MB"],
    [2_500_000, "bytes/s", "2.5 MB/s"],
    [1300, "1/s", "1,300/s"],
    [17_135, "1/s", "17,135/s"],
    [0.0031, "ratio", "0.31 %"],
    [0.995, "ratio", "99.5 %"],
    [0.9995, "ratio", "99.95 %"],
    [0.613, "ratio", "61.3 %"],
    [1, "ratio", "100 %"],
    [0, "ratio", "0 %"],
    [12, "rows", "12 rows"],
    [0.87, "score", "0.87"],
    [1_234_567, "count", "1,234,567"],
    [-0.6, "ms", "−0.6 ms"],
    [-0.0001, "rows", "−0.0001 rows"],
    [0, "ms", "0 ms"],
  ])("%d in %s reads %s", (value, unit, text) => {
    expect(plain(formatQuantity(value, unit))).toBe(text);
  });

  it("is missing, not zero, when there is none", () => {
    expect(formatQuantity(null, "ms")).toBe(NO_VALUE);
    expect(formatQuantity(Number.NaN, "ms")).toBe(NO_VALUE);
  });

  it("keeps its unit with a no-break space", () => {
    expect(formatQuantity(412, "ms")).toBe("412\u00a0ms");
  });

  it("shares its unit with its group", () => {
    expect(formatQuantities([2520, 90, null], "s").map(plain)).toEqual(["42 min", "1.5 min", "no value"]);
    expect(formatQuantities([300, 2], "s").map(plain)).toEqual(["300 s", "2 s"]);
    expect(formatQuantities([99.634, 0.112], "ms").map(plain)).toEqual(["99.6 ms", "0.112 ms"]);
    expect(plain(formatQuantityRange(1802, 1880, "ms"))).toBe("1,802 to 1,880 ms");
    expect(unitSymbol(scaleOf([1e9], "bytes"))).toBe("GB");
  });
});

describe("a percentage", () => {
  it.each([
    [-0.195, "−20 %"],
    [0.09, "+9 %"],
    [-0.006, "−0.6 %"],
    [0.0004, "+0.04 %"],
    [896.58, "+89,658 %"],
    [0, "0 %"],
  ])("%d reads %s with its sign", (fraction, text) => {
    expect(plain(formatPercent(fraction, { signed: true }))).toBe(text);
  });

  it("takes as many places as its interval deserves", () => {
    expect(plain(formatInterval(0.174, 0.215))).toBe("(17 to 22 %)");
    expect(plain(formatInterval(-0.018, 0.007))).toBe("(−1.8 to +0.7 %)");
    expect(plain(formatPercentRange(-0.9991, -0.9988, { signed: true }))).toBe("−99.91 to −99.88 %");
  });

  it("never turns a fall of almost everything into a fall of everything", () => {
    expect(plain(formatPercent(-0.9996))).toBe("−99.96 %");
    expect(plain(formatPercentRange(-0.9999, -0.95))).toBe("−99.99 to −95 %");
    expect(plain(formatPercentRange(-0.999979, 46_867.185747))).toBe("−99.998 to +4,690,000 %");
    expect(plain(formatPercentRange(-0.9988, 812.8957))).toBe("−99.9 to +81,300 %");
    expect(plain(formatPercentRange(-1, 38))).toBe("−100 to +3,800 %");
  });

  it("never writes a minus before zero", () => {
    expect(plain(formatPercent(-0.0001, { decimals: 0 }))).toBe("0 %");
  });

  it("writes differences of ratios in points", () => {
    expect(plain(formatPoints(0.004, { signed: true }))).toBe("+0.4 points");
    expect(plain(formatPoints(-0.01))).toBe("−1 point");
    expect(plain(formatPointsRange(-0.023, -0.011))).toBe("−2.3 to −1.1 points");
  });
});

describe("every number", () => {
  it("is written without a hyphen, an exponent or a breaking space", () => {
    const size = fc.double({ min: -1e12, max: 1e12, noNaN: true });
    const unit = fc.constantFrom("ms", "s", "bytes", "1/s", "ratio", "count", "rows", "bytes/s");
    fc.assert(
      fc.property(size, unit, (value, name) => {
        const text = formatQuantity(value, name);
        expect(text).not.toMatch(/[-e] |NaN|Infinity/);
        expect(text).toMatch(/\d/);
      }),
    );
  });

  it("keeps three digits of what it stands for", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e9, noNaN: true }), (value) => {
        const read = Number(formatNumber(value).replaceAll(",", ""));
        expect(Math.abs(read - value) / value).toBeLessThan(0.006);
      }),
    );
  });
});
