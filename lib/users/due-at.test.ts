import fc from "fast-check";
import { expect, test } from "vitest";
import { localTime } from "#lib/core/time.ts";
import { dueAt } from "#lib/users/due-at.ts";

const at = (text: string) => new Date(text);

test("at once is now, off is never", () => {
  expect(dueAt("immediate", at("2026-11-27T19:00:00Z"), "UTC")).toEqual(at("2026-11-27T19:00:00Z"));
  expect(dueAt("off", at("2026-11-27T19:00:00Z"), "UTC")).toBeNull();
});

test.each([
  ["Africa/Johannesburg", "2026-11-27T05:59:59Z", "2026-11-27T06:00:00Z"],
  ["Africa/Johannesburg", "2026-11-27T06:00:00Z", "2026-11-28T06:00:00Z"],
  ["Asia/Kathmandu", "2026-11-27T00:00:00Z", "2026-11-27T02:15:00Z"],
  ["Pacific/Kiritimati", "2026-11-27T19:00:00Z", "2026-11-28T18:00:00Z"],
  ["Pacific/Pago_Pago", "2026-11-27T19:00:00Z", "2026-11-28T19:00:00Z"],
])("daily in %s after %s is at %s", (zone, now, due) => {
  expect(dueAt("daily", at(now), zone)).toEqual(at(due));
});

test("the day on which clocks change still has one 08:00", () => {
  // Berlin goes from +1 to +2 on 29 Mar and back on 25 Oct 2026.
  expect(dueAt("daily", at("2026-03-28T12:00:00Z"), "Europe/Berlin")).toEqual(at("2026-03-29T06:00:00Z"));
  expect(dueAt("daily", at("2026-10-24T12:00:00Z"), "Europe/Berlin")).toEqual(at("2026-10-25T07:00:00Z"));
});

test("weekly is Monday morning, also from Monday morning on", () => {
  expect(dueAt("weekly", at("2026-11-27T19:00:00Z"), "UTC")).toEqual(at("2026-11-30T08:00:00Z"));
  expect(dueAt("weekly", at("2026-11-30T08:00:00Z"), "UTC")).toEqual(at("2026-12-07T08:00:00Z"));
});

test("whenever it happens, wherever they are: at 08:00 on their clock, later than now, within a day or a week", () => {
  const zones = fc.constantFrom(
    "UTC",
    "Africa/Johannesburg",
    "Europe/Berlin",
    "America/St_Johns",
    "Australia/Lord_Howe",
  );
  const moments = fc.date({
    min: at("2024-01-01T00:00:00Z"),
    max: at("2030-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(zones, moments, fc.constantFrom("daily" as const, "weekly" as const), (zone, now, rhythm) => {
      const due = dueAt(rhythm, now, zone);
      if (!due) throw new Error("It is due some time.");
      expect(localTime(due, zone)).toMatchObject({ hour: 8, minute: 0 });
      const hours = (due.getTime() - now.getTime()) / 3_600_000;
      expect(hours).toBeGreaterThan(0);
      expect(hours).toBeLessThanOrEqual((rhythm === "daily" ? 1 : 7) * 24 + 1);
      // Everything of the same day comes together.
      expect(dueAt(rhythm, new Date(due.getTime() - 1), zone)).toEqual(due);
    }),
  );
});
