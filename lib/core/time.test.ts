import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Calendar,
  fiscalQuarterOf,
  formatDate,
  formatDateTime,
  formatDay,
  formatRange,
  quarterLabel,
  quarterName,
  quarterRange,
  shiftQuarter,
  startOfDay,
} from "#lib/core/time.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const calendar = (startMonth: number, namedBy: "start" | "end", timeZone = "UTC"): Calendar => ({
  startMonth,
  namedBy,
  timeZone,
});

describe("a date", () => {
  it("is unambiguous and stays on one line", () => {
    expect(formatDate(new Date("2026-11-12T00:00:00Z"))).toBe("12\u00a0Nov\u00a02026");
    expect(plain(formatDay(new Date("1987-01-02T12:00:00Z")))).toBe("2 Jan");
  });

  it("names the zone its clock stands in", () => {
    const instant = new Date("2026-10-06T07:12:00Z");
    expect(plain(formatDateTime(instant, "Africa/Johannesburg"))).toBe("6 Oct 2026, 09:12 GMT+2");
    expect(plain(formatDateTime(instant))).toBe("6 Oct 2026, 07:12 UTC");
  });

  it("falls on the reader's day", () => {
    const instant = new Date("2026-06-30T23:30:00Z");
    expect(plain(formatDate(instant, "Pacific/Kiritimati"))).toBe("1 Jul 2026");
    expect(plain(formatDate(instant, "Pacific/Pago_Pago"))).toBe("30 Jun 2026");
  });

  it("names the last day of a range, not the border after it", () => {
    const range = { from: new Date("2026-07-01T00:00:00Z"), to: new Date("2026-10-01T00:00:00Z") };
    expect(plain(formatRange(range))).toBe("1 Jul to 30 Sep 2026");
    const day = { from: new Date("2026-07-01T00:00:00Z"), to: new Date("2026-07-02T00:00:00Z") };
    expect(plain(formatRange(day))).toBe("1 Jul 2026");
    const years = { from: new Date("2025-12-01T00:00:00Z"), to: new Date("2026-03-01T00:00:00Z") };
    expect(plain(formatRange(years))).toBe("1 Dec 2025 to 28 Feb 2026");
  });
});

describe("a fiscal quarter", () => {
  it.each([
    [1, "end", "2026-Q4"],
    [4, "end", "2027-Q3"],
    [10, "end", "2027-Q1"],
    [10, "start", "2026-Q1"],
    [1, "start", "2026-Q4"],
    [12, "end", "2026-Q4"],
  ] as const)("of 23 Nov 2026 in a year that begins in month %d named by its %s is %s", (month, by, key) => {
    expect(fiscalQuarterOf(new Date("2026-11-23T12:00:00Z"), calendar(month, by))).toBe(key);
  });

  it.each(["Pacific/Pago_Pago", "Pacific/Kiritimati", "Africa/Johannesburg", "America/New_York"])(
    "begins and ends at midnight in %s",
    (timeZone) => {
      const own = calendar(1, "end", timeZone);
      const { from, to } = quarterRange("2026-Q3", own);
      expect(plain(formatDateTime(from, timeZone))).toMatch(/^1 Jul 2026, 00:00/);
      expect(fiscalQuarterOf(new Date(from.getTime() - 1000), own)).toBe("2026-Q2");
      expect(fiscalQuarterOf(from, own)).toBe("2026-Q3");
      expect(fiscalQuarterOf(new Date(to.getTime() - 1000), own)).toBe("2026-Q3");
      expect(fiscalQuarterOf(to, own)).toBe("2026-Q4");
    },
  );

  it("is as long as the clock change makes it", () => {
    const { from, to } = quarterRange("2026-Q1", calendar(1, "end", "Europe/Berlin"));
    expect((to.getTime() - from.getTime()) / 3_600_000).toBe(90 * 24 - 1);
  });

  it("begins with the first instant of a day that has no midnight", () => {
    // Cairo set its clocks from 00:00 to 01:00 on 28 April 2023.
    const start = startOfDay(2023, 4, 28, "Africa/Cairo");
    expect(plain(formatDateTime(start, "Africa/Cairo"))).toMatch(/^28 Apr 2023, 01:00/);
    expect(plain(formatDateTime(new Date(start.getTime() - 1), "Africa/Cairo"))).toMatch(
      /^27 Apr 2023, 23:59/,
    );
  });

  it("counts forwards and backwards over the year's end", () => {
    expect(shiftQuarter("2026-Q4", 1)).toBe("2027-Q1");
    expect(shiftQuarter("2026-Q1", -1)).toBe("2025-Q4");
    expect(shiftQuarter("2026-Q2", -9)).toBe("2024-Q1");
    expect(plain(quarterLabel("2026-Q4"))).toBe("Q4 2026");
    expect(quarterName("2026-Q3")).toBe("Third quarter 2026");
  });

  it("refuses a key that names no quarter", () => {
    expect(() => quarterRange("2026-Q5", calendar(1, "end"))).toThrow("Write it as 2026-Q4");
  });

  it("holds every instant in exactly one quarter", () => {
    const zone = fc.constantFrom("UTC", "Asia/Kathmandu", "America/Sao_Paulo", "Pacific/Apia", "Asia/Beirut");
    const instant = fc.date({
      min: new Date("1995-01-01"),
      max: new Date("2045-01-01"),
      noInvalidDate: true,
    });
    const named = fc.constantFrom("start" as const, "end" as const);
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 12 }), named, zone, (date, month, by, timeZone) => {
        const own = calendar(month, by, timeZone);
        const key = fiscalQuarterOf(date, own);
        const { from, to } = quarterRange(key, own);
        expect(from.getTime()).toBeLessThanOrEqual(date.getTime());
        expect(date.getTime()).toBeLessThan(to.getTime());
        expect(quarterRange(shiftQuarter(key, 1), own).from).toEqual(to);
      }),
    );
  });
});
