import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Palette, styleOf, tokenName } from "#lib/core/charts/chart-style.ts";
import { keyNumbersOf, tableOf } from "#lib/core/charts/chart-table.ts";
import { timeTicks, valueAxis } from "#lib/core/charts/ticks.ts";
import {
  aHistoryChart,
  anEffectLine,
  aPlaceboChart,
  aRunsChart,
  aSeriesChart,
  aTargetTrend,
  aVerdict,
  GOLDEN_CHARTS,
  REPORTED,
  UNDECIDED,
} from "#lib/testing/golden-charts.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("the title of a chart", () => {
  it("says what moved only where the verdict says so", () => {
    expect(plain(aRunsChart().title)).toBe("Transaction search time fell from 412 ms to 266 ms");
    const worse = aVerdict({
      outcome: "regressed",
      before: { n: 9, center: 310, low: 300, high: 320 },
      after: { n: 9, center: 338, low: 330, high: 345 },
    });
    expect(plain(aRunsChart({ verdict: worse }).title)).toBe(
      "Transaction search time rose from 310 ms to 338 ms",
    );
    const same = aVerdict({ outcome: "unchanged", after: { n: 30, center: 411, low: 404, high: 418 } });
    expect(plain(aRunsChart({ verdict: same }).title)).toBe(
      "Transaction search time did not move: 411 ms, 412 ms before",
    );
    expect(plain(aRunsChart({ verdict: UNDECIDED }).title)).toBe(
      "Transaction search time may have moved by −13 to +5 %",
    );
    expect(plain(aRunsChart({ verdict: REPORTED }).title)).toBe(
      "Transaction search time is reported as 1,300/s, 1,000/s before",
    );
  });

  it("counts the shifts of a history and those that nobody recorded", () => {
    expect(aHistoryChart().title).toBe(
      "Statement response time shifted once, and one shift has no recorded change",
    );
    expect(aHistoryChart({ shifts: [] }).title).toBe("Statement response time did not shift");
  });

  it("says how often an ordinary day showed as much", () => {
    expect(aPlaceboChart().title).toBe("Nothing like it happened on an ordinary day");
    expect(aPlaceboChart([-0.5, 0.1, 0.4], 2).title).toBe(
      "A change this large appeared on two of three ordinary days",
    );
  });
});

describe("the source line", () => {
  it("names the change, the origin and that it is simulated", () => {
    expect(aRunsChart().source).toBe("C-41. hyperfine, 60 runs on one machine, simulated.");
    expect(aRunsChart({ simulated: false }).source).not.toContain("simulated");
  });

  it("says what would settle an inconclusive verdict", () => {
    expect(aRunsChart({ verdict: UNDECIDED }).source).toContain(
      "Five interleaved runs a side could settle it.",
    );
  });
});

describe("the table of a chart", () => {
  it("holds every run", () => {
    const table = tableOf(aRunsChart());
    expect(table.rows).toHaveLength(60);
    expect(table.rows[0]?.map(plain)).toEqual(["Before", "1", "382 ms"]);
  });

  it("says where data are missing instead of writing zero", () => {
    const rows = tableOf(aSeriesChart()).rows;
    expect(rows.filter((row) => row[2] === "no data")).toHaveLength(1);
    expect(rows.some((row) => row[1] === "Before") && rows.some((row) => row[1] === "After")).toBe(true);
    expect(rows.every((row) => row[2] !== plain("0 ms"))).toBe(true);
  });

  it("names what happened in a history", () => {
    const events = tableOf(aHistoryChart())
      .rows.map((row) => row[2])
      .filter(Boolean);
    expect(events.map((event) => plain(event ?? ""))).toEqual(["Alert", "C-31", "−28 % Not recorded"]);
  });

  it("exists for every kind, with as many cells as columns", () => {
    for (const chart of [...GOLDEN_CHARTS, anEffectLine(), aTargetTrend()]) {
      for (const table of [tableOf(chart), keyNumbersOf(chart)]) {
        expect(table.rows.length).toBeGreaterThan(0);
        for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      }
    }
  });

  it("comes down to the medians and their intervals", () => {
    expect(keyNumbersOf(aRunsChart()).rows.map((row) => row.map(plain))).toEqual([
      ["Before", "412 ms", "405 to 419 ms"],
      ["After", "266 ms", "262 to 273 ms"],
    ]);
  });
});

describe("ticks", () => {
  const labels = (from: string, to: string, zone: string, count: number) =>
    timeTicks(Date.parse(from), Date.parse(to), zone, count).map((tick) => plain(tick.label));

  it("stand at local midnight, also across a clock change", () => {
    const ticks = timeTicks(
      Date.parse("2026-03-27T23:00:00Z"),
      Date.parse("2026-03-31T00:00:00Z"),
      "Europe/Berlin",
      8,
    );
    expect(ticks.map((tick) => new Date(tick.value).toISOString())).toEqual([
      "2026-03-27T23:00:00.000Z",
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
      "2026-03-30T22:00:00.000Z",
    ]);
  });

  it("fit the span: hours, days, months, years", () => {
    expect(labels("2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z", "UTC", 5)).toEqual([
      "1 Jul",
      "3:00",
      "6:00",
      "9:00",
      "12:00",
    ]);
    expect(labels("2026-07-01T00:00:00Z", "2026-07-09T00:00:00Z", "UTC", 5)).toEqual([
      "1 Jul",
      "3 Jul",
      "5 Jul",
      "7 Jul",
      "9 Jul",
    ]);
    expect(labels("2025-11-15T00:00:00Z", "2026-05-02T00:00:00Z", "UTC", 6)).toEqual([
      "Dec 2025",
      "Jan 2026",
      "Feb",
      "Mar",
      "Apr",
      "May",
    ]);
    expect(labels("2019-01-01T00:00:00Z", "2026-05-02T00:00:00Z", "UTC", 8)).toEqual([
      "2019",
      "2020",
      "2021",
      "2022",
      "2023",
      "2024",
      "2025",
      "2026",
    ]);
  });

  it("are round in the unit that people read", () => {
    const axis = valueAxis([1620, 2520], { factor: 1 / 60, suffix: " min" }, true, 5);
    expect(axis.ticks.map((tick) => tick.label)).toEqual(["0", "10", "20", "30", "40", "50"]);
    expect(axis.max).toBe(3000);
    expect(valueAxis([5, 5], { factor: 1, suffix: "" }, false, 4).max).toBeGreaterThan(5);
  });

  it("of shares end at the whole", () => {
    const percent = { factor: 100, suffix: "\u00a0%" };
    const share = fc.nat(1_000_000).map((count) => count / 1_000_000);
    const shares = fc.array(share, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(shares, fc.boolean(), fc.integer({ min: 3, max: 5 }), (values, fromZero, count) => {
        const { min, max, ticks } = valueAxis(values, percent, fromZero, count);
        expect(max).toBeLessThanOrEqual(1 + 1e-9);
        expect(min).toBeLessThan(max);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(min - 1e-9);
          expect(value).toBeLessThanOrEqual(max + 1e-9);
        }
      }),
    );
    expect(valueAxis([0.9925, 0.9994], percent, false, 5).ticks.at(-1)?.label).toBe("100");
    expect(valueAxis([0.5, 1.5], percent, true, 5).max).toBeGreaterThanOrEqual(1.5);
  });

  it("leave room above the values where something else stands, whatever they begin at", () => {
    const { max, ticks } = valueAxis([0.9925, 0.9994], { factor: 100, suffix: " %" }, false, 5, 0.2);
    expect(max).toBeGreaterThan(1);
    expect(max).toBeLessThan(1.01);
    expect(ticks.at(-1)?.label).toBe("100");
  });
});

describe("the colours", () => {
  const css = readFileSync(new URL("../../../app/tokens.css", import.meta.url), "utf8");
  const pair = (name: string) =>
    new RegExp(`${tokenName(name)}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)?.slice(1, 3);

  it.each(Object.keys(styleOf("light").colours) as (keyof Palette)[])(
    "of %s are those of the design tokens",
    (name) => {
      expect([styleOf("light").colours[name], styleOf("dark").colours[name]]).toEqual(pair(name));
    },
  );
});
