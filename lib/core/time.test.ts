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
  quarterMonths,
  quarterName,
  quarterRange,
  shiftQuarter,
  startOfDay,
} from "#lib/core/time.ts";

const plain = (text: string) => text.replaceAll("\u00a0", " ");
const calendar = (
  startMonth: number,
  namedBy: "start" | "end",
  timeZone = "UTC",
  weeksFrom?: number,
): Calendar => ({ startMonth, namedBy, timeZone, weeksFrom: weeksFrom ?? null });

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

  // Every case stands on the instants around the border: one second before, the border, one second after.
  it.each([
    ["in the zone furthest behind", 4, "Pacific/Pago_Pago", "2027-Q1", "2026-04-01T11:00:00Z"],
    ["in the zone furthest ahead", 4, "Pacific/Kiritimati", "2027-Q1", "2026-03-31T10:00:00Z"],
    ["on a day without a midnight", 10, "America/Asuncion", "2024-Q1", "2023-10-01T04:00:00Z"],
    ["on a day of 23 hours", 10, "Australia/Sydney", "2024-Q1", "2023-09-30T14:00:00Z"],
    ["on a day of 25 hours", 4, "Australia/Sydney", "2019-Q1", "2018-03-31T13:00:00Z"],
    ["where the year begins in July", 7, "America/New_York", "2027-Q1", "2026-07-01T04:00:00Z"],
  ] as const)("begins to the second %s", (_, startMonth, timeZone, key, border) => {
    const own = calendar(startMonth, "end", timeZone);
    const at = new Date(border).getTime();
    expect(quarterRange(key, own).from.toISOString()).toBe(new Date(border).toISOString());
    expect(fiscalQuarterOf(new Date(at - 1000), own)).toBe(shiftQuarter(key, -1));
    expect(fiscalQuarterOf(new Date(at), own)).toBe(key);
    expect(fiscalQuarterOf(new Date(at + 1000), own)).toBe(key);
  });

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
    const month = fc.integer({ min: 1, max: 12 });
    const weekday = fc.option(fc.integer({ min: 1, max: 7 }), { nil: undefined });
    fc.assert(
      fc.property(instant, month, named, zone, weekday, (date, first, by, timeZone, weeksFrom) => {
        const own = calendar(first, by, timeZone, weeksFrom);
        const key = fiscalQuarterOf(date, own);
        const { from, to } = quarterRange(key, own);
        expect(from.getTime()).toBeLessThanOrEqual(date.getTime());
        expect(date.getTime()).toBeLessThan(to.getTime());
        expect(quarterRange(shiftQuarter(key, 1), own).from).toEqual(to);
      }),
    );
  });
});

describe("a fiscal quarter of weeks (4-4-5)", () => {
  const weeks = calendar(1, "end", "UTC", 1);
  const days = (key: string, own: Calendar) => {
    const { from, to } = quarterRange(key, own);
    return (to.getTime() - from.getTime()) / 86_400_000;
  };

  it.each([
    // Monday nearest to 1 January is the rule of ISO 8601: its years of 53 weeks are known.
    ["2026-Q1", 1, 1, "2025-12-29"],
    ["2026-Q2", 1, 1, "2026-03-30"],
    ["2026-Q4", 1, 1, "2026-09-28"],
    ["2027-Q1", 1, 1, "2027-01-04"],
    // Sunday nearest to 1 February, as American shops count: 2023 has 53 weeks and ends on 3 February 2024.
    ["2023-Q1", 2, 7, "2023-01-29"],
    ["2024-Q1", 2, 7, "2024-02-04"],
  ] as const)("%s of a year from month %d in weeks from day %d begins on %s", (key, month, weekday, day) => {
    const own = calendar(month, "start", "UTC", weekday);
    expect(quarterRange(key, own).from.toISOString()).toBe(`${day}T00:00:00.000Z`);
  });

  it("has 13 weeks, and 14 at the end of a year of 53", () => {
    expect(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"].map((key) => days(key, weeks))).toEqual(
      Array(4).fill(91),
    );
    expect(days("2026-Q4", weeks)).toBe(98);
    expect(days("2020-Q4", weeks)).toBe(98);
  });

  it("has months of 4, 4 and 5 weeks", () => {
    const lengths = (key: string) =>
      quarterMonths(key, weeks).map(({ from, to }) => (to.getTime() - from.getTime()) / 86_400_000 / 7);
    expect(lengths("2026-Q3")).toEqual([4, 4, 5]);
    expect(lengths("2026-Q4")).toEqual([4, 4, 6]);
  });

  it("takes the first days of a year that began early, and not those before one that began late", () => {
    expect(fiscalQuarterOf(new Date("2025-12-28T23:59:59Z"), weeks)).toBe("2025-Q4");
    expect(fiscalQuarterOf(new Date("2025-12-29T00:00:00Z"), weeks)).toBe("2026-Q1");
    expect(fiscalQuarterOf(new Date("2027-01-03T23:59:59Z"), weeks)).toBe("2026-Q4");
    expect(fiscalQuarterOf(new Date("2027-01-04T00:00:00Z"), weeks)).toBe("2027-Q1");
  });

  it("is cut at the organisation's midnight", () => {
    const own = calendar(1, "end", "Pacific/Kiritimati", 1);
    expect(fiscalQuarterOf(new Date("2025-12-28T09:59:59Z"), own)).toBe("2025-Q4");
    expect(fiscalQuarterOf(new Date("2025-12-28T10:00:00Z"), own)).toBe("2026-Q1");
  });
});

describe("the months of a fiscal quarter", () => {
  it("are calendar months that meet, and fill it", () => {
    const own = calendar(4, "end", "Africa/Johannesburg");
    const months = quarterMonths("2027-Q1", own);
    expect(months.map(({ from }) => plain(formatDate(from, own.timeZone)))).toEqual([
      "1 Apr 2026",
      "1 May 2026",
      "1 Jun 2026",
    ]);
    expect(months[0]?.from).toEqual(quarterRange("2027-Q1", own).from);
    expect(months[1]?.from).toEqual(months[0]?.to);
    expect(months[2]?.to).toEqual(quarterRange("2027-Q1", own).to);
  });
});
