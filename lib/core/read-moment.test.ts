import { expect, test } from "vitest";
import { readDay, readMoment, readTime } from "#lib/core/read-moment.ts";

test("reads a day as people write it", () => {
  const day = { year: 2026, month: 11, day: 12 };
  expect(readDay("12 Nov 2026")).toEqual(day);
  expect(readDay("12\u00a0Nov\u00a02026")).toEqual(day);
  expect(readDay("12 november 2026")).toEqual(day);
  expect(readDay("Nov 12, 2026")).toEqual(day);
  expect(readDay("2026-11-12")).toEqual(day);
});

test("does not guess", () => {
  expect(readDay("12/11/2026")).toBeNull();
  expect(readDay("32 Nov 2026")).toBeNull();
  expect(readDay("29 Feb 2026")).toBeNull();
  expect(readDay("yesterday")).toBeNull();
  expect(readTime("25:00")).toBeNull();
});

test("a time is meant in the person's zone, also on days when the clocks change", () => {
  const at = (day: string, time: string, zone: string) => readMoment({ day, time }, zone)?.toISOString();
  expect(at("6 Oct 2026", "08:30", "Africa/Johannesburg")).toBe("2026-10-06T06:30:00.000Z");
  expect(at("6 Oct 2026", "", "Africa/Johannesburg")).toBe("2026-10-05T22:00:00.000Z");
  expect(at("25 Oct 2026", "12:00", "Europe/Berlin")).toBe("2026-10-25T11:00:00.000Z");
  expect(at("29 Mar 2026", "12:00", "Europe/Berlin")).toBe("2026-03-29T10:00:00.000Z");
});
